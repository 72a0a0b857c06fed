"""Coroutines that were never awaited: told with the line of the call, and the warning itself exactly as plain Python prints it."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from types import CoroutineType
from typing import Any, Final

from sandbox.inside.tracer import sites
from sandbox.inside.tracer.hooks import dress
from sandbox.inside.tracer.record import clip, fault, note, now

DEPTH: Final = 1
"""Origins tracked: the call. Makes no difference to CPython's own tests but the one of this very depth."""


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
    note(("n", now(), clip(coroutine.__qualname__), sites.definition(coroutine.cr_code), called))


def hook_warnings(then: Callable[[], None]) -> None:
    """Tell of each coroutine Python warns of. `then` is called after it: near the end of the process nobody else flushes."""
    original = warnings._warn_unawaited_coroutine  # type: ignore[attr-defined]

    def _warn_unawaited_coroutine(coro: Any) -> None:
        try:
            tell(coro)
            _told.discard(id(coro))  # it is dying: the id will be another's
            then()
        except Exception as problem:
            fault(problem)
        if sys.get_coroutine_origin_tracking_depth() == DEPTH or not getattr(coro, "cr_origin", None):
            # The origin is our doing, plain Python has none: its own words, and issued from here the line stays the same.
            text = f"coroutine '{coro.__qualname__}' was never awaited"
            warnings.warn(text, category=RuntimeWarning, stacklevel=2, source=coro)
        else:
            original(coro)

    dress(_warn_unawaited_coroutine, original)
    warnings._warn_unawaited_coroutine = _warn_unawaited_coroutine  # type: ignore[attr-defined]
    sys.set_coroutine_origin_tracking_depth(DEPTH)


def tell_unstarted() -> None:
    """At the end: those still alive that never began, of which Python says only "sys:1: RuntimeWarning"."""
    import gc

    living = gc.get_objects()
    scheduled = {id(one.get_coro()) for one in living if type(one).__name__ == "Task" and hasattr(one, "get_coro")}
    for one in living:
        if type(one) is CoroutineType and sites.is_learners(one.cr_code) and id(one) not in scheduled:
            if not (one.cr_running or one.cr_suspended or one.cr_frame is None):
                tell(one)
