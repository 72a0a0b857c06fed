"""Turns taken though nothing made them: locks held around a wait, asking again and again, threads one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sandbox.diagnosis.finding import Case, Finding, Saves, ms
from sandbox.diagnosis.order import SHORT, WORTH, lines_of
from sandbox.diagnosis.picture import MS, Key, Wait, peak


def locked(case: Case) -> Iterator[Finding]:
    """Tasks in line for a lock that one of them holds while it only waits."""
    for fact in case.facts.of("lock"):
        if "protects" in fact.tags:
            continue
        spans = tuple(zip(fact.lines[::2], fact.lines[1::2], strict=False))
        in_line = [
            wait
            for wait in case.picture.waits
            if wait.kind in ("lock", "semaphore")
            and wait.dur >= SHORT
            and any(line == fact.line for line, _ in wait.frames)
        ]
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
        saves = Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9) if case.kind == "script" else None
        yield Finding(
            "lock-around-the-wait", fact.line,
            {"lock": fact.name, "tasks": len({wait.task for wait in inner}), "ms": ms(whole), "best_ms": ms(longest),
             "longest_ms": ms(max(wait.dur for wait in in_line))},
            [wait.row for wait in in_line], ms(whole - longest), saves, around=(fact.line, fact.end),
        )  # fmt: skip


def polled(case: Case) -> Iterator[Finding]:
    """Asking again and again for what something else will change."""
    rounds: dict[int, list[Wait]] = defaultdict(list)
    for wait in case.picture.waits:
        if wait.kind == "yield" or (
            wait.kind == "sleep" and isinstance(wait.detail, (int, float)) and wait.detail <= 0.025
        ):
            rounds[wait.line].append(wait)
    for fact in case.facts.of("polling"):
        waits = [wait for line in fact.lines for wait in rounds.get(line, ())]
        whole = waits[-1].end - waits[0].start if waits else 0
        count = len(waits) + (case.picture.counted if len(waits) > 50 else 0)
        if len(waits) >= 8 and whole >= WORTH:
            yield Finding(
                "polling", fact.lines[0], {"times": count, "ms": ms(whole), "test": fact.name},
                [wait.row for wait in waits[:20]], ms(whole), around=(fact.line, fact.end),
            )  # fmt: skip


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
            in_line, ms(whole - longest), Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9),
            around=(fact.line, fact.end),
        )  # fmt: skip


def threads_in_turn(case: Case) -> Iterator[Finding]:
    """Threads started and joined one by one."""
    for fact in case.facts.of("start-join"):
        begun = [
            row
            for row in case.picture.by["t"]
            if any(line == fact.lines[0] for line, _ in case.picture.frames(row[1], row[6]))
        ]
        ended: dict[Key, int] = {(row[1], row[3]): row[2] for row in case.picture.by["u"]}
        spans = [(row[2], ended[row[1], row[3]]) for row in begun if (row[1], row[3]) in ended]
        gone = {row[1]: row[2] for row in case.picture.by["E"]}
        for row in case.picture.by["P"]:
            if row[3] in gone and any(line == fact.lines[0] for line, _ in case.picture.frames(row[1], row[7])):
                begun.append(row)
                spans.append((row[2], gone[row[3]]))
        spans = [span for span in spans if span[1] - span[0] >= SHORT]
        whole = sum(end - begin for begin, end in spans)
        if len(spans) >= 2 and peak(spans) == 1 and whole >= WORTH:
            longest = max(end - begin for begin, end in spans)
            yield Finding(
                "start-join-in-loop", fact.line,
                {"threads": len(spans), "ms": ms(whole), "best_ms": ms(longest), "start_line": fact.lines[0]},
                begun, ms(whole - longest), Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9, fact.edit),
                around=fact.lines,
            )  # fmt: skip
