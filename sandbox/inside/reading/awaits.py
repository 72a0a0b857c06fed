"""Awaits that stand in line: one after the other, a task awaited as soon as it is made, a gather of one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sandbox.inside.reading.effects import Sharing
from sandbox.inside.reading.members import gathers_one, makes_coroutine, makes_task
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, inside, last_part
from sandbox.inside.reading.rows import SIMPLE, Rows, Step

NEEDS = 40
"""Told of one row: which await needs which."""


def sequences(program: Program, sharing: Sharing) -> Iterator[Fact]:
    """Each group of neighbours that need nothing of one another, with its edit; and rows in which some awaits need
    others, where not all do."""
    rows = Rows(program, sharing)
    for node in program.nodes:
        if not program.in_async(node) and not isinstance(node, ast.AsyncFunctionDef):
            continue
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                for steps in rows.of(body):
                    groups = list(_groups(steps))
                    for group in groups:
                        yield _told(program, group, body)
                    if len(groups) != 1 or len(groups[0]) != len(steps):
                        yield from _tangled(program, steps)


def _groups(steps: list[Step]) -> Iterator[list[Step]]:
    """Neighbours that need nothing of one another."""
    group: list[Step] = []
    first = 0
    for number, step in enumerate(steps):
        if any(need >= first for need in step.needs):
            if len(group) > 1:
                yield group
            group, first = [], number
        group.append(step)
    if len(group) > 1:
        yield group


def _told(program: Program, steps: list[Step], body: list[ast.stmt]) -> Fact:
    first, last = steps[0].node, steps[-1].node
    names = [last_part(program.called(one.does)) for one in steps]
    return Fact(
        "sequence",
        first.lineno,
        last.end_lineno or last.lineno,
        ", ".join(dict.fromkeys(names))[:80],
        tuple(line for one in steps for line in (one.node.lineno, one.node.end_lineno or one.node.lineno)),
        edit=_gathered(program, steps, body),
    )


def _tangled(program: Program, steps: list[Step]) -> Iterator[Fact]:
    needs = tuple(f"{need}<{number}" for number, step in enumerate(steps) for need in sorted(step.needs))
    alone = len(needs) == len(steps) * (len(steps) - 1) // 2  # each needs all before
    if not alone and len(needs) <= NEEDS:
        fact = _told(program, steps, [])
        fact.tags = needs
        yield fact


def _gathered(program: Program, steps: list[Step], body: list[ast.stmt]) -> list[dict[str, object]] | None:
    """All calls in one gather before the first statement; where each statement does nothing but await and keep, in
    place of them."""
    statements = [one for one in body if any(step.statement is one for step in steps)]
    if not _side_by_side(steps, statements, body):
        return None
    patch = Patch(program)
    asyncio = patch.module("asyncio")
    calls = ", ".join(program.text(one.call) for one in steps)
    indent = program.indent(statements[0].lineno)
    first, last = statements[0].lineno, statements[-1].end_lineno or statements[-1].lineno
    if all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Await) for one in statements):
        patch.replace_lines(first, last, f"{indent}await {asyncio}.gather({calls})")
        return patch.edit()
    if all(
        isinstance(one, ast.Assign)
        and isinstance(one.value, ast.Await)
        and len(one.targets) == 1
        and isinstance(one.targets[0], (ast.Name, ast.Attribute))
        for one in statements
    ):
        names = ", ".join(program.text(one.targets[0]) for one in statements)  # type: ignore[attr-defined]
        patch.replace_lines(first, last, f"{indent}{names} = await {asyncio}.gather({calls})")
        return patch.edit()
    taken = {node.id for node in program.nodes if isinstance(node, ast.Name)}
    names_made = [f"answer_{number}" for number in range(1, len(steps) + 1)]
    if taken & set(names_made):
        return None
    patch.insert(first, f"{indent}{', '.join(names_made)} = await {asyncio}.gather({calls})")
    for one, name in zip(steps, names_made, strict=True):
        patch.replace(one.node, name)
    return patch.edit()


def _side_by_side(steps: list[Step], statements: list[ast.stmt], body: list[ast.stmt]) -> bool:
    """Simple statements, a line each, with nothing between; their coroutines are made where they are awaited."""
    return (
        bool(statements)
        and all(isinstance(one, SIMPLE) for one in statements)
        and body[body.index(statements[0]) : body.index(statements[-1]) + 1] == statements
        and len({one.lineno for one in statements}) == len(statements)
        and all(isinstance(step.node, ast.Await) and step.call is step.node.value for step in steps)
    )


# --- made and awaited at once, gathered alone --------------------------------------------------------------


def created_then_awaited(program: Program) -> Iterator[Fact]:
    for node in program.of_type(ast.Await):
        made = node.value
        while isinstance(made, ast.Call) and last_part(program.called(made)) in ("wait_for", "shield") and made.args:
            made = made.args[0]
        if makes_task(program, made):
            yield _fact_of("create-then-await", program, node, made.args[0])
    for scope in program.of_type(ast.AsyncFunctionDef, ast.For, ast.While, ast.AsyncWith, ast.With, ast.If, ast.Try):
        if scope.body and program.in_async(scope.body[0]):
            yield from _made_above(program, scope.body)


def _made_above(program: Program, body: list[ast.stmt]) -> Iterator[Fact]:
    """A task made in one statement and awaited in a later one, between which nobody waits and no other is made."""
    kept, made = "", None
    for statement in body:
        awaits = [node for node in inside(_head(statement)) if isinstance(node, ast.Await)]
        if isinstance(made, ast.Call) and len(awaits) == 1 and _waits_for(program, awaits[0].value, kept):
            yield _fact_of("create-then-await", program, awaits[0], made.args[0])
        if any(isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)) for node in inside(statement)):
            kept, made = "", None
        tasks = [node for node in inside(statement) if makes_task(program, node)]
        if tasks:
            kept, made = (_keeper(program, statement, tasks[0]), tasks[0]) if len(tasks) == 1 else ("", None)


def _keeper(program: Program, statement: ast.stmt, task: ast.AST) -> str:
    """The text by which a task can be spoken of: the name it was given, or the last of the list it was put in."""
    value = getattr(statement, "value", None)
    if isinstance(statement, ast.AnnAssign) and value is task:
        return program.text(statement.target)
    if isinstance(statement, ast.Assign) and value is task and len(statement.targets) == 1:
        return program.text(statement.targets[0])
    if isinstance(value, ast.Call) and last_part(program.called(value)) == "append" and value.args == [task]:
        return f"{program.text(value.func).rpartition('.')[0]}[-1]"
    return ""


def _waits_for(program: Program, node: ast.expr, kept: str) -> bool:
    if isinstance(node, ast.Call) and last_part(program.called(node)) in ("wait_for", "shield", "gather", "wait"):
        given = node.args[0] if node.args else node
        members = given.elts if isinstance(given, (ast.List, ast.Set, ast.Tuple)) else [given]
        return bool(kept) and len(members) == 1 and program.text(members[0]) == kept
    return bool(kept) and program.text(node) == kept


def _head(statement: ast.stmt) -> ast.AST:
    """What of a statement runs first, and once."""
    if isinstance(statement, (ast.If, ast.While)):
        return statement.test
    if isinstance(statement, ast.For):
        return statement.iter
    return statement if isinstance(statement, SIMPLE) else ast.Pass()


def gathers_of_one(program: Program) -> Iterator[Fact]:
    for node in program.of_type(ast.Await):
        if gathers_one(program, node.value):
            calls = [one for one in ast.walk(node.value) if isinstance(one, ast.Call) and makes_coroutine(program, one)]
            yield _fact_of("gather-of-one", program, node, calls[0] if calls else node.value.args[0])
    for block in program.of_type(ast.AsyncWith):
        if last_part(program.called(block.items[0].context_expr)) not in ("TaskGroup", "create_task_group"):
            continue
        begun = [
            node for node in inside(block.body) if last_part(program.called(node)) in ("create_task", "start_soon")
        ]
        waits = any(isinstance(node, (ast.Await, ast.For, ast.While, ast.AsyncFor)) for node in inside(block.body))
        if len(begun) == 1 and not waits and begun[0].args:  # type: ignore[attr-defined]
            yield _fact_of("gather-of-one", program, block, begun[0].args[0])  # type: ignore[attr-defined]


def _fact_of(kind: str, program: Program, node: ast.AST, call: ast.AST) -> Fact:
    name = program.called(call) or program.dotted(call)
    return Fact(kind, node.lineno, node.end_lineno, last_part(name)[:80])  # type: ignore[attr-defined]
