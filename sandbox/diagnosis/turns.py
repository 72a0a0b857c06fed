"""Turns taken though nothing made them: locks held around a wait, asking again and again, threads one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from sandbox.diagnosis.facts import Fact
from sandbox.diagnosis.finding import Case, Finding, Saves, ms
from sandbox.diagnosis.order import SHORT, WORTH, lines_of
from sandbox.diagnosis.picture import MS, Key, Row, Wait, peak

OFTEN: Final = 25 * MS
SELDOM: Final = 60 * MS
"""Between two questions, at most: of a loop that shows something meanwhile, and of one that does not."""
SLACK: Final = 5 * MS


def locked(case: Case) -> Iterator[Finding]:
    """Tasks in line for a lock that one of them holds while it only waits."""
    for fact in case.facts.of("lock"):
        if "protects" in fact.tags:
            continue
        spans = tuple(zip(fact.lines[::2], fact.lines[1::2], strict=False))
        in_line = [wait for wait in case.picture.waits if _stands(wait, fact)]
        inner = [wait for wait in case.picture.waits if lines_of(wait, spans) is not None and wait.kind != "yield"]
        inner = [wait for wait in inner if wait.dur >= SHORT]
        if len({wait.task for wait in in_line}) < 2 or len({wait.task for wait in inner}) < 2:
            continue
        if peak((wait.start, wait.end) for wait in inner) > 1 or max(wait.dur for wait in in_line) < WORTH:
            continue
        whole = sum(wait.dur for wait in inner)
        longest = max(wait.dur for wait in inner)
        if whole - longest < WORTH or longest < 20 * MS:
            continue
        saves = Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9, fact.edit) if case.kind == "script" else None
        yield Finding(
            "lock-around-the-wait", fact.line,
            {"lock": fact.name, "tasks": len({wait.task for wait in inner}), "ms": ms(whole), "best_ms": ms(longest),
             "longest_ms": ms(max(wait.dur for wait in in_line))},
            [wait.row for wait in in_line], ms(whole - longest), saves, around=(fact.line, fact.end),
        )  # fmt: skip


def _stands(wait: Wait, fact: Fact) -> bool:
    """Whether a task waits for its turn where the lock is taken. Locks of other libraries, and those within a context
    manager of the learner's own, are known by the place alone."""
    if wait.dur < SHORT:
        return False
    if wait.kind in ("lock", "semaphore", "condition"):
        return any(line == fact.line for line, _ in wait.frames)
    return wait.kind in ("event", "future", "generator") and wait.line == fact.line


def polled(case: Case) -> Iterator[Finding]:
    """Asking again and again for what something else will change."""
    rounds: dict[int, list[tuple[int, int, Row]]] = defaultdict(list)
    for wait in case.picture.waits:
        rounds[wait.line].append((wait.start, wait.end, wait.row))
    for row in case.picture.sleeps:
        for line, _ in case.picture.frames(row[1], row[6])[-1:]:
            rounds[line].append((row[2], row[2] + row[3], row))
    for fact in case.facts.of("polling"):
        most = OFTEN if "prints" in fact.tags else SELDOM
        asked = sorted(one for line in fact.lines for one in rounds.get(line, ()))
        asked = [one for one in asked if one[1] - one[0] <= most + SLACK]
        whole = asked[-1][1] - asked[0][0] if asked else 0
        count = len(asked) + (case.picture.counted if len(asked) > 50 else 0)
        if len(asked) >= 8 and whole >= WORTH:
            yield Finding(
                "polling", fact.lines[0], {"times": count, "ms": ms(whole), "test": fact.name},
                [row for _, _, row in asked[:20]], ms(whole), _sooner(case, fact, whole / len(asked)),
                around=(fact.line, fact.end),
            )  # fmt: skip


def _sooner(case: Case, fact: Fact, interval: float) -> Saves | None:
    """Who asks learns of it half an interval late, as a rule. What a wait would save is that, and the turns."""
    if case.kind != "script" or fact.edit is None:
        return None
    return Saves(case.wall_s, case.wall_s - interval / 2 / 1e9, fact.edit)


