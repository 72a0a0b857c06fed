"""Threads and `time.sleep`."""

from __future__ import annotations

import sys
import time
from _thread import get_ident
from functools import partial
from time import thread_time_ns
from types import ModuleType
from typing import Any, Final

from sandbox.inside.tracer import lanes, sampler, sites, unawaited
from sandbox.inside.tracer.hooks import around
from sandbox.inside.tracer.record import clip, fault, note, now, tell

SLEEP_NS: Final = 200_000
"""Shorter sleeps are not told."""
OWN: Final = "BaseEventLoop._do_shutdown"
"""The thread by which `asyncio.run` waits for others at the end: not the learner's, not told."""


def function_name(func: Any) -> str:
    """What to call a callable. Looks through `functools.partial`, and what libraries wrap the learner's function in:
    `Context.run` of asyncio.to_thread, FastAPI's own function around an endpoint."""
    for _ in range(4):
        if not isinstance(func, partial):
            break
        inner = func.func
        handed = [one for one in (*func.args, *func.keywords.values()) if callable(one)]
        learners = [one for one in (inner, *handed) if _is_learners(one)]
        outer = handed if getattr(inner, "__name__", "") in ("run", "_process_chunk") else []
        func = next(iter([*learners, *outer]), inner)
    return clip(getattr(func, "__qualname__", type(func).__name__))


def _is_learners(func: Any) -> bool:
    code = getattr(func, "__code__", None)
    return code is not None and sites.is_learners(code)


def hook_threading(threading: ModuleType) -> None:
    """threading: begin and end of each thread."""
    numbers: dict[int, int] = {}
    untold: set[int] = set()

    def starting(thread: Any) -> None:
        numbers[id(thread)] = number = lanes.new_thread()
        target = getattr(thread, "_target", None)
        func = function_name(target) if target is not None else clip(type(thread).__name__)
        if func == OWN:
            untold.add(number)
            return
        site = sites.stack_site(sys._getframe(2)) or lanes.site_here()
        tell(("t", now(), number, clip(thread.name), func, site, lanes.thread(), lanes.task_here()))

    def running(thread: Any) -> None:
        lanes.begin_thread(numbers.pop(id(thread), 0) or lanes.new_thread())
        unawaited.track()

    def ended(_token: Any, _result: Any, _error: BaseException | None) -> None:
        number = lanes.thread()
        sampler.end_stand(get_ident())
        lanes.end_thread()
        if number in untold:
            untold.discard(number)
        else:
            tell(("u", now(), number, thread_time_ns()))

    around(threading.Thread, "start", before=starting)
    around(threading.Thread, "_bootstrap_inner", before=running, after=ended)


class Sleep:
    """Stands for `time.sleep`. Not a function: a function kept as a class attribute would turn into a method, the
    built-in does not."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.__name__ = self.__qualname__ = "sleep"
        self.__module__ = "time"
        self.__doc__ = original.__doc__

    def __call__(self, /, *args: Any, **kwargs: Any) -> None:
        start = now()
        try:
            self.original(*args, **kwargs)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        finally:
            try:
                dur = now() - start
                if dur >= SLEEP_NS:
                    sampler.end_stand(get_ident())
                    note(("z", start, dur, lanes.thread(), lanes.task_here(), sites.stack_site(sys._getframe(1))))
            except Exception as problem:
                fault(problem)

    def __repr__(self) -> str:
        return repr(self.original)

    def __reduce__(self) -> str:
        return "sleep"


def hook_sleep() -> None:
    """time.sleep, in the module: code that has it already keeps the original."""
    time.sleep = Sleep(time.sleep)
