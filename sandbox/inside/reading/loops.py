"""Awaits in a loop whose rounds do not need one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

from sandbox.inside.reading import loop_edits
from sandbox.inside.reading.effects import SENDING, Sharing, meet, path
from sandbox.inside.reading.members import Member, asks, has_deadline, member
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, names_stored, root

FEEDING: Final = frozenset(
    {"get", "recv", "receive", "receive_text", "receive_json", "read", "readline", "readexactly", "wait", "accept"}
)
"""What a generator waits for that hands on what others send it."""
Loop = ast.For | ast.While | ast.AsyncFor


def awaits_in_loops(program: Program, sharing: Sharing) -> Iterator[Fact]:
    for loop in program.of_type(ast.For, ast.While, ast.AsyncFor):
        if program.in_async(loop) and (not isinstance(loop, ast.AsyncFor) or _at_hand(program, loop.iter)):
            own = _anew(loop)
            members = [one for node in inside(loop.body) if (one := member(program, node, own))]
            if members and _free(program, sharing, loop, members, own):
                yield _told(program, loop, members, loop_edits.of_loop(program, loop, members))
    for comprehension in program.of_type(ast.ListComp, ast.SetComp, ast.DictComp):
        if not program.in_async(comprehension):
            continue
        if not all(_at_hand(program, one.iter) for one in comprehension.generators if one.is_async):
            continue
        members = [one for node in ast.walk(comprehension) if (one := member(program, node))]
        tests = [test for one in comprehension.generators for test in one.ifs]
        tested = any(isinstance(node, ast.Await) for test in tests for node in ast.walk(test))
        if members and not tested and sharing_free(program, sharing, members, loop_edits.targets(comprehension)):
            edit = loop_edits.of_comprehension(program, comprehension, members)
            yield _told(program, comprehension, members, edit)


def _at_hand(program: Program, source: ast.expr) -> bool:
    """Whether an asynchronous generator of the program's own hands out what it has, not what others send it."""
    function = program.functions.get(last_part(program.called(source)))
    if function is None:
        return False
    body = list(inside(function.body))
    fed = any(isinstance(node, ast.Await) and last_part(program.called(node.value)) in FEEDING for node in body)
    return not fed and any(isinstance(node, ast.Yield) for node in body)


def sharing_free(program: Program, sharing: Sharing, members: list[Member], own: set[str]) -> bool:
    """Whether a round leaves nothing behind that the next one's call would meet. `own`: what each round has anew."""
    effects = []
    for one in members:
        mine = sharing.of_call(one.does).without(own)
        name = last_part(program.called(one.does))
        # Each round sends one like the others.
        if name in SENDING and name not in program.functions and isinstance(one.does.func, ast.Attribute):
            mine.written.discard(path(one.does.func.value))
        effects.append(mine)
    return not any(meet(mine.written, other.read | other.written) for mine in effects for other in effects)


def _free(program: Program, sharing: Sharing, loop: Loop, members: list[Member], own: set[str]) -> bool:
    """Whether its rounds could go at once."""
    body = list(inside(loop.body))
    carried = _carried(loop) - own
    needed = [one.call for one in members] + ([loop.test] if isinstance(loop, ast.While) else [])
    tests = [node.test for node in body if isinstance(node, (ast.If, ast.While, ast.IfExp))]
    given = own if isinstance(loop, ast.While) else own | names_stored([loop.target])
    return (
        not _takes_turns(program, loop, body, members)
        and not names_read(*needed, *tests) & carried
        and (not isinstance(loop, ast.While) or _ends(program, loop))
        and sharing_free(program, sharing, members, given)
        and not _read_by_call(members, loop, own)
    )


