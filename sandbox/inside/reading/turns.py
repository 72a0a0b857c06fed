"""Threads and work of pools that take turns though nothing makes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from sandbox.inside.reading.effects import Sharing, meet
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import COMPREHENSIONS, Fact, Program, inside, last_part


def threads_in_turn(program: Program, sharing: Sharing) -> Iterator[Fact]:
    """`t.start()` followed by `t.join()` in one body; work handed to a pool and asked for before the next is."""
    for node in program.nodes:
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                facts = list(_in_turn(program, node, body))
                if isinstance(node, (ast.For, ast.While)) or _independent(program, sharing, facts):
                    yield from facts
    yield from _asked_at_once(program)
    yield from _pools_of_one(program)


def _in_turn(program: Program, owner: ast.AST, body: list[ast.stmt]) -> Iterator[Fact]:
    loop = owner if isinstance(owner, (ast.For, ast.While)) else None
    started: dict[str, int] = {}
    handed: dict[str, int] = {}
    first, last = body[0].lineno, body[-1].end_lineno or body[-1].lineno
    if loop is not None:
        first, last = loop.lineno, loop.end_lineno or loop.lineno
    for statement in _in_order(body):
        if loop is None and program.in_async(statement):
            return  # that is a block of the loop
        yield from _handed_in_turn(program, (first, last), statement, handed)
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        thing = program.text(call.func.value)
        if call.func.attr == "start":
            started[thing] = statement.lineno
        elif call.func.attr == "join" and thing in started:
            others = [line for name, line in started.items() if name != thing]
            if others and max(others) > started[thing]:
                continue  # another was started in between
            yield Fact(
                "start-join", statement.lineno, statement.end_lineno or statement.lineno, thing[:80],
                (started.pop(thing), first, last),
                edit=_two_loops(program, loop, thing) if loop is not None else None,
            )  # fmt: skip


def _independent(program: Program, sharing: Sharing, facts: list[Fact]) -> bool:
    """Whether what the threads of one body do needs nothing of one another, as far as their text says."""
    functions = []
    for fact in facts:
        made = [one.value for one in program.of_type(ast.Assign) if fact.name in map(program.text, one.targets)]
        for call in made:
            given = [one.value for one in getattr(call, "keywords", []) if one.arg == "target"]
            functions += [program.functions.get(last_part(program.dotted(one))) for one in given]
    if len(facts) > 1 and (len(functions) != len(facts) or None in functions):
        return False
    effects = [sharing.of_function(function) for function in functions if function is not None]
    return not any(
        meet(one.written | one.added, other.read) or one.conflicts(other)
        for one in effects
        for other in effects
        if other is not one
    )


def _in_order(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements one after the other, those that are tried or done within something else too."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.Try, ast.With)):
            for part in ("body", "orelse", "finalbody"):
                yield from _in_order(getattr(statement, part, []))


def _asked_at_once(program: Program) -> Iterator[Fact]:
    """`[pool.submit(f, x).result() for x in xs]`, and submits written as a generator: each waits for the one before."""
    for node in program.of_type(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp):
        for call in ast.walk(node):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and _submits(program, call.func.value)
            ):
                yield _of_pool(program, call, call.func.value, node)
    for made in program.of_type(ast.Assign):
        if not isinstance(made.value, ast.GeneratorExp) or not _submits(program, made.value.elt):
            continue
        name = program.text(made.targets[0])
        for loop in program.of_type(ast.For, ast.comprehension):
            if program.text(loop.iter) == name:
                yield _of_pool(program, made.value, made.value.elt, made.value)


def _of_pool(program: Program, asked: ast.expr, handed: ast.expr, where: Any) -> Fact:
    lines = (handed.lineno, where.lineno, where.end_lineno or where.lineno)
    return Fact("start-join", asked.lineno, asked.end_lineno or asked.lineno, program.text(handed)[:80], lines)


def _pools_of_one(program: Program) -> Iterator[Fact]:
    """A pool that is made, given one thing to do and waited for, on each round of a loop."""
    for block in program.of_type(ast.With):
        loop = next((above for above in program.above(block) if isinstance(above, (ast.For, ast.While))), None)
        made = last_part(program.called(block.items[0].context_expr))
        if loop is None or made not in ("ThreadPoolExecutor", "ProcessPoolExecutor"):
            continue
        submits = [node for node in inside(block.body) if isinstance(node, ast.Call) and _submits(program, node)]
        again = any(isinstance(node, (ast.For, ast.While, *COMPREHENSIONS)) for node in inside(block.body))
        if len(submits) == 1 and not again:
            yield _of_pool(program, submits[0], submits[0], loop)


def _two_loops(program: Program, loop: ast.For | ast.While, thing: str) -> list[dict[str, Any]] | None:
    """The threads kept as they start, and joined by a loop of their own."""
    last = loop.body[-1]
    plain = isinstance(last, ast.Expr) and program.called(last.value) == f"{thing}.join" and thing.isidentifier()
    if not plain or loop.orelse or any(isinstance(node, ast.Name) and node.id == "started" for node in program.nodes):
        return None
    outer, inner = program.indent(loop.lineno), program.indent(last.lineno)
    patch = Patch(program)
    patch.insert(loop.lineno, f"{outer}started = []")
    lines = [f"{inner}started.append({thing})", f"{outer}for {thing} in started:", program.text(last)]
    lines[2] = outer + inner.removeprefix(outer) + lines[2]
    patch.replace_lines(last.lineno, last.end_lineno or last.lineno, "\n".join(lines))
    return patch.edit()


def _handed_in_turn(
    program: Program, around: tuple[int, int], statement: ast.stmt, handed: dict[str, int]
) -> Iterator[Fact]:
    """`pool.submit(...)` whose result is asked for on the same round. `handed`: names of what was submitted on it."""
    if isinstance(statement, (ast.For, ast.While, ast.If, ast.With, ast.Try)):
        return
    for node in inside(statement):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "result":
            continue
        thing = node.func.value
        line = handed.get(program.text(thing), 0)
        if _submits(program, thing):
            line = thing.lineno
        if line:
            lines = (line, *around)
            yield Fact("start-join", node.lineno, node.end_lineno or node.lineno, program.text(thing)[:80], lines)
    if isinstance(statement, ast.Assign) and _submits(program, statement.value):
        handed.update((program.text(target), statement.lineno) for target in statement.targets)


def _submits(program: Program, node: ast.AST) -> bool:
    return last_part(program.called(node)) == "submit"
