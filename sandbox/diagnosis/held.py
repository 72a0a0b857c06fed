"""Steps that held their event loop: by what, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sandbox.diagnosis.finding import Case
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
    return ("", ()) if _tidying_up(block) else (_otherwise(case, block), block.frames)


def _otherwise(case: Case, block: Block) -> str:
    """The same of what did not sleep."""
    tags = {tag for call in case.facts.calls_at(block.line) for tag in call.tags}
    sorts = tags & SLUGS.keys()
    if block.doing and DOING.get(block.doing) == "network" and "ask" in tags:
        sorts.add("network")  # only the trace knew
    if block.doing in DOING:
        return _known(case, block, DOING[block.doing], sorts)
    # Half of the time; or, by nothing known to wait, as much as is worth a word: the machine may be busy.
    busy = block.cpu is not None and (2 * block.cpu > block.dur or (not sorts and block.cpu >= LONG))
    if block.doing.startswith("lib:") and not sorts:
        return "library" if busy else ""
    if block.mode == "computes" or busy or sorts == {"compute"}:
        # Where hardly any CPU was used, the machine was busy, not the program.
        spared = sorts != {"compute"} and block.cpu is not None and block.cpu < LONG // 2
        sort = "database" if sorts == {"database"} and not block.doing else "compute"  # a query computes, in there
        return "" if spared and sort == "compute" else sort
    return _guessed(case, block, sorts)


def _known(case: Case, block: Block, said: str, sorts: set[str]) -> str:
    """What the library's own frames say, where the text does not contradict them: asyncio opens sockets, starts threads
    and processes too."""
    agrees = True
    if said == "import":
        agrees = False
    elif not case.facts.read:
        agrees = said != "network" or not _sets_up(case, block)
    elif said == "network":
        agrees = "network" in sorts and not (_sets_up(case, block) and block.mode == "computes")
    elif said == "subprocess":
        agrees = bool(sorts & {"wait", "subprocess"})
    elif said == "wait" and "subprocess" in sorts:
        said = "subprocess"
    elif said == "wait":
        agrees = bool(sorts & {"wait", "lock"}) or _awaits_pool(case, block)
    return said if agrees else ""


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


def _tidying_up(block: Block) -> bool:
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
