"""Changes to a program's text, as whole lines. A change that no longer compiles is none."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import Any, Final

from sandbox.inside.reading.program import Program

LONGEST: Final = 4_000
"""Characters of an edit's text; beyond that nobody would call it small."""
Place = tuple[int, int]


class Patch:
    """Pieces of text to be replaced, by (line, column in characters)."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._pieces: list[tuple[Place, Place, str]] = []

    def replace(self, node: ast.AST, text: str) -> None:
        place = self.program.column
        first, last = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        self._pieces.append(
            (
                (first, place(first, node.col_offset)),  # type: ignore[attr-defined]
                (last, place(last, node.end_col_offset)),  # type: ignore[attr-defined]
                text,
            )
        )

    def replace_lines(self, first: int, last: int, text: str) -> None:
        self._pieces.append(((first, 0), (last, len(self.program.lines[last - 1])), text))

    def insert(self, line: int, text: str) -> None:
        """Lines of their own before that line."""
        self._pieces.append(((line, 0), (line, 0), text + "\n"))

    def begin(self, line: int, text: str) -> None:
        """Text before that line's own, which goes on behind it."""
        self._pieces.append(((line, 0), (line, 0), text))

    def module(self, name: str) -> str:
        """By which name the program can speak of a module; imports it where it has not."""
        for local, meant in self.program.imports.items():
            if meant == name:
                return local
        body = self.program.tree.body
        place = next(
            (node for node in body if isinstance(node, (ast.Import, ast.ImportFrom)) and not _future(node)), None
        )
        line = place.lineno if place else _after_docstring(body)
        self.insert(line, f"import {name}")
        return name

    def edit(self) -> list[dict[str, Any]] | None:
        """Line replacements `{"from", "to", "text"}`, or None where they overlap, grow too long or do not compile."""
        pieces = sorted(self._pieces)
        for (_, end, _), (begin, _, _) in pairwise(pieces):
            if begin < end:
                return None
        edits: list[dict[str, Any]] = []
        for begin, end, text in reversed(pieces):
            lines = self.program.lines
            if edits and edits[-1]["from"] == end[0]:  # shares a line with the piece after it
                later = edits[-1]["text"]
                last, tail = edits[-1]["to"], later[end[1] :]
                edits.pop()
            else:
                last, tail = end[0], lines[end[0] - 1][end[1] :]
            edits.append({"from": begin[0], "to": last, "text": lines[begin[0] - 1][: begin[1]] + text + tail})
        edits.reverse()
        if not edits or sum(len(edit["text"]) for edit in edits) > LONGEST:
            return None
        try:
            compile(applied(self.program.source, edits), "main.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        return edits


def applied(source: str, edits: list[dict[str, Any]]) -> str:
    """The program after the edits."""
    lines = source.split("\n")
    for edit in sorted(edits, key=lambda one: one["from"], reverse=True):
        lines[edit["from"] - 1 : edit["to"]] = edit["text"].split("\n")
    return "\n".join(lines)


def _future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _after_docstring(body: list[ast.stmt]) -> int:
    for node in body:
        constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not constant and not _future(node):
            decorators = getattr(node, "decorator_list", [])
            return min([node.lineno, *(int(one.lineno) for one in decorators)])
    return 1
