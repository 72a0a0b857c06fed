"""Context variables that do not follow into a thread."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from sandbox.inside.reading.program import Fact, Program, inside, last_part

DEEP: Final = 4
"""Calls followed from one function into the next."""


def lost_context(program: Program) -> Iterator[Fact]:
    """A thread is handed a function that looks at a context variable which somebody sets elsewhere."""
    variables = {
        target.id
        for node in program.of_type(ast.Assign)
        if last_part(program.called(node.value)) == "ContextVar"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    set_somewhere = {
        program.dotted(call.func).rpartition(".")[0]
        for call in program.of_type(ast.Call)
        if last_part(program.called(call)) == "set"
    }
    variables &= set_somewhere
    for call in program.of_type(ast.Call) if variables else ():
        handed = _handed_to_thread(program, call)
        if handed is not None and _looks_at(program, handed, variables, 0):
            name = last_part(program.called(handed) or program.dotted(handed))[:80]
            yield Fact("context-follows-everywhere", call.lineno, call.end_lineno or call.lineno, name)


def _handed_to_thread(program: Program, call: ast.Call) -> ast.AST | None:
    """The function that a thread will call without the context of who handed it over."""
    name = last_part(program.called(call))
    place = {"run_in_executor": 1, "submit": 0, "map": 0}.get(name)
    if place is not None and isinstance(call.func, ast.Attribute) and len(call.args) > place:
        handed: ast.AST = call.args[place]
    elif name == "Thread":
        target = next((one.value for one in call.keywords if one.arg == "target"), None)
        if target is None:
            return None
        handed = target
    else:
        return None
    if isinstance(handed, ast.Lambda):
        return handed.body
    if last_part(program.called(handed)) == "partial":
        return handed.args[0] if handed.args else None  # type: ignore[attr-defined]
    return handed


def _looks_at(program: Program, node: ast.AST, variables: set[str], depth: int) -> bool:
    """Whether it is, or calls, a function that asks one of these variables for its value."""
    function = program.functions.get(last_part(program.called(node) or program.dotted(node)))
    if function is None or depth > DEEP:
        return False
    calls = [one for one in inside(function.body) if isinstance(one, ast.Call)]
    if any(program.dotted(one.func) in {f"{name}.set" for name in variables} for one in calls):
        return False  # it has its own value
    for one in calls:
        if program.dotted(one.func) in {f"{name}.get" for name in variables}:
            return True
        if _looks_at(program, one, variables, depth + 1):
            return True
    return False
