"""What a task that is not ready waits for: read off the coroutines it stands in, and off the future at their end."""

from __future__ import annotations

import asyncio
import sys
import types
import weakref
from dataclasses import dataclass
from typing import Any

from sandbox.inside.stepping import values
from sandbox.inside.stepping.refusals import is_learners

DEEP = 100
KINDS = {
    "sleep": "sleep", "Lock.acquire": "lock", "Event.wait": "event", "Condition.wait": "condition",
    "Semaphore.acquire": "semaphore", "BoundedSemaphore.acquire": "semaphore", "Barrier.wait": "barrier",
    "Queue.get": "queue-get", "Queue.put": "queue-put", "Queue.join": "queue-join",
    "TaskGroup.__aexit__": "taskgroup", "wait": "wait", "wait_for": "wait-for",
}  # fmt: skip
"""Functions of asyncio that wait, by their qualified name."""

holders: weakref.WeakKeyDictionary[asyncio.Lock, weakref.ref[asyncio.Task[Any]]] = weakref.WeakKeyDictionary()


@dataclass(slots=True)
class Wait:
    kind: str
    on: str = ""
    """The program's name of the thing, or the names of the tasks."""
    until: float | None = None
    holder: asyncio.Task[Any] | None = None
    """Who has the lock."""


def watch_locks() -> None:
    """asyncio's locks do not know who holds them: from here on we do."""
    acquire, release = asyncio.Lock.acquire, asyncio.Lock.release

    async def acquire_known(lock: asyncio.Lock) -> Any:
        done = await acquire(lock)
        task = asyncio.current_task()
        if task is not None:
            holders[lock] = weakref.ref(task)
        return done

    def release_known(lock: asyncio.Lock) -> None:
        release(lock)
        holders.pop(lock, None)

    setattr(asyncio.Lock, "acquire", acquire_known)  # noqa: B010
    setattr(asyncio.Lock, "release", release_known)  # noqa: B010


def frames_of(task: asyncio.Task[Any]) -> list[types.FrameType]:
    """Where it stands, outermost first."""
    frames: list[types.FrameType] = []
    part: Any = task.get_coro()
    while part is not None and len(frames) < DEEP:
        for kind in ("cr", "gi", "ag"):
            frame = getattr(part, f"{kind}_frame", None)
            if isinstance(frame, types.FrameType):
                frames.append(frame)
                part = getattr(part, {"cr": "cr_await", "gi": "gi_yieldfrom", "ag": "ag_await"}[kind], None)
                break
        else:
            break
    return frames


def own(frames: list[types.FrameType]) -> list[types.FrameType]:
    """Those of the program itself."""
    return [frame for frame in frames if is_learners(frame.f_code.co_filename)]


def wait_of(task: asyncio.Task[Any]) -> Wait:
    frames = frames_of(task)
    for frame in reversed(frames):
        kind = KINDS.get(frame.f_code.co_qualname)
        if kind is not None and frame.f_globals.get("__name__", "").startswith("asyncio."):
            return _inside(kind, frame, own(frames))
    return _for(getattr(task, "_fut_waiter", None), own(frames))


def _inside(kind: str, frame: types.FrameType, ours: list[types.FrameType]) -> Wait:
    inside = frame.f_locals
    if kind == "sleep":
        timer = inside.get("h")
        return Wait(kind, until=timer.when() if isinstance(timer, asyncio.TimerHandle) else None)
    thing = inside.get("self")
    if kind == "lock" and isinstance(thing, asyncio.Lock):
        holder = holders.get(thing)
        return Wait(kind, name_of(thing, ours), holder=holder() if holder else None)
    if kind == "taskgroup":
        return Wait(kind, _names(getattr(thing, "_tasks", ())))
    if kind == "wait":
        return Wait(kind, _names(inside.get("fs", ())))
    return Wait(kind, name_of(thing, ours) if thing is not None else "")


def _for(waiter: Any, ours: list[types.FrameType]) -> Wait:
    if waiter is None:
        return Wait("turn")
    if isinstance(waiter, asyncio.Task):
        return Wait("task", _names([waiter]))
    children = getattr(waiter, "_children", None)
    if isinstance(children, list):
        return Wait("gather", _names(child for child in children if not child.done()))
    return Wait("future", name_of(waiter, ours))


def _names(tasks: Any) -> str:
    """Of tasks in their order of birth; sets have none of their own."""
    from sandbox.inside.stepping.loop import Loop

    found = [task for task in list(tasks) if isinstance(task, asyncio.Task)]
    found.sort(key=lambda task: Loop.numbers.get(task, 0))
    said = ", ".join(values.clip(task.get_name(), 40) for task in found[:5])
    return said + (", …" if len(found) > 5 else "")


def name_of(thing: Any, ours: list[types.FrameType]) -> str:
    """What the program calls it, seen from where the task stands; "" where no name is found."""
    places = [frame.f_locals for frame in reversed(ours)]
    places.append(values.globals_of(sys.modules.get("__main__")))
    for names in places:
        for name, value in list(names.items())[:200]:
            if value is thing:
                return name
        for name, value in list(names.items())[:200]:
            if (inner := _within(value, thing)) is not None:
                return name + inner
    return ""


def _within(value: Any, thing: Any) -> str | None:
    """The way from a container, or an object of the program's, to the thing."""
    if type(value) in (list, tuple):
        return next((f"[{place}]" for place, item in enumerate(value[:100]) if item is thing), None)
    if type(value) is dict:
        found = next((key for key, item in list(value.items())[:100] if item is thing), None)
        text = None if found is None else values.simple(found)
        return None if text is None else f"[{text}]"
    return next((f".{name}" for name, part in list(values.attributes(value).items())[:50] if part is thing), None)
