"""Steps that held their event loop: what to call it, and whom it kept from what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sandbox.diagnosis.counterfactual import edit_at, unblocked
from sandbox.diagnosis.facts import Fact
from sandbox.diagnosis.finding import Case, Finding, ms
from sandbox.diagnosis.held import IN_SUM, LONG, SLUGS, Held, held
from sandbox.diagnosis.picture import MS, Block, Frame, Task


def findings(case: Case) -> Iterator[Finding]:
    groups = held(case)
    yield from _deadlines(case, groups)
    yield from _computing(case, [group for group in groups if group.sort == "compute"])
    for group in groups:
        if group.sort != "compute":
            yield _waiting(case, group)


def _waiting(case: Case, group: Held) -> Finding:
    line = group.frames[-1][0] if group.frames else 0
    lines = tuple(at for at, _ in group.frames)
    slug = SLUGS[group.sort]
    function = case.facts.function_at(line)
    caller = _caller(case, group.frames)
    values: dict[str, int | float | str] = {
        "ms": ms(group.total), "longest_ms": ms(group.longest), "times": len(group.blocks),
        "call": _call(case, line, group.sort),
    }  # fmt: skip
    if caller and function is not None:
        slug, line = "block-hidden-in-helper", caller[0]
        values |= {"helper": _helper(case, group.frames), "caller": caller[1], "inner_line": lines[-1]}
    else:
        route = _endpoint(case, group.frames)
        if route:
            slug = "blocking-endpoint"
            values |= {"route": route, "requests": len(group.tasks)}
    calls = case.facts.calls_at(line)
    edit = edit_at(calls, {"own"} if caller else {group.sort})
    saves = unblocked(case, group.blocks, in_threads=bool(caller) or group.sort != "sleep", edit=edit)
    return Finding(slug, line, values, [block.row for block in group.blocks], ms(group.total), saves, lines)


def _call(case: Case, line: int, sort: str) -> str:
    """How the learner wrote it."""
    for call in case.facts.calls_at(line):
        if sort in call.tags:
            return call.name
    words = {"sleep": "time.sleep", "input": "input", "subprocess": "subprocess", "file": "open", "wait": "result"}
    return words.get(sort, "")


def _caller(case: Case, frames: tuple[Frame, ...]) -> Frame | None:
    """The line in a coroutine from which plain functions were called that ended in the block; None where the coroutine
    itself blocked."""
    inner = case.facts.function_at(frames[-1][0]) if frames else None
    if inner is None or "async" in inner.tags:
        return None
    for line, func in reversed(frames[:-1]):
        function = case.facts.function_at(line)
        if function is not None and "async" in function.tags:
            return line, func
    return None


def _helper(case: Case, frames: tuple[Frame, ...]) -> str:
    """The plain function that the coroutine called."""
    name = frames[-1][1]
    for line, func in reversed(frames):
        function = case.facts.function_at(line)
        if function is not None and "async" in function.tags:
            break
        name = func
    return name


def _endpoint(case: Case, frames: tuple[Frame, ...]) -> str:
    """The name of the `async def` endpoint it happened in, if any."""
    for line, func in reversed(frames):
        function = case.facts.function_at(line)
        if function is not None and "endpoint" in function.tags and "async" in function.tags:
            return func
    return ""


def _deadlines(case: Case, groups: list[Held]) -> Iterator[Finding]:
    """A timeout around code that never gives up its turn cannot fire in time."""
    for deadline in case.facts.of("timeout"):
        limited = [wait for wait in case.picture.waits if any(deadline.covers(line) for line, _ in wait.frames)]
        waited = {
            (wait.task[0], number)
            for wait in limited
            if wait.kind in ("timeout", "wait")
            for number in (wait.detail if isinstance(wait.detail, list) else [wait.detail])
        }
        for group in groups:
            late = [block for block in group.blocks if block.dur > (deadline.number or 0) * 1e9 + 20 * MS]
            late = [
                block
                for block in late
                if (block.pid, block.task) in waited or any(deadline.covers(at) for at in _chain(case, block, group))
            ]
            if late:
                longest = max(block.dur for block in late)
                yield Finding(
                    "timeout-cannot-fire", deadline.line,
                    {"limit_ms": round((deadline.number or 0) * 1000), "ms": ms(longest),
                     "inner_line": group.frames[-1][0] if group.frames else deadline.line},
                    [block.row for block in late], ms(longest), around=tuple(line for line, _ in group.frames),
                )  # fmt: skip
                break


def _chain(case: Case, block: Block, group: Held) -> list[int]:
    task = case.picture.tasks.get((block.pid, block.task))
    made = [line for line, _ in task.frames] if task else []
    return [line for line, _ in (*block.frames, *group.frames)] + made


def _computing(case: Case, groups: list[Held]) -> Iterator[Finding]:
    """Calculations: several tasks at it "at once", or one that lets nobody through."""
    if not groups:
        return
    by_task: dict[tuple[int, int], int] = defaultdict(int)
    blocks = [block for group in groups for block in group.blocks]
    for block in blocks:
        by_task[block.pid, block.task] += block.dur
    total = sum(by_task.values())
    together = _gathered(case, {key for key, dur in by_task.items() if dur >= LONG})
    most = max(groups, key=lambda group: group.total)
    line = most.frames[-1][0] if most.frames else 0
    rows = [block.row for block in blocks]
    lines = tuple(at for group in groups for at, _ in group.frames)
    if together:
        gather_line, count = together
        spent = sum(block.dur for block in blocks)
        values: dict[str, int | float | str] = {"tasks": count, "ms": ms(spent), "gather_line": gather_line}
        yield Finding("gather-of-cpu", line or gather_line, values, rows, ms(spent), around=(*lines, gather_line))
        return
    if not line:
        task = case.picture.tasks.get((most.blocks[0].pid, most.blocks[0].task))
        function = case.facts.function(task.coro.rpartition(".")[2]) if task else None
        line = function.lines[0] if function and function.lines else task.line if task else 0
    if line:
        name = case.facts.function_at(line)
        yield Finding(
            "cpu-on-the-loop", line,
            {"ms": ms(total), "longest_ms": ms(max(block.dur for block in blocks)), "times": len(blocks),
             "function": name.name if name else ""},
            rows, ms(total), around=lines,
        )  # fmt: skip


def _gathered(case: Case, tasks: set[tuple[int, int]]) -> tuple[int, int] | None:
    """Where two or more of these were made to run together, and how many."""
    made: dict[tuple[int, int], list[Task]] = defaultdict(list)
    for key in tasks:
        task = case.picture.tasks.get(key)
        if task and task.parent and task.line:
            made[key[0], task.parent].append(task)
    best: tuple[int, int] | None = None
    for siblings in made.values():
        # Made before the first of them was over: meant to go together.
        over = min(task.end or case.picture.end for task in siblings)
        together = [task for task in siblings if task.begin < over]
        sites: dict[int, int] = defaultdict(int)
        for task in together:
            sites[task.line] += 1
        line = max(sites, key=lambda at: (sites[at], -at), default=0)
        if len(together) >= 2 and (best is None or len(together) > best[1]):
            best = line, len(together)
    return best


def sleeping_zero(case: Case) -> Iterator[Finding]:
    """Several tasks calculate and hand each other the turn: no faster for it."""
    lines: dict[int, Fact] = {fact.line: fact for fact in case.facts.of("sleep-zero")}
    if not lines:
        return
    computing: dict[int, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    for task in case.picture.tasks.values():
        for wait in task.waits:
            if wait.kind == "yield" and wait.line in lines:
                computing[wait.line][task.key] += wait.row[3]
    for line, spent in computing.items():
        busy = {key: dur for key, dur in spent.items() if dur >= IN_SUM}
        if len(busy) >= 2 and sum(busy.values()) >= 100 * MS and _gathered(case, set(busy)):
            rows = [case.picture.tasks[key].steps[0] for key in busy]
            yield Finding(
                "sleep-zero-parallel", line, {"tasks": len(busy), "ms": ms(sum(busy.values()))}, rows,
                ms(sum(busy.values())), around=(line,),
            )  # fmt: skip
