"""Python as HTML: one element a line, and the few classes the design system has a colour for. No inline style."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from pygments import lex  # type: ignore[import-untyped]
from pygments.lexers.python import PythonLexer  # type: ignore[import-untyped]
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType  # type: ignore[import-untyped]

CLASSES: Final = (
    (Comment, "c"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (String, "s"),
    (Number, "n"),
    (Name.Function, "d"),
    (Name.Class, "d"),
)


@lru_cache(maxsize=512)
def lines(source: str) -> tuple[SafeString, ...]:
    """The source's lines, coloured. Each is whole: no element reaches into the next line."""
    return tuple(mark_safe(line) for line in _lines(source))  # noqa: S308 - every piece was escaped


def block(source: str) -> SafeString:
    """A whole program for `<pre class="code">`."""
    return mark_safe("".join(f'<span class="l">{line}</span>' for line in lines(source)))  # noqa: S308 - see lines()


def _lines(source: str) -> Iterator[str]:
    line = ""
    for kind, text in lex(source, PythonLexer(stripnl=False, ensurenl=False)):
        for index, part in enumerate(text.split("\n")):
            if index:
                yield line
                line = ""
            if part:
                line += _piece(kind, part)
    if line:
        yield line


def _piece(kind: _TokenType, text: str) -> str:
    name = next((name for parent, name in CLASSES if kind in parent), "")
    return f'<span class="{name}">{escape(text)}</span>' if name else str(escape(text))