def _ends(program: Program, loop: ast.While) -> bool:
    """Counts its own rounds, or takes from what nothing is added to."""
    asked = names_read(loop.test)
    if asked & names_stored(loop.body):
        return True
    changed = {
        (last_part(program.called(node)), root(node.func.value))
        for node in inside(loop.body)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    taken = {name for how, name in changed if how in ("pop", "popleft", "popitem") and name in asked}
    grows = {name for how, name in changed if how in ("append", "appendleft", "extend", "add", "insert", "update")}
    handed = {name for node in inside(loop.body) if isinstance(node, ast.Await) for name in names_read(node)}
    return bool(taken) and not taken & (grows | handed)


def _takes_turns(program: Program, loop: Loop, body: list[ast.AST], members: list[Member]) -> bool:
    """Leaves early, pauses between rounds, or waits for a queue, a stream, a lock: then the order is meant."""
    if any(isinstance(node, (ast.Break, ast.Return, ast.Raise, ast.YieldFrom)) for node in body):
        return True
    if any(
        isinstance(node, ast.AsyncWith) and not (asks(program, node) or has_deadline(program, node)) for node in body
    ):
        return True
    if any(last_part(program.called(node)).startswith("sleep") for node in body):
        return True
    if any(isinstance(node, (ast.Await, ast.AsyncFor)) and not _known(node, members) for node in body):
        return True
    return any(isinstance(node, ast.Yield) for node in body) and not _used_up(program, loop)


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
    target = set() if isinstance(loop, ast.While) else names_stored([loop.target])
    derived: set[str] = set()
    for _ in range(3):
        for node in inside(loop.body):
            if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
                awaited = any(isinstance(one, ast.Await) for one in ast.walk(node.value))
                if awaited or names_read(node.value) & derived:
                    derived |= names_stored(node)
    return derived - target


def _anew(loop: Loop) -> set[str]:
    """Names that each round sets before it looks at them."""
    fresh, seen = set[str](), set[str]()

    def look(*nodes: ast.AST | None) -> None:
        seen.update(names_read(*(node for node in nodes if node is not None)) - fresh)

    def visit(body: list[ast.stmt]) -> None:
        for statement in body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)):
                look(statement.value)
                fresh.update(names_stored(statement) - seen)
            elif isinstance(statement, (ast.With, ast.AsyncWith)):
                for item in statement.items:
                    look(item.context_expr)
                    fresh.update(names_stored([item.optional_vars] if item.optional_vars else []) - seen)
                visit(statement.body)
            elif isinstance(statement, ast.Try):
                for part in (statement.body, *(one.body for one in statement.handlers), statement.orelse):
                    visit(part)
                visit(statement.finalbody)
            else:
                look(statement)
                if isinstance(statement, ast.AugAssign):
                    seen.update(names_stored(statement) - fresh)

    visit(loop.body)
    return fresh


def _read_by_call(members: list[Member], loop: Loop, own: set[str]) -> bool:
    """Whether what the loop's own statements change from what was awaited is what the call looks at."""
    stored = {
        name
        for node in inside(loop.body)
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store)
        for name in [root(node)]
    }
    return any(names_read(one.call) & stored - own for one in members)


def _told(program: Program, where: ast.AST, members: list[Member], edit: list[dict[str, Any]] | None) -> Fact:
    one = members[0]
    yields = any(isinstance(node, ast.Yield) for node in inside(getattr(where, "body", [])))
    taken = [taker.iter.lineno for taker in _takers(program, where)] if yields else []
    sources = [where] if isinstance(where, ast.AsyncFor) else getattr(where, "generators", [])
    given = any(isinstance(one, ast.AsyncFor) or one.is_async for one in sources)
    asked = [above.lineno for above in program.above(one.node) if isinstance(above, ast.AsyncWith)]
    first = min([one.node.lineno, *(line for line in asked if line > where.lineno)])  # type: ignore[attr-defined]
    return Fact(
        "loop",
        first,
        max(each.node.end_lineno or each.node.lineno for each in members),
        last_part(program.called(one.does))[:80],
        (where.lineno, where.end_lineno, *taken),  # type: ignore[attr-defined]
        tags=("given",) if given else (),
        edit=edit,
    )
