"""Awaits in a loop whose rounds do not need one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from sandbox.inside.reading.awaits import Member, member
from sandbox.inside.reading.effects import Sharing, meet
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, names_stored, root

Loop = ast.For | ast.While


def awaits_in_loops(program: Program, sharing: Sharing) -> Iterator[Fact]:
    for loop in program.of_type(ast.For, ast.While):
        if program.in_async(loop):
            members = [one for node in inside(loop.body) if (one := member(program, node))]
            if members and _free(program, sharing, loop, members):
                yield _told(program, loop, members[0], _gathered(program, loop, members))
    for comprehension in program.of_type(ast.ListComp, ast.SetComp, ast.DictComp):
        if not program.in_async(comprehension) or any(one.is_async for one in comprehension.generators):
            continue
        members = [one for node in ast.walk(comprehension) if (one := member(program, node))]
        tests = [test for one in comprehension.generators for test in one.ifs]
        tested = any(isinstance(node, ast.Await) for test in tests for node in ast.walk(test))
        if members and not tested and sharing_free(sharing, members, _targets(comprehension)):
            yield _told(program, comprehension, members[0], _comprehended(program, comprehension, members))


def sharing_free(sharing: Sharing, members: list[Member], own: set[str]) -> bool:
    """Whether a round leaves nothing behind that the next one's call would meet. `own`: what each round has anew."""
    effects = [sharing.of_call(one.does).without(own) for one in members]
    return not any(meet(mine.written, other.read | other.written) for mine in effects for other in effects)


def _free(program: Program, sharing: Sharing, loop: Loop, members: list[Member]) -> bool:
    body = list(inside(loop.body))
    if any(isinstance(node, (ast.Break, ast.Return, ast.Raise, ast.YieldFrom, ast.AsyncWith)) for node in body):
        return False
    if any(isinstance(node, ast.Yield) for node in body) and not _used_up(program, loop):
        return False
    if any(last_part(program.called(node)).startswith("sleep") for node in body):
        return False  # a pause between rounds is meant to be one
    if any(isinstance(node, (ast.Await, ast.AsyncFor)) and not _known(node, members) for node in body):
        return False  # takes turns with somebody: a queue, a stream, a lock
    carried = _carried(loop)
    needed = [one.call for one in members] + ([loop.test] if isinstance(loop, ast.While) else [])
    if names_read(*needed) & carried:
        return False
    tests = [node.test for node in body if isinstance(node, (ast.If, ast.While, ast.IfExp))]
    guarding = [test for test in tests if names_read(test) & carried]
    if guarding:
        return False
    if isinstance(loop, ast.While):
        names = names_read(loop.test)
        if not names or not names & names_stored(loop.body):
            return False  # waits for something else to change
    own = names_stored([loop.target]) if isinstance(loop, ast.For) else set()
    return sharing_free(sharing, members, own) and not _read_by_call(members, loop)


def _used_up(program: Program, loop: Loop) -> bool:
    """Whether all that an asynchronous generator yields is always taken: it asks ahead for nothing it need not."""
    taken = _takers(program, loop)
    bodies = [one.body for one in taken if isinstance(one, ast.AsyncFor)]
    leaving = (ast.Break, ast.Return, ast.Await)
    return bool(taken) and not any(isinstance(node, leaving) for body in bodies for node in inside(body))


def _takers(program: Program, loop: ast.AST) -> list[ast.AsyncFor | ast.comprehension]:
    """What goes over the asynchronous generator that the loop is in."""
    name = getattr(program.function(loop), "name", "")
    return [
        one for one in program.of_type(ast.AsyncFor, ast.comprehension) if last_part(program.called(one.iter)) == name
    ]


def _used_up(program: Program, loop: Loop) -> bool:
    """Whether all that an asynchronous generator yields is always taken: it asks ahead for nothing it need not."""
    taken = _takers(program, loop)
    bodies = [one.body for one in taken if isinstance(one, ast.AsyncFor)]
    leaving = (ast.Break, ast.Return, ast.Await)
    return bool(taken) and not any(isinstance(node, leaving) for body in bodies for node in inside(body))


def _takers(program: Program, loop: ast.AST) -> list[ast.AsyncFor | ast.comprehension]:
    """What goes over the asynchronous generator that the loop is in."""
    name = getattr(program.function(loop), "name", "")
    return [
        one for one in program.of_type(ast.AsyncFor, ast.comprehension) if last_part(program.called(one.iter)) == name
    ]


def _known(node: ast.AST, members: list[Member]) -> bool:
    return any(node is one.node for one in members)


def _carried(loop: Loop) -> set[str]:
    """Names that bring something awaited from one round to the next."""
    target = names_stored([loop.target]) if isinstance(loop, ast.For) else set()
    derived: set[str] = set()
    for _ in range(3):
        for node in inside(loop.body):
            if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
                awaited = any(isinstance(one, ast.Await) for one in ast.walk(node.value))
                if awaited or names_read(node.value) & derived:
                    derived |= names_stored(node)
    return derived - target - _anew(loop)