def handed_in_turn(case: Case) -> Iterator[Finding]:
    """Work handed to a pool and waited for before the next is handed over."""
    for fact in case.facts.of("start-join"):
        items = [
            item
            for item in case.picture.items
            if item.start is not None and any(line == fact.lines[0] for line, _ in item.frames)
        ]
        spans = [(item.handed, (item.start or item.handed) + item.dur) for item in items]
        spans = [span for span in spans if span[1] - span[0] >= SHORT]
        whole = sum(end - begin for begin, end in spans)
        if len(spans) >= 2 and peak(spans) == 1 and whole >= WORTH:
            longest = max(end - begin for begin, end in spans)
            yield Finding(
                "start-join-in-loop", fact.line,
                {"threads": len(spans), "ms": ms(whole), "best_ms": ms(longest), "start_line": fact.lines[0]},
                [item.row for item in items], ms(whole - longest),
                Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9, fact.edit), around=fact.lines,
            )  # fmt: skip


def threads_locked(case: Case) -> Iterator[Finding]:
    """Threads in line for a lock that one of them holds while it only waits."""
    for fact in case.facts.of("thread-lock"):
        spans = tuple(zip(fact.lines[::2], fact.lines[1::2], strict=False))
        in_line = [
            row
            for row in case.picture.stands
            if (row[7] == "lock" or (row[7] is None and row[6] == "waits"))
            and any(line == fact.line for line, _ in case.picture.frames(row[1], row[5]))
        ]
        held = [
            row
            for row in [
                *case.picture.sleeps,
                *(row for row in case.picture.stands if row[7] in ("network", "subprocess")),
            ]
            if any(
                first <= line <= last
                for line, _ in case.picture.frames(row[1], row[6 if row[0] == "z" else 5])
                for first, last in spans
            )
        ]
        times = [(row[2], row[2] + row[3]) for row in held]
        whole = sum(end - begin for begin, end in times)
        longest = max((end - begin for begin, end in times), default=0)
        if len({row[4] for row in in_line}) < 2 or len({row[4] for row in held}) < 2 or peak(times) > 1:
            continue
        if whole - longest < WORTH or longest < 20 * MS:
            continue
        yield Finding(
            "lock-around-the-wait", fact.line,
            {"lock": fact.name, "tasks": len({row[4] for row in held}), "ms": ms(whole), "best_ms": ms(longest),
             "longest_ms": ms(max(row[3] for row in in_line))},
            in_line, ms(whole - longest), Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9, fact.edit),
            around=(fact.line, fact.end),
        )  # fmt: skip


def threads_in_turn(case: Case) -> Iterator[Finding]:
    """Threads started and joined one by one."""
    bodies: dict[tuple[int, ...], list[Fact]] = defaultdict(list)
    for fact in case.facts.of("start-join"):
        bodies[fact.lines[1:3]].append(fact)
    ended: dict[Key, int] = {(row[1], row[3]): row[2] for row in case.picture.by["u"]}
    gone = {row[1]: row[2] for row in case.picture.by["E"]}
    for facts in bodies.values():
        fact = facts[0]
        begun, spans = [], []
        for row in [*case.picture.by["t"], *case.picture.by["P"]]:
            thread = row[0] == "t"
            end = ended.get((row[1], row[3])) if thread else gone.get(row[3])
            here = {line for line, _ in case.picture.frames(row[1], row[6 if thread else 7])}
            if end is not None and any(each.lines[0] in here for each in facts) and end - row[2] >= SHORT:
                begun.append(row)
                spans.append((row[2], end))
        whole = sum(end - begin for begin, end in spans)
        if len(spans) >= 2 and peak(spans) == 1 and whole >= WORTH:
            longest = max(end - begin for begin, end in spans)
            yield Finding(
                "start-join-in-loop", fact.line,
                {"threads": len(spans), "ms": ms(whole), "best_ms": ms(longest), "start_line": fact.lines[0]},
                begun, ms(whole - longest), Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9, fact.edit),
                around=fact.lines,
            )  # fmt: skip
