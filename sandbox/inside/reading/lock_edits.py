"""The smallest change that lets those who only wait do so outside the lock."""

from __future__ import annotations

import ast
from typing import Any

from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Program, inside


def freed(program: Program, block: ast.AsyncWith | ast.With) -> list[dict[str, Any]] | None:
    """The statements up to the last that waits before the lock, the others within it; no lock where none is left."""
    body = block.body
    if len(block.items) != 1 or block.items[0].optional_vars is not None or body[0].lineno == block.lineno:
        return None
    waiting = [place for place, one in enumerate(body) if any(_waits(block, node) for node in inside(one))]
    if not waiting or any(_long(node) for one in body for node in inside(one)):
        return None
    outer, inner = program.indent(block.lineno), program.indent(body[0].lineno)
    last = body[waiting[-1]].end_lineno or body[-1].lineno
    free = [
        outer + line.removeprefix(inner) if line.strip() else line for line in program.lines[body[0].lineno - 1 : last]
    ]
    rest = program.lines[last : block.end_lineno]
    kept = any(line.strip() and not line.strip().startswith("#") for line in rest)
    if kept and isinstance(body[-1], ast.Return) and not inside_only(body[waiting[-1] + 1 :]):
        kept = False  # it only hands back what it has
        rest = [outer + line.removeprefix(inner) for line in rest]
    head = program.lines[block.lineno - 1 : body[0].lineno - 1] if kept else []
    patch = Patch(program)
    patch.replace_lines(block.lineno, block.end_lineno or block.lineno, "\n".join([*free, *head, *rest]))
    return patch.edit()


def inside_only(body: list[ast.stmt]) -> bool:
    """Whether anything is stored or called there."""
    kinds = (ast.Call, ast.Attribute, ast.Subscript, ast.AugAssign)
    return any(isinstance(node, kinds) for one in body for node in inside(one))


def _waits(block: ast.AsyncWith | ast.With, node: ast.AST) -> bool:
    if isinstance(block, ast.AsyncWith):
        return isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith))
    return isinstance(node, ast.Call)


def _long(node: ast.AST) -> bool:
    """A text over several lines, which must not be moved."""
    text = isinstance(node, (ast.Constant, ast.JoinedStr))
    return text and node.end_lineno != node.lineno  # type: ignore[attr-defined]
