"""What a function does to things it shares with others: two calls may go at once only where neither needs the order."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Final

from sandbox.inside.reading.program import Function, Program, inside, last_part, names_stored, root

COMMUTING: Final = frozenset({"append", "add", "extend", "update", "discard", "put_nowait"})
CHANGING: Final = frozenset(
    {"pop", "popleft", "popitem", "remove", "clear", "insert", "setdefault", "sort", "reverse", "appendleft", "write",
     "send", "set", "release", "execute", "executemany", "commit", "login", "connect", "close", "open", "seek", "put"}
)  # fmt: skip
ASKING: Final = frozenset(
    {"get", "head", "options", "request", "fetch", "fetchrow", "fetchval", "fetch_one", "fetch_all", "json", "text"}
)
"""Methods of clients that may be called twice at once on the same object."""


@dataclass(slots=True)
class Effects:
    """Names of shared things, by their root. `added` only grows or counts: order makes no difference."""

    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)

    def conflicts(self, other: Effects) -> bool:
        """Whether doing one before the other makes a difference."""
        return bool(
            self.written & (other.read | other.written | other.added)
            or other.written & (self.read | self.added)
            or (self.added & (other.read - other.added))
            or (other.added & (self.read - self.added))
        )


class Sharing:
    """The effects of a program's functions, those they call included."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[ast.AST, Effects] = {}

    def of_function(self, function: Function) -> Effects:
        """Parameters are told by their name; the caller puts its own in their place."""
        known = self._known.get(function)
        if known is not None:
            return known
        effects = self._known[function] = Effects()
        arguments = function.args
        parameters = {one.arg for one in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
        shared = {
            name
            for node in inside(function.body)
            if isinstance(node, (ast.Global, ast.Nonlocal))
            for name in node.names
        }
        own = (names_stored(function.body) | set()) - shared - parameters
        for node in inside(function.body):
            self._notice(node, effects, own, shared)
        return effects

    def _notice(self, node: ast.AST, effects: Effects, own: set[str], shared: set[str]) -> None:
        if isinstance(node, ast.Name):
            if node.id in own:
                return
            if isinstance(node.ctx, ast.Load):
                effects.read.add(node.id)
            elif node.id in shared:
                counted = isinstance(self._program.parents.get(node), ast.AugAssign)
                (effects.added if counted else effects.written).add(node.id)
        elif isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            name = root(node)
            if name and name not in own:
                counted = isinstance(self._program.parents.get(node), ast.AugAssign)
                # A place of its own in a dictionary, as in `found[name] = ...`, disturbs nobody.
                keyed = isinstance(node, ast.Subscript)
                (effects.added if counted or keyed else effects.written).add(name)
        elif isinstance(node, ast.Call):
            called = self.of_call(node)
            effects.read |= called.read - own
            effects.written |= called.written - own
            effects.added |= called.added - own

    def _awaited(self, call: ast.Call) -> bool:
        """What is not in the tree was put together from what is awaited."""
        return isinstance(self._program.parents.get(call, ast.Await()), ast.Await)

    def _awaited(self, call: ast.Call) -> bool:
        """What is not in the tree was put together from what is awaited."""
        return isinstance(self._program.parents.get(call, ast.Await()), ast.Await)

    def _awaited(self, call: ast.Call) -> bool:
        """What is not in the tree was put together from what is awaited."""
        return isinstance(self._program.parents.get(call, ast.Await()), ast.Await)

    def of_call(self, call: ast.Call) -> Effects:
        """What calling this does, in the caller's names."""
        dotted = self._program.called(call)
        name = last_part(dotted)
        function = self._program.functions.get(name)
        effects = Effects(read={node.id for node in ast.walk(call) if isinstance(node, ast.Name)})
        if isinstance(call.func, ast.Attribute):
            thing = root(call.func)
            if function is None and thing and thing not in self._program.imports:
                if name in COMMUTING:
                    effects.added.add(thing)
                elif name in CHANGING or (name not in ASKING and self._awaited(call)):
                    effects.written.add(thing)  # or nobody can see from here that it is not
        if function is not None:
            theirs = self.of_function(function)
            given = _given(function, call)
            for mine, other in (
                (effects.read, theirs.read),
                (effects.written, theirs.written),
                (effects.added, theirs.added),
            ):
                mine |= {given.get(one, one) for one in other} - {""}
        return effects


def _given(function: Function, call: ast.Call) -> dict[str, str]:
    """Parameter -> the root of what is handed in for it ("" for what nobody else holds)."""
    arguments = [one.arg for one in [*function.args.posonlyargs, *function.args.args]]
    handed: list[ast.expr] = list(call.args)
    given: dict[str, str] = {one.arg: "" for one in function.args.kwonlyargs} | dict.fromkeys(arguments, "")
    if isinstance(call.func, ast.Attribute) and arguments and arguments[0] in ("self", "cls"):
        handed.insert(0, call.func.value)
    for name, value in zip(arguments, handed, strict=False):
        given[name] = root(value)
    for keyword in call.keywords:
        if keyword.arg:
            given[keyword.arg] = root(keyword.value)
    return given
