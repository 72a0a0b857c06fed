"""Awaits in a loop whose rounds do not need one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

from sandbox.inside.reading import loop_edits
from sandbox.inside.reading.awaits import Member, member
from sandbox.inside.reading.effects import Sharing, meet
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, names_stored, root

REQUESTS: Final = frozenset({"get", "post", "put", "request", "stream", "AsyncClient", "ClientSession"})
Loop = ast.For | ast.While


def awaits_in_loops(program: Program, sharing: Sharing) -> Iterator[Fact]:
    for loop in program.of_type(ast.For, ast.While):
        if program.in_async(loop):
            members = [one for node in inside(loop.body) if (one := member(program, node))]
            if members and _free(program, sharing, loop, members):
                yield _told(program, loop, members[0], loop_edits.of_loop(program, loop, members))
    for comprehension in program.of_type(ast.ListComp, ast.SetComp, ast.DictComp):
        if not program.in_async(comprehension) or any(one.is_async for one in comprehension.generators):
            continue
        members = [one for node in ast.walk(comprehension) if (one := member(program, node))]
        tests = [test for one in comprehension.generators for test in one.ifs]
        tested = any(isinstance(node, ast.Await) for test in tests for node in ast.walk(test))
        if members and not tested and sharing_free(sharing, members, loop_edits.targets(comprehension)):
            yield _told(
                program, comprehension, members[0], loop_edits.of_comprehension(program, comprehension, members)
            )


def sharing_free(sharing: Sharing, members: list[Member], own: set[str]) -> bool:
    """Whether a round leaves nothing behind that the next one's call would meet. `own`: what each round has anew."""
    effects = [sharing.of_call(one.does).without(own) for one in members]
    return not any(meet(mine.written, other.read | other.written) for mine in effects for other in effects)


def _free(program: Program, sharing: Sharing, loop: Loop, members: list[Member]) -> bool:
    """Whether its rounds could go at once."""
    body = list(inside(loop.body))
    carried = _carried(loop)
    needed = [one.call for one in members] + ([loop.test] if isinstance(loop, ast.While) else [])
    tests = [node.test for node in body if isinstance(node, (ast.If, ast.While, ast.IfExp))]
    own = names_stored([loop.target]) if isinstance(loop, ast.For) else set()
    return (
        not _takes_turns(program, loop, body, members)
        and not names_read(*needed, *tests) & carried
        and (isinstance(loop, ast.For) or bool(names_read(loop.test) & names_stored(loop.body)))
        and sharing_free(sharing, members, own)
        and not _read_by_call(members, loop)
    )


def _takes_turns(program: Program, loop: Loop, body: list[ast.AST], members: list[Member]) -> bool:
    """Leaves early, pauses between rounds, or waits for a queue, a stream, a lock: then the order is meant."""
    if any(isinstance(node, (ast.Break, ast.Return, ast.Raise, ast.YieldFrom)) for node in body):
        return True
    if any(isinstance(node, ast.AsyncWith) and not _asks(program, node) for node in body):
        return True
    if any(last_part(program.called(node)).startswith("sleep") for node in body):
        return True
    if any(isinstance(node, (ast.Await, ast.AsyncFor)) and not _known(node, members) for node in body):
        return True
    return any(isinstance(node, ast.Yield) for node in body) and not _used_up(program, loop)


def _asks(program: Program, block: ast.AsyncWith) -> bool:
    """`async with session.get(...) as answer`: a request, as some clients write it."""
    return all(last_part(program.called(item.context_expr)) in REQUESTS for item in block.items)


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
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            seen |= names_read(statement.value)
            fresh |= names_stored(statement) - seen
        else:
            seen |= names_read(statement)
            if isinstance(statement, ast.AugAssign):
                seen |= names_stored(statement)
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
    asked = [above.lineno for above in program.above(one.node) if isinstance(above, ast.AsyncWith)]
    first = min([one.node.lineno, *(line for line in asked if line > where.lineno)])  # type: ignore[attr-defined]
    return Fact(
        "loop",
        first,
        one.node.end_lineno or one.node.lineno,
        last_part(program.called(one.does))[:80],
        (where.lineno, where.end_lineno, *taken),  # type: ignore[attr-defined]
        edit=edit,
    )
