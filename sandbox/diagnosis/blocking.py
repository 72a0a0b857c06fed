"""Steps that held their event loop: what held it, where, and whom it kept from what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sandbox.diagnosis.facts import Fact
from sandbox.diagnosis.finding import Case, Finding, ms
from sandbox.diagnosis.picture import MS, Block, Frame, union

LONG: Final = 30 * MS
"""One step of this length is worth a word,"""
IN_SUM: Final = 40 * MS
"""or several that come to this, each of them told (20 ms and more)."""
LIBRARY: Final = 300 * MS
"""CPU inside a library: once is setting up, repeated or long is the learner's."""

LONG_EXIT: Final = 150 * MS
"""Leaving a `with` of a pool takes some time when all is well."""
UNEXPLAINED: Final = 200 * MS
SETTING_UP: Final = 15 * MS
"""CPU that making a TLS context takes at least; waiting for the network takes none."""

DOING: Final = {
    "sleep": "sleep", "network": "network", "subprocess": "subprocess", "input": "input", "file": "file",
    "lock": "wait", "queue": "wait", "future": "wait", "thread": "wait", "process": "wait", "import": "import",
}  # fmt: skip
SLUGS: Final = {
    "sleep": "blocking-sleep", "network": "blocking-http", "subprocess": "blocking-subprocess",
    "input": "blocking-subprocess", "file": "blocking-file", "database": "blocking-file", "wait": "blocking-wait",
    "lock": "blocking-wait",
    "compute": "cpu-on-the-loop",
}  # fmt: skip


@dataclass(slots=True)
class Held:
    """All steps held in the same way at the same line."""

    sort: str
    frames: tuple[Frame, ...]
    blocks: list[Block] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(block.dur for block in self.blocks)

    @property
    def longest(self) -> int:
        return max(block.dur for block in self.blocks)

    @property
    def tasks(self) -> set[tuple[int, int]]:
        return {(block.pid, block.task) for block in self.blocks}


def held(case: Case) -> list[Held]:
    """By sort and line, those worth a word."""
    groups: dict[tuple[str, int], Held] = {}
    for block in case.picture.blocks:
        sort, frames = _sort(case, block)
        if not sort:
            continue
        line = frames[-1][0] if frames else 0
        group = groups.setdefault((sort, line), Held(sort, frames))
        group.blocks.append(block)
    kept = []
    for group in groups.values():
        library = group.sort == "library"
        if library:
            if group.total < LIBRARY and len(group.blocks) < 3:
                continue
            group.sort = "compute"
        if group.longest >= LONG or group.total >= IN_SUM:
            kept.append(group)
    return kept


def _sort(case: Case, block: Block) -> tuple[str, tuple[Frame, ...]]:
    """What held it: a key of SLUGS, library, or "" for what is nobody's fault; and where."""
    if 2 * block.slept >= block.dur:
        return "sleep", block.sleep_frames or block.frames
    if _tidying_up(case, block):
        return "", ()
    sorts = {tag for call in case.facts.calls_at(block.line) for tag in call.tags} & SLUGS.keys()
    if block.doing in DOING:
        return _known(case, block, DOING[block.doing], sorts), block.frames
    busy = block.cpu is not None and 2 * block.cpu > block.dur
    if block.doing.startswith("lib:") and not sorts:
        return "library" if busy else "", block.frames
    if block.mode == "computes" or busy:
        spared = block.cpu is not None and block.cpu < LONG // 2  # the machine was busy, not the program
        return "" if spared else "compute", block.frames
    return _guessed(case, block, sorts), block.frames


def _known(case: Case, block: Block, said: str, sorts: set[str]) -> str:
    """What the library's own frames say, where the text does not contradict them: asyncio opens sockets, starts threads
    and processes too."""
    if said == "import":
        return ""
    if not case.facts.read:
        return "" if said == "network" and _sets_up(case, block) else said
    if said == "network":
        return said if "network" in sorts and not (_sets_up(case, block) and block.mode == "computes") else ""
    if said == "subprocess":
        return said if sorts & {"wait", "subprocess"} else ""
    if said == "wait":
        if "subprocess" in sorts:
            return "subprocess"
        return said if sorts & {"wait", "lock"} or _awaits_pool(case, block) else ""
    return said


def _guessed(case: Case, block: Block, sorts: set[str]) -> str:
    """It waited, by no library that is known: the calls on the line tell."""
    if not sorts:
        # On a machine so busy that computing looks like waiting, the kernel's account still tells them apart.
        alone = not case.picture.items and not case.picture.by["P"] and not case.picture.by["t"]
        known = case.facts.read and block.frames and not block.doing and block.dur >= LONG_EXIT
        return "compute" if alone and known and _unexplained(case) >= UNEXPLAINED else ""
    sure = ("sleep", "network", "subprocess", "input", "file", "lock")
    told = next((sort for sort in sure if sort in sorts), "")
    if not told and block.dur >= LONG_EXIT:
        told = next((sort for sort in ("database", "wait") if sort in sorts), "")
    return told


def _unexplained(case: Case) -> int:
    """CPU, by the kernel's own account, that no block is known to have used."""
    return round(case.exit.cpu_s * 1e9) - sum(block.cpu or 0 for block in case.picture.blocks)


def _tidying_up(case: Case, block: Block) -> bool:
    """asyncio.run before or after the coroutine, not in it."""
    return bool(block.frames) and all(func == "<module>" for _, func in block.frames)


def _awaits_pool(case: Case, block: Block) -> bool:
    """The end of a `with` of a pool: held up by work that still went on, or only by the pool's own end."""
    working = union(
        (max(item.start, block.start), min(item.start + item.dur, block.end))
        for item in case.picture.items
        if item.start is not None and item.start < block.end and item.start + item.dur > block.start
    )
    leaving = any(fact.covers(block.line) for fact in case.facts.of("pool"))
    return leaving and block.dur >= LONG_EXIT and 2 * working >= block.dur


def _sets_up(case: Case, block: Block) -> bool:
    """Reading certificates for a client that is made there, or an answer that has come."""
    made = any(fact.covers(block.line) for fact in case.facts.of("client-made"))
    return made or block.mode == "computes" or (block.cpu is not None and block.cpu >= SETTING_UP)


# --- what it is called ------------------------------------------------------------------------------------------------


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
    return Finding(slug, line, values, [block.row for block in group.blocks], ms(group.total), around=lines)


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
        for group in groups:
            late = [block for block in group.blocks if block.dur > (deadline.number or 0) * 1e9 + 20 * MS]
            late = [block for block in late if any(deadline.covers(line) for line in _chain(case, block, group))]
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
        yield Finding(
            "gather-of-cpu", line or gather_line,
            {"tasks": count, "ms": ms(spent), "gather_line": gather_line}, rows, ms(spent), around=(*lines, gather_line),
        )  # fmt: skip
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
    sites: dict[tuple[int, int], int] = defaultdict(int)
    for key in tasks:
        task = case.picture.tasks.get(key)
        if task and task.parent and task.line:
            sites[task.parent, task.line] += 1
    if not sites:
        return None
    (_, line), count = max(sites.items(), key=lambda pair: pair[1])
    return (line, count) if count >= 2 else None


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
