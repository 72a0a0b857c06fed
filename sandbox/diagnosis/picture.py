"""A trace read: rows put together into tasks, waits, blocks, items of pools. Times in nanoseconds since the entrant's
zero. Nothing in it is evidence: the rows come out of the learner's own process."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

MS: Final = 1_000_000
BLOCKS: Final = 2_000
SLEEPS: Final = 1_000
"""Blocks that are looked at, and sleeps within one: a forged trace must not take long to read."""
MAIN: Final = "main.py"

Row = list[Any]
Frame = tuple[int, str]
"""Line and function, of the learner's main.py."""
Key = tuple[int, int]
"""Process, and a number of its own."""


@dataclass(slots=True)
class Wait:
    """A task's wait, from the end of the step before it to its next step."""

    task: Key
    start: int
    end: int
    kind: str
    detail: Any
    frames: tuple[Frame, ...]
    row: Row
    open: bool = False
    """No step came after it: cut by the end of the run."""

    @property
    def dur(self) -> int:
        return self.end - self.start

    @property
    def line(self) -> int:
        return self.frames[-1][0] if self.frames else 0


@dataclass(slots=True)
class Task:
    key: Key
    begin: int
    parent: int = 0
    frames: tuple[Frame, ...] = ()
    thread: int = 0
    name: str = ""
    coro: str = ""
    row: Row = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    end: int | None = None
    how: str = ""
    """d, c or x, once it has ended."""
    exc: str = ""

    @property
    def line(self) -> int:
        """Where it was made."""
        return self.frames[-1][0] if self.frames else 0

    @property
    def first(self) -> int:
        """When it first ran."""
        return self.steps[0][2] if self.steps else self.begin


@dataclass(slots=True)
class Block:
    """A step that held its loop."""

    pid: int
    start: int
    dur: int
    thread: int
    task: int
    frames: tuple[Frame, ...]
    mode: str
    doing: str
    cpu: int | None
    row: Row
    slept: int = 0
    """Of it, in `time.sleep`."""
    sleep_frames: tuple[Frame, ...] = ()

    @property
    def line(self) -> int:
        return self.frames[-1][0] if self.frames else 0

    @property
    def end(self) -> int:
        return self.start + self.dur


@dataclass(slots=True)
class Item:
    """Work handed to a pool."""

    key: Key
    kind: str
    pool: int
    func: str
    handed: int
    frames: tuple[Frame, ...]
    task: int
    used: int | None
    total: int | None
    row: Row
    start: int | None = None
    dur: int = 0
    cpu: int | None = None
    pid: int = 0
    thread: int = 0
    ended: bool = False

    @property
    def queued(self) -> int:
        return 0 if self.start is None else self.start - self.handed

    @property
    def line(self) -> int:
        return self.frames[-1][0] if self.frames else 0


