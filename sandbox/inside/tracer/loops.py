"""asyncio: loops, tasks, and every step and callback, through `Handle._run`, by which all of them go in a loop written
in Python.

`asyncio.run` itself is not wrapped. The hot path, `_run`, is written out by hand: it costs about a microsecond a step.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from itertools import count
from types import ModuleType
from typing import Any, Final
from weakref import WeakKeyDictionary

from sandbox.inside.tracer import crowd, lanes, pools, record, sampler, sites, waits
from sandbox.inside.tracer.hooks import around, dress
from sandbox.inside.tracer.record import STEPS, STEPS_NS, clip, emit, fault, many, note, now, tally, tell, telling
from sandbox.inside.tracer.spans import BLOCK_NS

CALLBACK_NS: Final = 1_000_000
"""A plain callback is told from this length on."""
LATE_NS: Final = 20_000_000
OWN: Final = "BaseEventLoop.shutdown_"
"""Tasks by which `asyncio.run` tidies up: not the learner's, not told."""

_loops: Final[WeakKeyDictionary[Any, int]] = WeakKeyDictionary()
_loop_numbers: Final = count(1)


def hook_events(events: ModuleType) -> None:
    """asyncio.events: each step and callback."""
    original = events.Handle._run
    timer = events.TimerHandle
    steps, ident, clock, budget, counted = lanes.steps, get_ident, now, many, tally
    known, untold, long = lanes.tasks.get, crowd.untold.get, crowd.LONG_NS

    def _run(self: Any) -> Any:
        owner: Any = getattr(self._callback, "__self__", None)
        thread = ident()
        outer = steps.get(thread)
        start = clock()
        steps[thread] = (start, self)
        try:
            return original(self)
        except BaseException as problem:  # only SystemExit and KeyboardInterrupt come this way
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        finally:
            dur = clock() - start
            if outer is None:
                steps.pop(thread, None)
            else:
                steps[thread] = outer
            try:
                if isinstance(owner, _TASKS):
                    number = known(id(owner))
                    apart = untold(number) if number else None
                    told = dur >= long or (budget.told < budget.allowed if apart is None else apart.steps is not None)
                    if told or owner.done():  # type: ignore[attr-defined]
                        _ran(owner, number, thread, start, dur)
                    else:
                        counted[STEPS] += 1
                        counted[STEPS_NS] += dur
                elif dur >= CALLBACK_NS:
                    _called(self, thread, start, dur)
                if type(self) is timer and start - self._when * 1e9 >= LATE_NS:
                    note(("L", start, start - int(self._when * 1e9), lanes.thread(thread)))
            except Exception as problem:
                fault(problem)
            self = owner = outer = None  # as in the original: no cycle through this frame

    dress(_run, original)
    events.Handle._run = _run
    sites.stop_at(_run.__code__)


_TASKS: tuple[type, ...] = ()


def _ran(task: Any, number: int | None, ident: int, start: int, dur: int) -> None:
    """Tell of a step that has just ended, or count it."""
    if number is None:
        number = _met(task)
    if number:
        step(task, number, start, dur)
    elif task.done():
        lanes.end_task(task)
    if dur >= BLOCK_NS:
        sampler.block_ended(ident, start, dur, number)


def _called(handle: Any, ident: int, start: int, dur: int) -> None:
    """Tell of a plain callback that has just ended."""
    callback = handle._callback
    note(("k", start, dur, lanes.thread(ident), clip(getattr(callback, "__qualname__", type(callback).__name__))))
    if dur >= BLOCK_NS:
        sampler.block_ended(ident, start, dur, 0)


def step(task: Any, number: int, start: int, dur: int) -> None:
    """Tell of a task's step and what the task does now, or count it."""
    done = task.done()
    # Not task.exception(): that would mark it as retrieved.
    failed = done and not task.cancelled() and task._exception is not None
    apart = crowd.untold.get(number)
    if dur >= BLOCK_NS or (failed and telling.spend()) or (many.told >= many.allowed and crowd.is_long(dur)):
        crowd.promote(number)
    elif apart is not None:
        if apart.steps is not None and crowd.holds(apart):
            apart.steps.append(_step_row(task, number, start, dur))
        else:
            crowd.count_step(dur)
        if done:
            _ended(task, number)
        return
    elif many.told >= many.allowed and not done:
        crowd.count_step(dur)
        return
    many.told += 1
    emit(_step_row(task, number, start, dur))
    if done:
        _ended(task, number)


def _ended(task: Any, number: int) -> None:
    crowd.ended(number)
    lanes.end_task(task)
    if not task.cancelled() and task._exception is not None and len(lanes.failed) < lanes.FAILED:
        lanes.failed[id(task)] = number


def _step_row(task: Any, number: int, start: int, dur: int) -> record.Row:
    if not task.done():
        kind, detail, site = waits.waiting(task)
        return "s", start, dur, number, "w", kind, detail, site
    if task.cancelled():
        return "s", start, dur, number, "c"
    if task._exception is None:
        return "s", start, dur, number, "d"
    return "s", start, dur, number, "x", clip(type(task._exception).__name__)


