"""Coroutines and tasks that went astray: never awaited, dropped, left behind, failed unheard, cancelled in vain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sandbox.diagnosis.finding import Case, Finding, ms
from sandbox.diagnosis.picture import MS, Key, Task, Wait

GENERATIONS: Final = 100
CUT: Final = 15 * MS
"""From a cancellation to the next step of its task, at most."""
NEAR: Final = 4
"""Lines from a `cancel` to the wait that comes after it, at most."""
SPANS: Final = 50
"""Stretches every other one is compared with."""


def never_awaited(case: Case) -> Iterator[Finding]:
    """Coroutines thrown away unstarted. Without any loop, the program itself never began."""
    if case.facts.syntax:
        return
    inside = {fact.line: fact for fact in case.facts.of("run-inside-loop")}
    passed = list(case.facts.of("called-not-passed", "for-over-async-generator"))
    found: dict[int, list[list[object]]] = {}
    names: dict[int, str] = {}
    top: dict[int, bool] = {}
    for row in case.picture.by["n"]:
        frames = case.picture.frames(row[1], row[5]) or case.picture.frames(row[1], row[4])
        if not frames:
            continue
        line, func = frames[-1]
        if any(fact.covers(line) for fact in inside.values()) or any(fact.covers(line) for fact in passed):
            continue
        found.setdefault(line, []).append(row)
        names[line] = row[3]
        functions = [case.facts.function_at(at) for at, _ in frames]
        top[line] = func == "<module>" or not any(one is None or "async" in one.tags for one in functions[-1:])
    for line, rows in found.items():
        values: dict[str, int | float | str] = {"name": names[line], "times": len(rows)}
        if not case.picture.tasks and top[line]:
            yield Finding("main-never-run", line, values, rows, 1000, around=(line,))
        else:
            yield Finding("never-awaited", line, values, rows, 500, around=(line,))


def left_alone(case: Case) -> Iterator[Finding]:
    """Tasks that nobody waited for, and what became of them."""
    complaints = case.picture.by["e"]
    told: set[tuple[int, int]] = set()
    for row in complaints:
        _, pid, _, message, number, exc, text, site = row
        task = case.picture.tasks.get((pid, number))
        frames = case.picture.frames(pid, site)
        if "exception was never retrieved" in message:
            line = frames[-1][0] if frames else task.line if task else 0
            if line:
                told.add((pid, number))
                yield Finding(
                    "exception-never-retrieved", line,
                    {"exc": exc or "", "text": text[:80], "task": _name(task), "made": task.line if task else line},
                    [row], 800, around=tuple({line, *([task.line] if task else [])}),
                )  # fmt: skip
        elif "destroyed but it is pending" in message and task and task.line:
            told.add((pid, number))
            yield Finding("destroyed-pending", task.line, {"task": _name(task)}, [row], 700, around=(task.line,))
    yield from _cut_off(case, told)
    yield from _dropped(case, told)


def _name(task: Task | None) -> str:
    return task.coro.rpartition(".")[2] if task else ""


def _cut_off(case: Case, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """Cancelled by `asyncio.run` as main ended: not by the learner, who would have done it before."""
    by_line: dict[int, list[Task]] = {}
    together = _waited_for(case)
    for key, task in case.picture.tasks.items():
        main = _main_of(case, task)
        if main is None or task.key in told or main.end is None or not task.line or main.how == "x":
            continue
        cut = task.how == "c" and task.end is not None and task.end > main.end
        # A loop closed by hand leaves them where they stand.
        standing = not task.how and bool(task.steps) and main.how == "d" and _closed_after(case, main)
        if (cut or standing) and key not in together and not _meant_to(case, task):
            by_line.setdefault(task.line, []).append(task)
            told.add(key)
    for line, tasks in by_line.items():
        rows = [task.row or task.steps[-1] for task in tasks]
        yield Finding("left-behind", line, {"task": _name(tasks[0]), "tasks": len(tasks)}, rows, 600, around=(line,))


def _meant_to(case: Case, task: Task) -> bool:
    """Ends with the program by design: cancelled by name, or a loop without end that others' end is the end of."""
    if any(fact.covers(task.line) for fact in case.facts.of("cancelled-task")):
        return True
    function = case.facts.function(_name(task))
    return function is not None and "endless" in function.tags


