"""The line of a call that never lets go of the interpreter, told just before a limit ends the program.

While C code holds the interpreter's lock (a regular expression gone wild, a sum over a huge range) our own thread
stands still like all others. Once the call returns, the first look at the thread finds it at that very line; where it
never returns, `faulthandler` writes the stacks from a thread that needs no lock. It is set for a moment before the
first limit the program can meet, and our thread, as long as it runs, puts it off: it goes off only where we could not
say the line ourselves. It writes plain text into the pipe of the rows; sandbox/dumps.py reads it.
"""

from __future__ import annotations

import sys
from time import process_time_ns
from typing import Any, Final

from sandbox.inside.tracer.hooks import around
from sandbox.inside.tracer.record import fault, now

EARLY_NS: Final = 150_000_000
"""So long before the limit it goes off."""
PUT_OFF_NS: Final = 100_000_000
"""So long before it would go off, our thread looks whether that is to be."""

_state: Final[dict[str, Any]] = {"fd": -1, "wall": 0, "cpu": 0, "due": 0}


def begin(fd: int, wall_ns: int, cpu_ns: int) -> None:
    """Keep watch: the program ends at `wall_ns` on the monotonic clock, or when it has used `cpu_ns`."""
    import faulthandler

    _state.update(fd=fd, wall=wall_ns, cpu=cpu_ns)
    for name in ("dump_traceback_later", "cancel_dump_traceback_later"):
        around(faulthandler, name, before=_give_way)
    _set(faulthandler, now())


def _give_way(*_arguments: Any, **_named: Any) -> None:
    """The learner uses it: there is but one."""
    _state.update(due=0, fd=-1)


def _set(faulthandler: Any, t: int) -> None:
    left = min(_state["wall"] - t, _state["cpu"] - process_time_ns()) - EARLY_NS
    if left < 2 * PUT_OFF_NS:
        _state["due"] = 0
        faulthandler.cancel_dump_traceback_later.__wrapped__()
        return
    _state["due"] = t + left
    faulthandler.dump_traceback_later.__wrapped__(left / 1e9, file=_state["fd"])


def look(t: int) -> None:
    """Our thread runs: nobody holds the interpreter for ever."""
    if _state["due"] and t > _state["due"] - PUT_OFF_NS and _state["fd"] >= 0:
        try:
            _set(sys.modules["faulthandler"], t)
        except Exception as problem:
            _state["due"] = 0
            fault(problem)


def end() -> None:
    """The program ends by itself."""
    if _state["due"]:
        _state["due"] = 0
        sys.modules["faulthandler"].cancel_dump_traceback_later.__wrapped__()


def forget() -> None:
    """In a forked child: the thread that would write is the parent's."""
    _state.update(due=0, fd=-1)