class Picture:
    """Rows of one entrant, already checked by `sandbox.trace_rows`."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by: dict[str, list[Row]] = defaultdict(list)
        self._live: dict[tuple[Any, ...], Row] = {}
        for row in rows:
            if row[0] in ("B", "W", "l"):
                self._live[_identity(row)] = row
            else:
                self.by[row[0]].append(row)
        for kind in self.by.values():
            kind.sort(key=lambda row: row[2])
        self._files = {(row[1], row[3]): row[4] for row in self.by["f"]}
        self._sites = {(row[1], row[3]): row[4] for row in self.by["S"]}
        self._frames: dict[Key, tuple[Frame, ...]] = {}
        self.main_pid = next((row[1] for row in self.by["M"] if row[5] == "main"), 0)
        if not self.main_pid:
            self.main_pid = min((row[1] for kind in self.by.values() for row in kind), default=0)
        begun = next((row for row in self.by["M"] if row[1] == self.main_pid), None)
        self.cores = begun[7] if begun else 1
        self.end = max((row[2] + _dur(row) for kind in self.by.values() for row in kind), default=0)
        self.counted = sum(row[3] + row[5] for row in self.by["A"])
        self.sleeps = self.by["z"]
        self.tasks = self._read_tasks()
        self.waits = sorted((wait for task in self.tasks.values() for wait in task.waits), key=lambda wait: wait.start)
        self.blocks = self._read_blocks()
        self.items = self._read_items()
        self.stands = [row for key, row in self._live.items() if key[0] == "l"]

    def frames(self, pid: int, site: int) -> tuple[Frame, ...]:
        """The frames of a place that lie in the learner's main.py, outermost first."""
        known = self._frames.get((pid, site))
        if known is None:
            found = self._sites.get((pid, site), ())
            known = tuple((line, func) for file, line, func in found if self._files.get((pid, file)) == MAIN)
            self._frames[pid, site] = known
        return known

    def _read_tasks(self) -> dict[Key, Task]:
        tasks: dict[Key, Task] = {}
        for row in self.by["T"]:
            _, pid, t, number, parent, site, thread, name, coro = row
            tasks[pid, number] = Task((pid, number), t, parent, self.frames(pid, site), thread, name, coro, row)
        for row in self.by["N"]:
            if (row[1], row[3]) in tasks:
                tasks[row[1], row[3]].name = row[4]
        for row in self.by["s"]:
            key = row[1], row[4]
            task = tasks.setdefault(key, Task(key, row[2]))
            task.steps.append(row)
            if row[5] != "w":
                task.end, task.how = row[2] + row[3], row[5]
                task.exc = row[6] if row[5] == "x" else ""
        for key, task in tasks.items():
            for step, after in zip(task.steps, [*task.steps[1:], None], strict=False):
                if step[5] != "w":
                    continue
                start = step[2] + step[3]
                end = max(start, after[2] if after else self.end)
                frames = self.frames(key[0], step[8])
                task.waits.append(Wait(key, start, end, step[6], step[7], frames, step, after is None))
        return tasks

    def _read_blocks(self) -> list[Block]:
        ended = {_identity(row)[1:] for row in self.by["b"]}
        rows = self.by["b"] + [row for key, row in self._live.items() if key[0] == "B" and key[1:] not in ended]
        blocks = []
        asleep: dict[Key, list[Row]] = defaultdict(list)
        for sleep in self.sleeps:
            asleep[sleep[1], sleep[4]].append(sleep)
        for row in sorted(rows, key=lambda row: row[2])[:BLOCKS]:
            _, pid, t, dur, thread, task, site, mode, doing, cpu = row
            block = Block(pid, t, dur, thread, task, self.frames(pid, site), mode, doing or "", cpu, row)
            slept: dict[tuple[Frame, ...], int] = defaultdict(int)
            near = asleep[pid, thread]
            first = bisect_left(near, t, key=_began)
            for sleep in near[first : first + SLEEPS]:
                if sleep[2] > t + dur:
                    break
                if sleep[2] + sleep[3] <= t + dur + MS:
                    slept[self.frames(pid, sleep[6])] += sleep[3]
            block.slept = sum(slept.values())
            if slept:
                block.sleep_frames = max(slept.items(), key=lambda pair: pair[1])[0]
            blocks.append(block)
        return blocks

    def _read_items(self) -> list[Item]:
        items: dict[Key, Item] = {}
        for row in self.by["q"]:
            _, pid, t, number, pool, kind, func, site, _thread, task, used, total, _waiting = row
            items[pid, number] = Item(
                (pid, number), kind, pool, func, t, self.frames(pid, site), task, used, total, row
            )
        runs = [row for key, row in self._live.items() if key[0] == "W"] + self.by["w"]
        for row in runs:
            item = items.get((row[4], row[5]))
            if item is not None and item.kind and not item.ended:
                item.start, item.dur, item.pid, item.thread, item.cpu = row[2], row[3], row[1], row[6], row[7]
                item.ended = row[0] == "w"
        return sorted(items.values(), key=lambda item: item.handed)


def _began(row: Row) -> int:
    began: int = row[2]
    return began


def _identity(row: Row) -> tuple[Any, ...]:
    """By which a live row is replaced: (type, pid, thread, t)."""
    thread = {"B": 4, "b": 4, "W": 6, "l": 4}[row[0]]
    return row[0], row[1], row[thread], row[2]


SPANS: Final = frozenset("skbzlwBW")


def _dur(row: Row) -> int:
    """How long a row of a span lasts."""
    dur: int = row[3] if row[0] in SPANS else 0
    return dur


_LANE: Final = {"s": 4, "T": 3, "N": 3, "B": 4, "b": 4, "z": 4, "l": 4, "k": 4, "w": 6, "W": 6, "q": 8, "t": 3, "u": 3,
                "P": 9, "R": 6, "p": 4, "L": 4}  # fmt: skip
"""Place of the thread or task in a row."""


def reference(row: Row) -> list[Any]:
    """What names a row to those who draw it: [type, pid, t, thread or task]."""
    return [row[0], row[1], row[2], row[_LANE[row[0]]] if row[0] in _LANE else 0]


def union(spans: Iterable[tuple[int, int]]) -> int:
    """Time covered by at least one."""
    total, end = 0, -1
    for begin, stop in sorted(spans):
        if begin > end:
            total, end = total + stop - begin, stop
        elif stop > end:
            total, end = total + stop - end, stop
    return total


def peak(spans: Iterable[tuple[int, int]]) -> int:
    """Most at once."""
    turns = sorted(turn for begin, end in spans for turn in ((begin, 1), (end, -1)))
    most = now = 0
    for _, change in turns:
        now += change
        most = max(most, now)
    return most