def _closed_after(case: Case, main: Task) -> bool:
    return any(row[1] == main.key[0] for row in case.picture.by["o"])


def _waited_for(case: Case) -> set[Key]:
    """Tasks that another waited for as it was cancelled: these went together."""
    found: set[Key] = set()
    for other in case.picture.tasks.values():
        last = other.waits[-1] if other.waits and other.how == "c" else None
        if last is not None and last.kind in ("gather", "task", "wait", "taskgroup", "timeout"):
            numbers = last.detail if isinstance(last.detail, list) else [last.detail]
            found |= {(other.key[0], number) for number in numbers}
    return found


def _main_of(case: Case, task: Task) -> Task | None:
    """The task that `asyncio.run` was given and from which this one came; None for itself."""
    seen = 0
    above = task
    while above.parent and seen < GENERATIONS:
        parent = case.picture.tasks.get((task.key[0], above.parent))
        if parent is None:
            return None
        above, seen = parent, seen + 1
    return above if above is not task else None


def _dropped(case: Case, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """`create_task` whose result nobody keeps, where nothing worse came of it."""
    facts = list(case.facts.of("task-dropped"))
    for fact in facts:
        made = [task for task in case.picture.tasks.values() if fact.covers(task.line)]
        if made and not any(task.key in told for task in made):
            yield Finding(
                "task-dropped", fact.line, {"task": fact.name, "tasks": len(made)}, [task.row for task in made], 100,
                around=(fact.line,),
            )  # fmt: skip


def cancelled_in_vain(case: Case) -> Iterator[Finding]:
    """A cancellation caught and forgotten: the wait was cut short, and the task went on."""
    for fact in case.facts.of("cancellation-swallowed"):
        for task in case.picture.tasks.values():
            inner = [
                wait for wait in task.waits if any(fact.lines[0] <= line <= fact.lines[1] for line, _ in wait.frames)
            ]
            asked = _cancelled_at(case, task)
            cut = [
                wait
                for wait in inner
                if not wait.open
                and (_short(wait) or any(wait.start <= at <= wait.end < at + CUT for at in asked))
                and not (task.how == "c" and task.end is not None and task.end - wait.end < 5 * MS)
            ]
            went_on = cut and (task.how == "d" or task.waits[-1] is not cut[-1])
            if went_on and ("loop" in fact.tags or _goes_on(task, cut[-1].end)):
                yield Finding(
                    "cancellation-swallowed", fact.line, {"task": fact.name, "times": len(cut)},
                    [wait.row for wait in cut], 300, around=(fact.line, *fact.lines),
                )  # fmt: skip
                break


def _short(wait: Wait) -> bool:
    """A sleep that did not last as long as it was asked to."""
    if wait.kind != "sleep" or not isinstance(wait.detail, (int, float)):
        return False
    return wait.dur < wait.detail * 1e9 * 0.95 - 2 * MS


def _cancelled_at(case: Case, task: Task) -> list[int]:
    """When somebody cancelled this task: ended the step in which the text says `cancel`, went into a wait for it whose
    time was up, or was main and over."""
    times = []
    cancels = {line for fact in case.facts.of("cancels") for line in range(fact.line, fact.end + 1)}
    for other in case.picture.tasks.values():
        if other.key[0] != task.key[0] or other.key == task.key:
            continue
        last = 0
        for wait in other.waits:
            if any(_between(last, line, wait.line) for line in cancels):
                times.append(wait.start)
            last = wait.line
            limits = [fact.number for fact in case.facts.of("timeout") if fact.covers(wait.line)]
            if wait.kind == "timeout" and wait.detail == task.key[1]:
                times += [wait.start + round(limit * 1e9) for limit in limits if limit is not None]
        if not other.parent and other.end is not None:
            times.append(other.end)
    return times


def _goes_on(task: Task, after: int) -> bool:
    """Whether it still waited for something after it was told to end."""
    return any(wait.start >= after and wait.dur > MS for wait in task.waits)


def _between(last: int, line: int, now: int) -> bool:
    """Whether a task that waited at line `last`, and now waits at `now`, came by this line; round a loop, too."""
    if last < now:
        return last <= line <= now and now - line <= NEAR
    return last <= line <= last + NEAR or now - NEAR <= line <= now


def failures_ignored(case: Case) -> Iterator[Finding]:
    """`return_exceptions=True`, a failure among the results, and nobody who looked."""
    for fact in case.facts.of("failures-ignored"):
        failed = [task for task in case.picture.tasks.values() if fact.covers(task.line) and task.how == "x"]
        if not failed:
            gathers = [
                w
                for w in case.picture.waits
                if w.kind == "gather" and isinstance(w.detail, list) and fact.covers(w.line)
            ]
            keys = {(w.task[0], number) for w in gathers for number in w.detail}
            failed = [
                case.picture.tasks[key]
                for key in keys
                if key in case.picture.tasks and case.picture.tasks[key].how == "x"
            ]
        if failed and (case.exit.exit_code == 0 or case.kind == "app"):
            yield Finding(
                "failures-ignored", fact.line, {"failed": len(failed), "exc": failed[0].exc, "task": _name(failed[0])},
                [task.steps[-1] for task in failed], 650, around=(fact.line, fact.end),
            )  # fmt: skip


def races(case: Case) -> Iterator[Finding]:
    """Read, wait, write: said where two tasks were between reading and writing at once."""
    for fact in case.facts.of("read-await-write"):
        spans = []
        rows = []
        for task in case.picture.tasks.values():
            function = next(iter(fact.tags), "")
            mine = [
                w for w in task.waits if any(line in fact.lines[1:] and func == function for line, func in w.frames)
            ]
            mine += [
                w for w in task.waits if w not in mine and any(fact.line <= line <= fact.end for line, _ in w.frames)
            ]
            spans += [(wait.start, wait.end, task.key) for wait in mine]
            rows += [wait.row for wait in mine]
        together = any(
            one[2] != other[2] and one[0] < other[1] and other[0] < one[1] for one in spans for other in spans[:SPANS]
        )
        if together:
            yield Finding(
                "read-await-write", fact.line,
                {"place": fact.name, "tasks": len({span[2] for span in spans}), "read_line": fact.lines[0]},
                rows, 750, around=(fact.line, *fact.lines),
            )  # fmt: skip


def thread_races(case: Case) -> Iterator[Finding]:
    """The same by threads: said where two of them were in that function at once."""
    for fact in case.facts.of("thread-race"):
        spans = [
            (row[2], end, (row[1], row[3]), row)
            for row in case.picture.by["t"]
            if row[5].rpartition(".")[2] in fact.tags and (end := _end_of(case, row)) > row[2]
        ]
        spans += [
            (item.start, item.start + item.dur, (item.pid, item.thread), item.row)
            for item in case.picture.items
            if item.kind != "process" and item.start is not None and item.func.rpartition(".")[2] in fact.tags
        ]
        together = any(a[2] != b[2] and a[0] < b[1] and b[0] < a[1] for a in spans for b in spans[:SPANS])
        if together:
            yield Finding(
                "thread-race", fact.line,
                {"place": fact.name, "threads": len({span[2] for span in spans}), "read_line": fact.lines[0]},
                [span[3] for span in spans], 750, around=(fact.line, *fact.lines),
            )  # fmt: skip


def _end_of(case: Case, row: list[object]) -> int:
    return next((end[2] for end in case.picture.by["u"] if end[1] == row[1] and end[3] == row[3]), case.picture.end)


__all__ = ["cancelled_in_vain", "failures_ignored", "left_alone", "ms", "never_awaited", "races", "thread_races"]