def _anew(loop: Loop) -> set[str]:
    """Names that each round sets before it looks at them."""
    fresh: set[str] = set()
    seen: set[str] = set()
    for statement in loop.body:
        plain = isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None
        seen |= names_read(statement.value if plain else statement)  # type: ignore[arg-type, union-attr]
        if isinstance(statement, ast.AugAssign):
            seen |= names_stored(statement)
        elif plain:
            fresh |= names_stored(statement) - seen
    return fresh


def _read_by_call(members: list[Member], loop: Loop) -> bool:
    """Whether what the loop's own statements change from what was awaited is what the call looks at."""
    stored = {
        name
        for node in inside(loop.body)
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store)
        for name in [root(node)]
    }
    return any(names_read(one.call) & stored for one in members)


def _told(program: Program, where: ast.AST, one: Member, edit: list[dict[str, Any]] | None) -> Fact:
    yields = any(isinstance(node, ast.Yield) for node in inside(getattr(where, "body", [])))
    taken = [taker.iter.lineno for taker in _takers(program, where)] if yields else []
    return Fact(
        "loop",
        one.node.lineno,
        one.node.end_lineno or one.node.lineno,
        last_part(program.called(one.does))[:80],
        (where.lineno, where.end_lineno, *taken),  # type: ignore[attr-defined]
        edit=edit,
    )


# --- the smallest edit ---------------------------------------------------------------------------------


def _comprehended(program: Program, node: Any, members: list[Member]) -> list[dict[str, Any]] | None:
    if len(members) != 1:
        return None
    one = members[0]
    clauses = program.text(node)
    start = _clauses(program, node)
    if start is None:
        return None
    clauses = clauses[start:-1].strip()
    patch = Patch(program)
    asyncio = patch.module("asyncio")
    gathered = f"await {asyncio}.gather(*({program.text(one.call)} {clauses}))"
    if isinstance(node, ast.DictComp):
        if node.value is not one.node:
            return None
        patch.replace(node, f"dict(zip([{program.text(node.key)} {clauses}], {gathered}))")
        return patch.edit()
    if node.elt is one.node:
        patch.replace(node, f"set({gathered})" if isinstance(node, ast.SetComp) else f"({gathered})")
        return patch.edit()
    if (
        len(node.generators) != 1
        or node.generators[0].ifs
        or names_read(node.elt) - names_read(one.node) & _targets(node)
    ):
        return None
    return None


def _targets(node: Any) -> set[str]:
    return set().union(*(names_stored([one.target]) for one in node.generators))


def _clauses(program: Program, node: Any) -> int | None:
    """Where the first `for` of a comprehension begins in its text."""
    head = node.value if isinstance(node, ast.DictComp) else node.elt
    text = program.text(node)
    lines = text.split("\n")
    row = head.end_lineno - node.lineno
    offset = head.end_col_offset - (node.col_offset if row == 0 else 0)
    begin = sum(len(line) + 1 for line in lines[:row]) + len(lines[row].encode()[:offset].decode())
    found = text.find("for ", begin)
    return None if found < 0 else found


def _gathered(program: Program, loop: Loop, members: list[Member]) -> list[dict[str, Any]] | None:
    if not isinstance(loop, ast.For) or loop.orelse or len(members) != 1:
        return None
    one = members[0]
    first = loop.body[0]
    if one.node not in ast.walk(first) or names_read(one.call) & names_stored(loop.body):
        return None
    if any(isinstance(node, (ast.If, ast.Try, ast.With, ast.For, ast.While)) for node in ast.walk(first)):
        return None
    patch = Patch(program)
    asyncio = patch.module("asyncio")
    indent = program.indent(loop.lineno)
    target, over, call = program.text(loop.target), program.text(loop.iter), program.text(one.call)
    gathered = f"await {asyncio}.gather(*({call} for {target} in {over}))"
    if len(loop.body) == 1 and isinstance(first, ast.Expr):
        if first.value is one.node:
            patch.replace_lines(loop.lineno, loop.end_lineno or loop.lineno, indent + gathered)
            return patch.edit()
        appends = isinstance(first.value, ast.Call) and isinstance(first.value.func, ast.Attribute)
        if appends and first.value.func.attr == "append" and first.value.args == [one.node]:  # type: ignore[attr-defined]
            kept = program.text(first.value.func.value)  # type: ignore[attr-defined]
            patch.replace_lines(loop.lineno, loop.end_lineno or loop.lineno, f"{indent}{kept}.extend({gathered})")
            return patch.edit()
    if "answer" in {node.id for node in program.nodes if isinstance(node, ast.Name)} or not _twice(program, loop.iter):
        return None
    if "answers" in {node.id for node in program.nodes if isinstance(node, ast.Name)}:
        return None
    patch.insert(loop.lineno, f"{indent}answers = {gathered}")
    patch.replace(loop.target, f"{_bracketed(loop.target, target)}, answer")
    patch.replace(loop.iter, f"zip({over}, answers)")
    patch.replace(one.node, "answer")
    return patch.edit()


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
