"""Quotes from the program's output: to tell the learner which error it was, never to judge by."""

from __future__ import annotations

import re
from typing import Final

QUOTE_CHARS: Final = 300
_ERROR: Final = re.compile(r"[A-Za-z_][\w.]*(: .*)?")
"""The last line of a traceback: an exception's name, and mostly its text."""
_LOOKS_RAISED: Final = re.compile(r"(Error|Exception|Group|Interrupt|Exit|Timeout|Iteration|Pool|Warning)\b|^[\w.]+: ")


_ASIDE: Final = "RuntimeWarning: Enable tracemalloc"
"""Python's last words where a coroutine was never awaited; what went wrong stands above them."""

_ASYNCIO_SAYS: Final = re.compile(r"(task|future|handle|protocol|transport|asyncgen): <")
"""Below what asyncio warns of as a loop ends it names whom it means: no error, and mostly the last line of all."""


def last_error(stderr: str) -> str:
    """The line that names the last exception in a program's stderr; its last line where there is none."""
    lines = [re.sub(r"^[\s|+-]+", "", line).rstrip() for line in stderr.splitlines()]
    lines = [line for line in lines if line and not line.startswith(_ASIDE)]
    for line in reversed(lines):
        if _ERROR.fullmatch(line) and _LOOKS_RAISED.search(line) and not _ASYNCIO_SAYS.match(line):
            return line[:QUOTE_CHARS]
    return lines[-1][:QUOTE_CHARS] if lines else ""
