"""A trace as lanes to draw: the loop, its tasks, threads, processes, the kitchen. A picture, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from sandbox.diagnosis.picture import MS, Picture, Task, peak

State = Literal["queued", "wait", "pool", "proc", "sleep", "run", "starved", "block"]
Kind = Literal["loop", "task", "main", "thread", "process", "kitchen"]

STARVED_MS: Final = 5.0
COMPOSITE: Final = frozenset(
    {"gather", "wait", "task", "taskgroup", "timeout", "thread", "executor", "thread-token", "serve", "generator",
     "yield"}
)  # fmt: skip
"""Waits for something that is itself told."""
JOINING: Final = frozenset({"thread", "process", "future", "select"})
ORDER: Final[dict[Kind, int]] = {"loop": 0, "task": 1, "main": 2, "thread": 3, "process": 4, "kitchen": 5}


@dataclass(frozen=True, slots=True)
class Span:
    """`start` and `end` are ms since the entrant's zero; `cause` what is waited for or done; `name` the learner's."""

    state: State
    start: float
    end: float
    cause: str = ""
    name: str = ""
    line: int = 0


@dataclass(slots=True)
class Lane:
    kind: Kind
    number: int
    name: str = ""
    spans: list[Span] = field(default_factory=list)


class Lanes:
    """The lanes of one entrant. `rows` are checked rows of its trace, `served` those of its kitchen."""

    def __init__(self, rows: Iterable[list[Any]], served: Iterable[list[Any]]) -> None:
        self.picture = Picture(rows)
        self._found: dict[tuple[Any, ...], Lane] = {}
        self._loops = {(row[1], row[4]) for row in self.picture.by["O"]}
        self._names = {(row[1], row[3]): _own_name(row[4], row[5]) for row in self.picture.by["t"]}
        self._called: dict[str, int] = {}
        self._tasks()
        self._threads()
        self._processes()
        self._kitchen(served)
        lanes = [lane for lane in self._found.values() if lane.spans]
        for lane in lanes:
            lane.spans.sort(key=lambda span: span.start)
        self.all = sorted(lanes, key=lambda lane: (ORDER[lane.kind], lane.number))

    @property
    def form(self) -> str:
        """What the program turned out to be, whatever it calls itself."""
        by = self.picture.by
        if self._loops and any(pid == self.picture.main_pid for pid, _ in self._loops):
            return "async"
        if any(row[1] != self.picture.main_pid for row in by["M"]):
            return "processes"
        return "threads" if by["t"] else "sync"

    @property
    def peak(self) -> int:
        """The most in flight at once, as the kitchen saw it, or where there is none as far as the trace can tell."""
        kitchen = [lane for lane in self.all if lane.kind == "kitchen"]
        spans = [span for lane in kitchen for span in lane.spans] or [
            span for lane in self.all for span in _flights(lane)
        ]
        return peak([(round(span.start * 1000), round(span.end * 1000)) for span in spans if span.end > span.start])

    def _lane(self, kind: Kind, key: tuple[Any, ...], name: str = "") -> Lane:
        lane = self._found.get((kind, *key))
        if lane is None:
            number = 1 + sum(other.kind == kind for other in self._found.values())
            lane = self._found[(kind, *key)] = Lane(kind, number, name)
        return lane

    def _tasks(self) -> None:
        held = {(block.pid, block.thread, block.start) for block in self.picture.blocks}
        for task in sorted(self.picture.tasks.values(), key=lambda task: task.begin):
            pid = task.key[0]
            own = self._lane("task", task.key, self._task_name(task)) if task.frames else None
            if own is not None and task.first - task.begin > STARVED_MS * MS:
                own.spans.append(Span("starved", task.begin / MS, task.first / MS))
            for step in task.steps:
                if (pid, task.thread, step[2]) in held:
                    continue
                span = Span("run", step[2] / MS, (step[2] + step[3]) / MS)
                self._lane("loop", (pid, task.thread)).spans.append(span)
                if own is not None:
                    own.spans.append(span)
            for wait in task.waits if own is not None else ():
                assert own is not None
                ready = wait.end
                if wait.kind == "sleep" and isinstance(wait.detail, int | float):
                    ready = min(wait.end, wait.start + round(wait.detail * 1000 * MS))
                if wait.kind != "yield":
                    own.spans.append(Span("wait", wait.start / MS, ready / MS, wait.kind, "", wait.line))
                if wait.end - ready > STARVED_MS * MS and not wait.open:
                    own.spans.append(Span("starved", ready / MS, wait.end / MS))
        for block in self.picture.blocks:
            span = Span("block", block.start / MS, block.end / MS, block.mode, "", block.line)
            self._lane("loop", (block.pid, block.thread)).spans.append(span)
            holder = self.picture.tasks.get((block.pid, block.task))
            if holder is not None and holder.frames:
                self._lane("task", holder.key).spans.append(span)

    def _task_name(self, task: Task) -> str:
        """`cook`, `cook 2`: what the learner wrote, numbered where it repeats. What nobody named anyio calls by its
        coroutine and module."""
        by_anyio = task.coro and task.name.endswith(f".{task.coro}")
        if task.name and not by_anyio and not re.fullmatch(r"Task-\d+", task.name):
            return task.name
        name = task.coro.rpartition(".")[2] or task.name
        self._called[name] = number = self._called.get(name, 0) + 1
        return name if number == 1 else f"{name} {number}"

    def _threads(self) -> None:
        for item in self.picture.items:
            if item.start is None:
                continue
            state: State = "pool" if item.pid == self.picture.main_pid else "proc"
            span = Span(state, item.start / MS, (item.start + item.dur) / MS, "", item.func)
            self._thread(item.pid, item.thread).spans.append(span)
        for row in self.picture.sleeps:
            if (row[1], row[4]) not in self._loops:
                state = "sleep" if row[1] == self.picture.main_pid else "proc"
                span = Span(state, row[2] / MS, (row[2] + row[3]) / MS, "sleep", "", self._line(row[1], row[6]))
                self._thread(row[1], row[4]).spans.append(span)
        for row in sorted(self.picture.stands, key=lambda row: row[2]):
            self._stood(row)

    def _stood(self, row: list[Any]) -> None:
        """What samples saw a thread do, where nothing better is told of that time."""
        _, pid, t, dur, thread, site, mode, doing, _cpu = row
        lane = self._thread(pid, thread)
        start, end = t / MS, (t + dur) / MS
        if (pid, thread) in self._loops or any(span.start <= end and start <= span.end for span in lane.spans):
            return
        main = pid == self.picture.main_pid
        cause = "" if (doing or "").startswith("lib:") else doing or ""
        state: State = "run" if main else "proc"
        if mode == "waits" and cause == "sleep":
            state = "sleep" if main else "proc"
        elif mode == "waits":
            state = "wait"
        else:
            cause = "computes"
        lane.spans.append(Span(state, start, end, cause, "", self._line(pid, site)))

    def _processes(self) -> None:
        born = {row[1]: row[2] for row in self.picture.by["M"]}
        ended = {row[1]: row[2] for row in self.picture.by["E"]}
        asked = {row[3]: row[2] for row in self.picture.by["P"]}
        for pid in sorted(born.keys() - {self.picture.main_pid}, key=lambda pid: born[pid]):
            lane = self._thread(pid, 0)
            if pid in asked and born[pid] > asked[pid]:
                lane.spans.append(Span("queued", asked[pid] / MS, born[pid] / MS, "starts"))
            if not any(span.state != "queued" for span in lane.spans):
                lane.spans.append(Span("proc", born[pid] / MS, ended.get(pid, self.picture.end) / MS))

    def _kitchen(self, served: Iterable[list[Any]]) -> None:
        """Requests one below the other where they overlap, so that the rows tell how many there were at once."""
        rows = {row[0]: row for row in served}  # each is told when it comes and again when it is answered
        free: list[float] = []
        for row in sorted(rows.values(), key=lambda row: row[2]):
            start, end = float(row[2]), float(row[3] if row[3] is not None else row[2])
            place = next((at for at, until in enumerate(free) if until <= start), len(free))
            free[place : place + 1] = [end]
            self._lane("kitchen", (place,)).spans.append(Span("wait", start, end, "net", str(row[1])))

    def _thread(self, pid: int, thread: int) -> Lane:
        main = pid == self.picture.main_pid
        if thread == 0:
            return self._lane("main" if main else "process", (pid, thread))
        return self._lane("thread", (pid, thread), self._names.get((pid, thread), ""))

    def _line(self, pid: int, site: int) -> int:
        frames = self.picture.frames(pid, site)
        return frames[-1][0] if frames else 0


def _own_name(name: str, func: str) -> str:
    """What the learner called a thread; else the function it runs, where that is theirs; else nothing."""
    if not re.match(r"Thread|asyncio|AnyIO", name):
        return name
    return func if func.isidentifier() and func not in ("_worker", "WorkerThread") else ""


def _flights(lane: Lane) -> list[Span]:
    if lane.kind == "task":
        return [span for span in lane.spans if span.state == "wait" and span.cause not in COMPOSITE]
    if lane.kind == "loop":
        return [span for span in lane.spans if span.state == "block"]
    joined: list[Span] = []  # one thread does one thing at a time, however many spans tell of it
    for span in lane.spans:
        if span.state == "queued" or (span.state == "wait" and span.cause in JOINING):
            continue
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span("run", joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined
