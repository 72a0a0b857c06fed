"""Awaits of one body of statements, and which of them need which: what they read and change, and what is asked between.

user = await find(name)         0
cart = await basket(user.id)    1 needs 0
news = await headlines()        2 needs nothing: it could have run beside both
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sandbox.inside.reading.effects import Effects, Sharing, meet, paths
from sandbox.inside.reading.members import Member, asks, has_deadline, member
from sandbox.inside.reading.program import COMPREHENSIONS, Program, inside, names_stored, root

SIMPLE: Final = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)
WAITING: Final = (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield, ast.YieldFrom)
LEAVING: Final = (ast.Return, ast.Raise, ast.Break, ast.Continue)
MOST: Final = 12
"""Awaits of one row."""


@dataclass(slots=True)
class Step:
    """An await, or a request written as an `async with`."""

    node: ast.Await | ast.AsyncWith
    call: ast.Call
    does: ast.Call
    statement: ast.stmt
    """Of the body itself."""
    needs: set[int]
    """Numbers of earlier steps, also those needed by these."""


@dataclass(slots=True)
class _Row:
    steps: list[Step] = field(default_factory=list)
    done: list[tuple[Effects, set[int]]] = field(default_factory=list)
    """What was done so far, and the steps it comes of."""
    comes_of: dict[str, set[int]] = field(default_factory=dict)
    """By path: the steps that its value comes of."""
    asked: set[int] = field(default_factory=set)
    """Steps on whose outcome everything later hangs."""

    def source(self, read: set[str]) -> set[int]:
        return set().union(*(steps for place, steps in self.comes_of.items() if meet([place], read)))

    def store(self, places: set[str], steps: set[int], *, anew: bool) -> None:
        for place in places:
            if not anew:
                self.comes_of[place] = self.comes_of.get(place, set()) | steps
            elif steps:
                self.comes_of[place] = set(steps)
            else:
                self.comes_of.pop(place, None)

    def after(self, effects: Effects) -> set[int]:
        """The steps that something with these effects must wait for."""
        return set().union(*(steps for other, steps in self.done if effects.conflicts(other)))


class Rows:
    """`for steps in Rows(program, sharing).of(body)`: the rows of two steps and more."""

    def __init__(self, program: Program, sharing: Sharing) -> None:
        self._program = program
        self._sharing = sharing
        self._row = _Row()

    def of(self, body: list[ast.stmt]) -> Iterator[list[Step]]:
        self._row = _Row()
        for statement in body:
            if not self._taken(statement, statement):
                yield from self._settled()
        yield from self._settled()

    def _settled(self) -> Iterator[list[Step]]:
        steps, self._row = self._row.steps, _Row()
        if 2 <= len(steps) <= MOST:
            yield steps

    def _taken(self, statement: ast.stmt, top: ast.stmt) -> bool:
        """Add a statement to the row; False where it ends it."""
        if isinstance(statement, ast.AsyncWith) and asks(self._program, statement):
            return self._request(statement, top)
        if isinstance(statement, (ast.AsyncWith, ast.With)) and has_deadline(self._program, statement):
            return all(self._taken(one, top) for one in statement.body)
        if not any(isinstance(node, WAITING) for node in inside(statement)):
            self._plain(statement)
            return True
        if isinstance(statement, ast.Try):
            return self._attempt(statement, top)
        return isinstance(statement, SIMPLE) and self._awaiting(statement, top)

    def _awaiting(self, statement: ast.stmt, top: ast.stmt) -> bool:
        awaits = [node for node in inside(statement) if isinstance(node, WAITING)]
        if not all(isinstance(node, ast.Await) for node in awaits):
            return False
        found: list[Member] = []
        for node in awaits:
            if self._perhaps(node, statement):
                return False
            # Of something that an earlier step brought, anything: reading the body of an answer, closing a stream.
            one = member(self._program, node, {name for name, steps in self._row.comes_of.items() if steps})
            if one is None:
                return False
            found.append(one)
        made: set[int] = set()
        numbers: dict[ast.AST, int] = {}
        for one in sorted(found, key=_end):  # what is awaited within another's arguments goes first
            effects = self._sharing.of_call(one.does)
            needs = {numbers[node] for node in ast.walk(one.node) if node in numbers} | self._row.asked
            needs |= self._row.source(set(paths(one.node.value)) | effects.read) | self._row.after(effects)
            number = len(self._row.steps)
            self._row.steps.append(Step(one.node, one.call, one.does, top, self._whole(needs)))
            self._row.done.append((effects, {number, *needs}))
            numbers[one.node] = number
            made |= {number, *needs}
        self._kept(statement, made)
        return True

    def _perhaps(self, node: ast.AST, statement: ast.stmt) -> bool:
        """Whether it need not run at all."""
        above = self._program.parents[node]
        while above is not statement:
            if isinstance(above, (*COMPREHENSIONS, ast.IfExp, ast.BoolOp, ast.Lambda)):
                return True
            above = self._program.parents[above]
        return False

    def _request(self, block: ast.AsyncWith, top: ast.stmt) -> bool:
        """`async with session.get(...) as answer:` and what is done with the answer."""
        given = set().union(*(names_stored([item.optional_vars]) for item in block.items if item.optional_vars))
        for node in inside(block.body):
            own = isinstance(node, ast.Await) and root(getattr(node.value, "func", node.value)) in given
            if isinstance(node, (*WAITING, *LEAVING)) and not own:
                return False
        needs: set[int] = set(self._row.asked)
        effects = Effects()
        for item in block.items:
            call = item.context_expr
            assert isinstance(call, ast.Call)  # as asks() says
            own_effects = self._sharing.of_call(call)
            for mine, theirs in zip(effects.parts, own_effects.parts, strict=True):
                mine.update(theirs)
            needs |= self._row.source(set(paths(call))) | self._row.after(own_effects)
        first = block.items[0].context_expr
        assert isinstance(first, ast.Call)
        number = len(self._row.steps)
        self._row.steps.append(Step(block, first, first, top, self._whole(needs)))
        self._row.done.append((effects.without(given), {number, *needs}))
        self._row.store(given, {number, *needs}, anew=True)
        for statement in block.body:
            self._kept(statement, {number, *needs})
        return True

    def _attempt(self, attempt: ast.Try, top: ast.stmt) -> bool:
        """What is tried, one statement after the other, where nothing is awaited to mend a failure."""
        others = [*attempt.orelse, *attempt.finalbody, *(one for each in attempt.handlers for one in each.body)]
        if any(isinstance(node, WAITING) for node in inside(others)):
            return False
        before = len(self._row.steps)
        if not all(self._taken(one, top) for one in attempt.body):
            return False
        own = set(range(before, len(self._row.steps)))
        for one in others:
            self._plain(one)
        if any(isinstance(node, LEAVING) for node in inside(others)):
            self._row.asked |= own
        return True

    def _plain(self, statement: ast.stmt) -> None:
        """Nothing is awaited in it; but later steps may hang on what it does, or on whether it leaves."""
        if not self._row.steps:
            return
        steps = self._row.source(set(paths(statement)))
        if any(isinstance(node, LEAVING) for node in inside(statement)):
            self._row.asked |= steps
        self._kept(statement, steps)

    def _kept(self, statement: ast.stmt, steps: set[int]) -> None:
        """What a statement that comes of these steps stores and changes."""
        effects = self._sharing.of_statement(statement)
        read = self._row.source(set(paths(statement)) - effects.written)
        plain = isinstance(statement, (ast.Assign, ast.AnnAssign))
        self._row.store(names_stored(statement), steps | (set() if plain else read), anew=plain)
        self._row.store(effects.written, steps, anew=False)
        later = self._row.after(effects) | steps | read
        self._row.done.append((effects, later))
        if later:
            self._row.store(effects.added, later, anew=False)

    def _whole(self, needs: set[int]) -> set[int]:
        return needs.union(*(self._row.steps[one].needs for one in needs))


def _end(one: Member) -> tuple[int, int]:
    return one.node.end_lineno or one.node.lineno, one.node.end_col_offset or 0
