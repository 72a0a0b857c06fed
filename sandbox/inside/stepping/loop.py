"""The event loop of step mode: asyncio's own order, but for who goes next where two or more tasks are ready."""

from __future__ import annotations

import asyncio
import heapq
import weakref
from asyncio import base_events
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from sandbox.inside.stepping.clock import Clock
from sandbox.inside.stepping.plan import Plan
from sandbox.inside.stepping.refusals import Refused, refuse_input_and_output

AT_ONCE_S = 1e-9
"""Timers as near to each other as this are due at the same time: sums of decimal fractions differ by less."""
READY = 64
"""So many ready tasks are offered; the others stay in line behind them."""
STEPS = 50_000
"""A program that takes so many steps is taken to have no end."""


class Stuck(BaseException):
    """Nothing is ready and no timer runs: whoever waits here waits for ever."""


class Endless(BaseException):
    """It takes more than STEPS steps."""


class Timer(asyncio.TimerHandle):
    """Of those due at the same time the one set first is first, as where clocks go on."""

    __slots__ = ("number",)
    number: int

    def __lt__(self, other: Any) -> bool:
        return (self._when, self.number) < (other._when, other.number)  # type: ignore[attr-defined]


@refuse_input_and_output
class Loop(base_events.BaseEventLoop):
    """There is no selector: what it would wait for is refused."""

    clock: Clock
    plan: Plan
    stop_here: Callable[[Loop, BaseException], None]
    """Tells the state and ends the process; set by the stage, as the others."""
    after_step: Callable[[int], None] = staticmethod(lambda _task: None)
    """Called with the number of the task that has run a step, 0 for a callback."""
    numbers: weakref.WeakKeyDictionary[asyncio.Task[Any], int] = weakref.WeakKeyDictionary()
    """Tasks of all loops of the process, from 1, by birth."""
    running = 0
    steps = 0
    _born = 0
    _timers = 0
    _ready: deque[asyncio.Handle]
    _scheduled: list[Timer]
    _stopping: bool
    _turn = 0
    """Handles left of those that asyncio would run before it looks at timers again."""

    def time(self) -> float:
        return self.clock.now

    def create_task(self, coro: Coroutine[Any, Any, Any], **more: Any) -> asyncio.Task[Any]:  # type: ignore[override]
        task: asyncio.Task[Any] = super().create_task(coro, **more)
        Loop._born += 1
        self.numbers[task] = Loop._born
        return task

    def call_at(  # type: ignore[override]
        self, when: float, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.TimerHandle:
        self._check_closed()  # type: ignore[attr-defined]
        timer = Timer(when, callback, args, self, context)
        Loop._timers += 1
        timer.number = Loop._timers
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True  # type: ignore[attr-defined]
        return timer

    def ready_tasks(self) -> list[asyncio.Task[Any]]:
        """In line, the first READY of them."""
        return [task for _, task in self._in_line()]

    # --- what asyncio's loop does once and again -------------------------------------------------------------------

    def _write_to_self(self) -> None:
        """Nobody sleeps who must be woken."""

    def _run_once(self) -> None:
        if self._turn <= 0:
            self._look_at_timers()
            self._turn = len(self._ready)
        self._turn -= 1
        if not self._ready:
            return  # it was told to stop
        handle = self._next()
        if handle.cancelled():
            return
        Loop.steps += 1
        if Loop.steps > STEPS:
            self.stop_here(self, Endless())
        task = _task_of(handle)
        number = 0 if task is None else self.numbers.get(task, 0)
        del task
        Loop.running = number
        try:
            handle._run()
        finally:
            Loop.running = 0
            self.after_step(number)

    def _look_at_timers(self) -> None:
        while self._scheduled and self._scheduled[0].cancelled():
            self._dropped(heapq.heappop(self._scheduled))
        if not self._ready and not self._stopping:
            if not self._scheduled:
                self.stop_here(self, Stuck())
            self.clock.now = max(self.clock.now, self._scheduled[0].when())
        while self._scheduled and self._scheduled[0].when() <= self.clock.now + AT_ONCE_S:
            timer = heapq.heappop(self._scheduled)
            if timer.cancelled():
                self._dropped(timer)
            else:
                timer._scheduled = False  # type: ignore[attr-defined]
                self._ready.append(timer)

    def _dropped(self, timer: Timer) -> None:
        timer._scheduled = False  # type: ignore[attr-defined]
        self._timer_cancelled_count = max(0, self._timer_cancelled_count - 1)

    _timer_cancelled_count = 0

    def _next(self) -> asyncio.Handle:
        """The first in line; where that is a task and not the only one, the one that is chosen."""
        if _task_of(self._ready[0]) is None or self._ready[0].cancelled():
            return self._ready.popleft()
        line = self._in_line()
        if len(line) < 2:
            return self._ready.popleft()
        try:
            choice = self.plan.choose([self.numbers.get(task, 0) for _, task in line])
        except BaseException as end:
            self.stop_here(self, end)
            raise
        place = line[choice][0]
        handle = self._ready[place]
        del self._ready[place]
        return handle

    def _in_line(self) -> list[tuple[int, asyncio.Task[Any]]]:
        """(place among all that is ready, task)."""
        line = []
        for place, handle in enumerate(self._ready):
            task = _task_of(handle)
            if task is not None and not handle.cancelled():
                line.append((place, task))
                if len(line) == READY:
                    break
        return line


def _task_of(handle: asyncio.Handle) -> asyncio.Task[Any] | None:
    """The task that takes a step with this; None for any other callback, of a task's methods too."""
    callback = handle._callback  # type: ignore[attr-defined]
    task = getattr(callback, "__self__", None)
    if not isinstance(task, asyncio.Task):
        return None
    name = getattr(callback, "__name__", type(callback).__name__)
    return task if name in ("TaskStepMethWrapper", "task_wakeup", "__step", "__wakeup") else None


__all__ = ["Endless", "Loop", "Refused", "Stuck"]
