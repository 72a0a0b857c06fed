"""Printed lines, on the lane that printed them. The text itself travels as output; the row only places it."""

from __future__ import annotations

import sys
from _thread import get_ident
from typing import Any, Final

from sandbox.inside.tracer import lanes
from sandbox.inside.tracer.hooks import dress
from sandbox.inside.tracer.record import TEXT_CHARS, clip, fault, note, now

_parts: Final[dict[tuple[int, int], tuple[int, int, int, str]]] = {}
"""By (stream, thread ident): (t, thread, task, text) of a line begun: print writes text and line end apart."""


def hook_stream(name: str, stream: int) -> None:
    """Wrap `write` of sys.stdout or sys.stderr, on the object itself; a stream the learner puts in its place is not
    followed."""
    target = getattr(sys, name)
    original = target.write

    def write(*args: Any, **kwargs: Any) -> Any:
        try:
            count = original(*args, **kwargs)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        try:
            _written(stream, args[0])
        except Exception as problem:
            fault(problem)
        return count

    dress(write, original)
    target.write = write


def _written(stream: int, text: str) -> None:
    key = (stream, get_ident())
    begun_line = _parts.pop(key) if key in _parts else (now(), lanes.thread(), lanes.task_here(), "")
    t, thread, task, begun = begun_line
    begun += text[: 20 * TEXT_CHARS]
    if "\n" not in begun:
        if begun and len(begun) <= TEXT_CHARS:
            _parts[key] = (t, thread, task, begun)
        elif begun:
            note(("p", t, stream, thread, task, clip(begun, TEXT_CHARS)))
        return
    for line in begun.split("\n"):
        if line.strip():
            note(("p", t, stream, thread, task, clip(line, TEXT_CHARS)))


def tell_rest() -> None:
    """Lines begun and never ended."""
    for (stream, _), (t, thread, task, text) in list(_parts.items()):
        note(("p", t, stream, thread, task, clip(text, TEXT_CHARS)))
    _parts.clear()


def forget() -> None:
    """After a fork: the parent tells its own."""
    _parts.clear()