def _met(task: Any) -> int:
    """The number of a task that came by no `create_task` we saw."""
    number = lanes.tasks[id(task)] = lanes.new_number()
    row = "T", now(), number, 0, 0, lanes.thread(), clip(task.get_name()), _coroutine_name(task.get_coro())
    crowd.born(row, number)
    return number


def _coroutine_name(coroutine: Any) -> str:
    return clip(getattr(coroutine, "__qualname__", type(coroutine).__name__))


def hook_base_events(base: ModuleType) -> None:
    """asyncio.base_events: loops and the creation of tasks."""
    global _TASKS
    from asyncio import tasks

    own = getattr(tasks, "_PyTask", tasks.Task)
    _TASKS = (tasks.Task,) if own is tasks.Task else (tasks.Task, own)
    waits.set_task_types(list(_TASKS))
    loop = base.BaseEventLoop
    around(loop, "__init__", after=_loop_made, before=lambda self, *_a, **_k: self)
    around(loop, "close", before=lambda self: (self, self.is_closed()), after=_loop_closed)
    around(loop, "run_forever", before=lambda _self: lanes.looping.add(get_ident()), after=_loop_left)
    around(loop, "call_exception_handler", before=_complaint)
    _hook_create_task(loop)
    pools.hook_executor_of_loop(loop)
    if hasattr(tasks, "_set_task_name"):  # 3.11 and 3.12 name a task after its creation
        around(tasks, "_set_task_name", after=_task_named, before=lambda task, name: (task, name))


def _loop_made(loop: Any, _result: Any, _error: BaseException | None) -> None:
    number = _loops[loop] = next(_loop_numbers)
    tell(("O", now(), number, lanes.thread(), clip(type(loop).__name__)))


def _loop_closed(token: tuple[Any, bool], _result: Any, _error: BaseException | None) -> None:
    loop, was_closed = token
    if not was_closed:
        tell(("o", now(), _loops.get(loop, 0)))


def _loop_left(_token: Any, _result: Any, _error: BaseException | None) -> None:
    lanes.looping.discard(get_ident())


def _hook_create_task(loop: type) -> None:
    """`create_task`, by hand for its speed: `gather` of a thousand calls it a thousand times."""
    original: Any = loop.create_task  # type: ignore[attr-defined]

    def create_task(self: Any, coro: Any, **options: Any) -> Any:
        start = now()
        try:
            task = original(self, coro, **options)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        try:
            if self.get_debug() and getattr(task, "_source_traceback", None):
                del task._source_traceback[-1]  # as the original does with its own frame: "created at" is the caller
            _task_made(self, task, coro, start)
        except Exception as problem:
            fault(problem)
        try:
            return task
        finally:
            del task, self, coro, options  # no cycle: exception -> traceback -> this frame -> task

    dress(create_task, original)
    loop.create_task = create_task  # type: ignore[attr-defined]


def _task_made(loop: Any, task: Any, coro: Any, start: int) -> None:
    name = _coroutine_name(coro)  # not task.get_coro(): of an eager task, done already, it crashes Python 3.12.1
    if name.startswith(OWN):
        lanes.tasks[id(task)] = 0
        return
    number = lanes.tasks[id(task)] = lanes.new_number()
    parent = lanes.task_here()
    site = sites.stack_site(sys._getframe(2)) or lanes.made_at.get(parent, 0)
    if site:
        lanes.made_at[number] = site
    title = clip(task.get_name()) if hasattr(task, "get_name") else ""
    crowd.born(("T", start, number, parent, site, lanes.thread(), title, name), number)
    if loop._task_factory is not None and (task.done() or getattr(task, "_fut_waiter", None) is not None):
        step(task, number, start, now() - start)  # an eager task has run its first step already, by no Handle


def _task_named(token: tuple[Any, Any], _result: Any, _error: BaseException | None) -> None:
    task, name = token
    number = lanes.tasks.get(id(task))
    if name is not None and number and not crowd.rename(number, clip(name)):
        note(("N", now(), number, clip(name)))


def _complaint(_loop: Any, context: dict[str, Any]) -> None:
    error = context.get("exception")
    site = 0
    entry = error.__traceback__ if error is not None else None
    while entry is not None:
        code = entry.tb_frame.f_code
        if sites.is_learners(code):
            site = sites.place(((sites.file_number(code.co_filename), entry.tb_lineno, code.co_name),))
        entry = entry.tb_next
    subject = context.get("task") or context.get("future")
    task = lanes.tasks.get(id(subject)) or lanes.failed.pop(id(subject), 0)
    if task and "destroyed" in context.get("message", ""):
        _ended(subject, task)
    message = clip(context.get("message", ""), record.TEXT_CHARS)
    name = None if error is None else clip(type(error).__name__)
    text = "" if error is None else clip(error, record.TEXT_CHARS)
    tell(("e", now(), message, task, name, text, site))
