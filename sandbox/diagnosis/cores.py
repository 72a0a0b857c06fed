"""Who computed where: threads that share one core, processes that cost more than their work, pools with a queue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Final

from sandbox.diagnosis.counterfactual import played
from sandbox.diagnosis.facts import Edit
from sandbox.diagnosis.finding import Case, Finding, Saves, ms
from sandbox.diagnosis.picture import MS, Item, peak, union

WORTH: Final = 80 * MS
ONE_CORE: Final = 1.3
"""Threads together used no more than this many cores."""
CALCULATES: Final = 15 * MS
"""CPU a thread uses at least to count. No share of its time: they take turns, and the machine may be busy."""
MORE: Final = 32
"""The number of workers in a pool's edit, as it is read."""
TINY: Final = 10 * MS
LEAST: Final = 15 * MS
"""What starting processes must cost before it is said."""
BARE: Final = 4 * MS
"""CPU of a forked process that does nothing: 3 to 4 ms here."""
ITEMS: Final = 10
CHILDREN: Final = 4
SEATS: Final = 100
"""Threads' stretches that are looked at one by one."""
FEW: Final = 4
ROUNDS: Final = 3
"""Pieces of work, and how many times as many as seats, that make a queue worth a word."""
ENOUGH: Final = 5
"""Seats that somebody may have counted out."""
SLACK: Final = 0.2
TOKENS: Final = 40
"""Those of anyio, unless somebody gave it others."""
START_S: Final = 0.04
"""What a process costs to begin."""


def threads_computing(case: Case) -> Iterator[Finding]:
    """Several threads calculate at once, on one core between them."""
    if case.picture.cores < 2:
        return
    spans: list[tuple[int, int]] = []
    seats: list[tuple[int, int, int, int]] = []
    cpu = 0
    rows = []
    lines: dict[int, int] = defaultdict(int)
    funcs: dict[str, int] = defaultdict(int)
    for item in case.picture.items:
        if item.kind == "process" or item.start is None or item.cpu is None or item.cpu < CALCULATES:
            continue
        spans.append((item.start, item.start + item.dur))
        seats.append((item.pid, item.thread, *spans[-1]))
        cpu += item.cpu
        rows.append(item.row)
        lines[item.line] += item.cpu
        funcs[item.func] += item.cpu
    if len(spans) < 2:
        spans, seats, cpu = [], [], 0
        begun = {(row[1], row[3]): row for row in case.picture.by["t"]}
        pooled = {(item.pid, item.thread) for item in case.picture.items}
        for end in case.picture.by["u"]:
            row = begun.get((end[1], end[3]))
            if row is None or end[4] is None or (end[1], end[3]) in pooled or end[4] < CALCULATES:
                continue
            spans.append((row[2], end[2]))
            seats.append((row[1], row[3], row[2], end[2]))
            cpu += end[4]
            rows.append(row)
            frames = case.picture.frames(row[1], row[6])
            lines[frames[-1][0] if frames else 0] += end[4]
            funcs[row[5]] += end[4]
    wall = union(spans)
    if len(spans) < 2 or peak(spans) < 2 or wall < WORTH or cpu < WORTH:
        return
    together = sum(end - begin for begin, end in spans) - wall
    if (
        not cpu < ONE_CORE * wall
        or together < 0.3 * wall
        or _waiting(case, seats) > 0.4 * sum(end - begin for begin, end in spans)
    ):
        return
    func = max(funcs, key=lambda name: funcs[name])
    function = case.facts.function(func.rpartition(".")[2])
    if function is not None and "releases" in function.tags:
        return
    line = max(lines, key=lambda one: lines[one]) or (function.lines[0] if function and function.lines else 0)
    if not line:
        return
    cores = min(case.picture.cores, len(spans))
    predicted = case.wall_s - wall / 1e9 * (1 - 1 / cores) + START_S * cores
    edit = next((fact.edit for fact in case.facts.of("pool-of-processes")), None)
    saves = Saves(case.wall_s, predicted, edit) if case.kind == "script" and predicted < case.wall_s else None
    yield Finding(
        "threads-for-cpu", line,
        {"threads": peak(spans), "cores": round(cpu / wall, 2), "ms": ms(wall), "cpu_ms": ms(cpu), "function": func},
        rows, ms(wall), saves, around=(line, *((function.lines[0],) if function and function.lines else ())),
    )  # fmt: skip


def _waiting(case: Case, seats: list[tuple[int, int, int, int]]) -> int:
    """Of these stretches of threads' time, how much was spent waiting: asleep, at the network, in line."""
    spent = 0
    for row in [*case.picture.sleeps, *case.picture.stands]:
        if row[0] == "l" and (row[7] is None or row[7].startswith("lib:") or row[7] in ("import", "sleep")):
            continue
        spent += sum(
            max(0, min(row[2] + row[3], end) - max(row[2], begin))
            for pid, thread, begin, end in seats[:SEATS]
            if row[1] == pid and row[4] == thread
        )
    return spent


