"""Coroutines that were never awaited: told with the line of the call, and the warning itself exactly as plain Python
prints it."""

from __future__ import annotations

import sys
import warnings
from _thread import _local
from collections.abc import Callable
from types import CoroutineType, FunctionType, SimpleNamespace
from typing import Any, Final

from sandbox.inside.tracer import record, sites, waits
from sandbox.inside.tracer.hooks import dress
from sandbox.inside.tracer.record import clip, fault, now

DEPTH: Final = 1
"""Origins tracked: the call. Who asks for the depth is told what they set themselves."""

_depth: Final = sys.get_coroutine_origin_tracking_depth
_set_depth: Final = sys.set_coroutine_origin_tracking_depth
_thread = _local()
"""`ours`: on this thread the depth is `DEPTH` by our doing, 0 to the learner."""

_told: Final[set[int]] = set()


def tell(coroutine: Any) -> None:
    """An `n` row, once for each."""
    if id(coroutine) in _told:
        return
    _told.add(id(coroutine))
    origin = getattr(coroutine, "cr_origin", None)
    called = 0
    if origin:
        name, line, func = origin[0]
        called = sites.place(((sites.file_number(name), line, func),))
    record.tell(("n", now(), clip(coroutine.__qualname__), sites.definition(coroutine.cr_code), called))


def hook_warnings(then: Callable[[], None]) -> None:
    """Tell of each coroutine Python warns of. `then` is called after it: near the end of the process nobody else
    flushes."""
    original = warnings._warn_unawaited_coroutine  # type: ignore[attr-defined]

    def _warn_unawaited_coroutine(coro: Any) -> None:
        try:
            tell(coro)
            _told.discard(id(coro))  # it is dying: the id will be another's
            then()
        except Exception as problem:
            fault(problem)
        if _depth() == DEPTH or not getattr(coro, "cr_origin", None):
            # The origin is our doing, plain Python has none. Issued from here the warning names the same line as ever.
            text = f"coroutine '{coro.__qualname__}' was never awaited"
            warnings.warn(text, category=RuntimeWarning, stacklevel=2, source=coro)
        else:
            _from_here(original, coro)

    dress(_warn_unawaited_coroutine, original)
    warnings._warn_unawaited_coroutine = _warn_unawaited_coroutine  # type: ignore[attr-defined]
    _hook_depth()
    track()


def track() -> None:
    """Have the calling thread keep the origin of each coroutine: the depth is a thread's own."""
    if _depth() == 0:
        _thread.ours = True
        _set_depth(DEPTH)


def _hook_depth() -> None:
    """asyncio's debug mode keeps the depth it finds and sets it again; a program may look. Neither meets ours."""

    def get_coroutine_origin_tracking_depth() -> int:
        return 0 if getattr(_thread, "ours", False) else _depth()

    def set_coroutine_origin_tracking_depth(depth: int) -> None:
        try:
            _set_depth(depth)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        _thread.ours = False
        track()

    dress(get_coroutine_origin_tracking_depth, _depth)
    dress(set_coroutine_origin_tracking_depth, _set_depth)
    sys.get_coroutine_origin_tracking_depth = get_coroutine_origin_tracking_depth
    sys.set_coroutine_origin_tracking_depth = set_coroutine_origin_tracking_depth


def _from_here(original: Any, coro: Any) -> None:
    """The original warning, which names the frame above the one above itself: two frames of ours lie in between.

    asyncio's debug mode keeps ten frames of a coroutine's origin; ours is taken out of them, so there may be nine.
    """

    def warn(message: str, category: type[Warning], stacklevel: int, **_named: object) -> None:
        warnings.warn(message, category=category, stacklevel=stacklevel + 3, source=coro)

    words = dict(original.__globals__)
    if "warn" not in words:
        original(coro)
        return
    words["warn"] = warn
    origin = tuple(frame for frame in coro.cr_origin if not frame[0].startswith(sites.INSIDE))
    FunctionType(original.__code__, words)(SimpleNamespace(__qualname__=coro.__qualname__, cr_origin=origin))


def tell_unstarted() -> None:
    """At the end: those still alive that never began, of which Python says only "sys:1: RuntimeWarning"."""
    import gc

    living = gc.get_objects()
    types = waits.task_types()
    scheduled = {id(task.get_coro()) for task in living if type(task) in types and not task.done()}
    for one in living:
        if type(one) is not CoroutineType or not sites.is_learners(one.cr_code) or id(one) in scheduled:
            continue
        if one.cr_frame is not None and not one.cr_running and not one.cr_suspended:
            tell(one)
