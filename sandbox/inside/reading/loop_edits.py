"""The smallest change that lets the rounds of a loop wait together."""

from __future__ import annotations

import ast
from typing import Any

from sandbox.inside.reading.members import Member
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Program, names_read, names_stored

Loop = ast.For | ast.While | ast.AsyncFor
Edit = list[dict[str, Any]]


def of_comprehension(program: Program, node: Any, members: list[Member]) -> Edit | None:
    """`[await f(x) for x in xs]` as a gather; also of sets and dictionaries."""
    start = _clauses(program, node)
    if len(members) != 1 or start is None or any(one.is_async for one in node.generators):
        return None
    one = members[0]
    clauses = program.text(node)[start:-1].strip()
    patch = Patch(program)
    gathered = f"await {patch.module('asyncio')}.gather(*({program.text(one.call)} {clauses}))"
    if isinstance(node, ast.DictComp) and node.value is one.node:
        patch.replace(node, f"dict(zip([{program.text(node.key)} {clauses}], {gathered}))")
    elif not isinstance(node, ast.DictComp) and node.elt is one.node:
        patch.replace(node, _placed(program, node, gathered))
    return patch.edit()


def _placed(program: Program, node: ast.AST, gathered: str) -> str:
    if isinstance(node, ast.SetComp):
        return f"set({gathered})"
    alone = isinstance(program.parents.get(node), (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr, ast.Call))
    return gathered if alone else f"({gathered})"


def targets(node: Any) -> set[str]:
    return set().union(*(names_stored([one.target]) for one in node.generators))


def _clauses(program: Program, node: Any) -> int | None:
    """Where the first `for` of a comprehension begins in its text."""
    head = node.value if isinstance(node, ast.DictComp) else node.elt
    text = program.text(node)
    lines = text.split("\n")
    row = (head.end_lineno or head.lineno) - node.lineno
    offset = (head.end_col_offset or 0) - (node.col_offset if row == 0 else 0)
    begin = sum(len(line) + 1 for line in lines[:row]) + len(lines[row].encode()[:offset].decode())
    found = text.find("for ", begin)
    return None if found < 0 else found


def of_loop(program: Program, loop: Loop, members: list[Member]) -> Edit | None:
    """One gather of all rounds' calls: alone, into a list, or before a loop over what it brought."""
    if not isinstance(loop, ast.For) or not _simple(loop, members):
        return None
    one, first = members[0], loop.body[0]
    last = loop.end_lineno or loop.lineno
    patch = Patch(program)
    indent, over = program.indent(loop.lineno), program.text(loop.iter)
    target, call = program.text(loop.target), program.text(one.call)
    gathered = f"await {patch.module('asyncio')}.gather(*({call} for {target} in {over}))"
    kept = _appended_to(first, one) if len(loop.body) == 1 else None
    if len(loop.body) == 1 and isinstance(first, ast.Expr) and first.value is one.node:
        patch.replace_lines(loop.lineno, last, indent + gathered)
    elif kept is not None:
        patch.replace_lines(loop.lineno, last, f"{indent}{program.text(kept)}.extend({gathered})")
    elif _twice(program, loop.iter) and not {"answer", "answers"} & names_read(program.tree):
        patch.insert(loop.lineno, f"{indent}answers = {gathered}")
        patch.replace(loop.target, f"{_bracketed(loop.target, target)}, answer")
        patch.replace(loop.iter, f"zip({over}, answers)")
        patch.replace(one.node, "answer")
    else:
        return None
    return patch.edit()


def _simple(loop: ast.For, members: list[Member]) -> bool:
    """One await, in a first statement that runs on every round, whose call needs nothing the round makes."""
    first = loop.body[0]
    compound = (ast.If, ast.Try, ast.With, ast.For, ast.While)
    return (
        not loop.orelse
        and len(members) == 1
        and members[0].call is members[0].node.value
        and members[0].node in ast.walk(first)
        and not names_read(members[0].call) & names_stored(loop.body)
        and not any(isinstance(node, compound) for node in ast.walk(first))
    )


def _appended_to(statement: ast.stmt, one: Member) -> ast.AST | None:
    """The list of `kept.append(await call)`."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append":
        return call.func.value if call.args == [one.node] else None
    return None


def _bracketed(node: ast.AST, text: str) -> str:
    return f"({text})" if isinstance(node, ast.Tuple) and not text.startswith("(") else text


def _twice(program: Program, node: ast.AST) -> bool:
    """Whether it can be gone through a second time with the same result."""
    if isinstance(node, (ast.List, ast.Tuple, ast.Constant, ast.Dict)):
        return True
    if isinstance(node, ast.Call):
        name = program.called(node)
        method = isinstance(node.func, ast.Attribute) and node.func.attr in ("items", "keys", "values")
        return method or (
            name in ("range", "enumerate", "sorted", "list")
            and all(_twice(program, one) or name == "range" for one in node.args)
        )
    if isinstance(node, ast.Name):
        made = [
            one.value
            for one in program.of_type(ast.Assign)
            if any(isinstance(target, ast.Name) and target.id == node.id for target in one.targets)
        ]
        return bool(made) and all(
            isinstance(one, (ast.List, ast.Tuple, ast.ListComp, ast.Dict)) or _range(program, one) for one in made
        )
    return False


def _range(program: Program, node: ast.AST) -> bool:
    return program.called(node) in ("range", "list", "sorted")