def tiny_processes(case: Case) -> Iterator[Finding]:
    """Starting processes cost more than all the work they did."""
    started = [row for row in case.picture.by["P"] if row[4] == "process" and row[1] == case.picture.main_pid]
    items = [item for item in case.picture.items if item.kind == "process" and item.start is not None]
    if not started:
        return
    costs = sum(row[8] for row in started)
    children = {row[3] for row in started}
    waited = sum(row[3] for row in case.picture.sleeps if row[1] in children)
    if items:
        used = [item.cpu if item.cpu is not None else item.dur for item in items]
        lives = [item.dur for item in items]
        costs += max(0, min(item.start or 0 for item in items) - min(item.handed for item in items))
        few = len(items) < ITEMS
    else:
        ended = {row[1]: row for row in case.picture.by["E"]}
        begun = {row[1]: row[2] for row in case.picture.by["M"] if row[1] in children}
        used = [max(0, ended[pid][3] - BARE) for pid in begun if pid in ended]
        lives = [ended[pid][2] - begun[pid] for pid in begun if pid in ended]
        # Those of a pool of multiprocessing are ended from outside: what they did shows in where they were seen.
        cut = [pid for pid in begun if pid not in ended]
        if not any(row[1] in cut and row[6] == "computes" for row in case.picture.stands):
            used += [0 for _ in cut]
            lives += [0 for _ in cut]
        few = len(used) < CHILDREN
    # CPU, not time: the machine may be busy. But those that live longer than they took to start wait for something.
    usual_start = median(row[8] for row in started)
    if (
        few
        or max(used) > TINY
        or sum(used) + waited > costs
        or costs < LEAST
        or median(lives) > max(4 * TINY, usual_start)
    ):
        return
    frames = case.picture.frames(started[0][1], started[0][7])
    line = items[0].line if items else frames[-1][0] if frames else 0
    if line:
        yield Finding(
            "processes-for-tiny-work", line,
            {"processes": len(started), "items": len(used), "start_ms": ms(costs), "work_ms": round(sum(used) / MS, 1)},
            started, ms(costs), around=(line,),
        )  # fmt: skip


def small_pools(case: Case) -> Iterator[Finding]:
    """Waiting work in a queue for threads that only wait themselves."""
    pools: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in case.picture.items:
        few = item.kind == "anyio" and item.total is not None and item.total < TOKENS
        if (item.kind == "thread" or few) and item.start is not None:
            pools[item.key[0], item.pool].append(item)
    yield from _threads_in_a_pool(case)
    for items in pools.values():
        runs = [item.dur for item in items]
        queues = [item.queued for item in items]
        cpu = sum(item.cpu or 0 for item in items)
        total = max((item.total or 0 for item in items), default=0)
        run = median(runs)
        if run < 5 * MS or cpu > 0.5 * sum(runs) or not total:
            continue
        if len(items) < max(FEW, (ROUNDS if total < ENOUGH else ROUNDS + 1) * total):
            continue
        if max(queues) < (2 - SLACK) * run or max(queues) < 50 * MS:
            continue
        rows = [item.row for item in sorted(items, key=lambda item: -item.queued)]
        begin, end = min(item.handed for item in items), max((item.start or 0) + item.dur for item in items)
        seats = min(len(items), 32)
        predicted = case.wall_s - (end - begin) / 1e9 + played(runs, seats) / 1e9 + 0.0002 * seats
        edit = _sized(next((fact.edit for fact in case.facts.of("pool") if fact.number == total), None), seats)
        saves = Saves(case.wall_s, predicted, edit) if case.kind == "script" and predicted < case.wall_s else None
        yield Finding(
            "pool-too-small", items[0].line,
            {"workers": total, "items": len(items), "queue_ms": ms(max(queues)), "run_ms": ms(run), "better": seats},
            rows, ms(end - begin), saves, around=(items[0].line,),
        )  # fmt: skip
        return


def _threads_in_a_pool(case: Case) -> Iterator[Finding]:
    """`multiprocessing.pool.ThreadPool`: nothing tells when its work was handed over, but its threads never rested."""
    for fact in case.facts.of("pool"):
        if fact.name != "ThreadPool" or not fact.number or case.kind != "script":
            continue
        sleeps: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for row in case.picture.sleeps:
            sleeps[row[1], row[4]].append((row[2], row[2] + row[3]))
        busy = {key: spans for key, spans in sleeps.items() if len(spans) >= ROUNDS and key[1] != 1}
        runs = [end - begin for spans in busy.values() for begin, end in spans]
        if not 0 < len(busy) <= fact.number or len(runs) < FEW or median(runs) < 5 * MS:
            continue
        begin, end = min(s[0][0] for s in busy.values()), max(s[-1][1] for s in busy.values())
        if end - begin < 100 * MS or sum(runs) < 0.8 * len(busy) * (end - begin) or peak(_all(busy)) < len(busy):
            continue
        seats = min(len(runs), 32)
        predicted = case.wall_s - (end - begin) / 1e9 + played(runs, seats) / 1e9 + 0.0002 * seats
        yield Finding(
            "pool-too-small", fact.line,
            {"workers": round(fact.number), "items": len(runs), "queue_ms": ms(end - begin - median(runs)),
             "run_ms": ms(median(runs)), "better": seats},
            case.picture.sleeps[:20], ms(end - begin), Saves(case.wall_s, predicted, _sized(fact.edit, seats)),
            around=(fact.line,),
        )  # fmt: skip
        return


def _all(spans: dict[tuple[int, int], list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [span for each in spans.values() for span in each]


def _sized(edit: Edit | None, seats: int) -> Edit | None:
    """The pool's edit, with as many seats as are needed."""
    if edit is None or len(edit) != 1:
        return None
    text = re.sub(rf"\b{MORE}\b", str(seats), edit[0]["text"], count=1)
    return [{**edit[0], "text": text}]
