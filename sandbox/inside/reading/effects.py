"""What a function does to things it shares with others: two calls may go at once only where neither needs the order.

Things are told by their path, `self.stock.left`. What happens to a thing happens to all that hangs on it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from sandbox.inside.reading.program import Function, Program, inside, last_part, names_stored

COMMUTING: Final = frozenset({"append", "add", "extend", "update", "discard", "put_nowait"})
CHANGING: Final = frozenset(
    {"pop", "popleft", "popitem", "remove", "clear", "insert", "setdefault", "sort", "reverse", "appendleft", "write",
     "send", "set", "release", "execute", "executemany", "commit", "login", "connect", "close", "open", "seek", "put"}
)  # fmt: skip
ASKING: Final = frozenset(
    {"get", "head", "options", "request", "fetch", "fetchrow", "fetchval", "fetch_one", "fetch_all", "json", "text",
     "run_in_executor"}
)  # fmt: skip
"""Methods of clients that may be called twice at once on the same object."""
SENDING: Final = frozenset({"post", "put", "patch", "delete"})
"""Requests that change something, over there."""
QUESTION: Final = re.compile(
    r"_*(get|fetch|load|find|list|search|query|lookup|look_up|describe|count|show|check|status|exists|ping|info|scan"
    r"|download|h?m?get|hgetall)(_|$)"
)
"""The beginning of a method's name that only asks."""


@dataclass(slots=True)
class Effects:
    """Paths of shared things. `added` only grows or counts: order makes no difference."""

    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)

    def conflicts(self, other: Effects) -> bool:
        """Whether doing one before the other makes a difference."""
        return bool(
            meet(self.written, other.read | other.written | other.added)
            or meet(other.written, self.read | self.added)
            or meet(self.added, other.read - other.added)
            or meet(other.added, self.read - self.added)
        )

    def without(self, names: set[str]) -> Effects:
        """Leaving out what hangs on these."""
        kept = [{path for path in paths if path.partition(".")[0] not in names} for paths in self.parts]
        return Effects(*kept)

    @property
    def parts(self) -> tuple[set[str], set[str], set[str]]:
        return self.read, self.written, self.added


def meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a path of one is, or hangs on, a path of the other."""
    return any(one == two or one.startswith(two + ".") or two.startswith(one + ".") for one in some for two in others)


def path(node: ast.AST) -> str:
    """`self.stock` of `self.stock[3]`; "" for what hangs on no name."""
    parts: list[str] = []
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        parts = [node.attr, *parts] if isinstance(node, ast.Attribute) else []
        node = node.value
    return ".".join([node.id, *parts]) if isinstance(node, ast.Name) else ""


def paths(node: ast.AST) -> Iterator[str]:
    """The things looked at in there, each by the whole of its path."""
    if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and (whole := path(node)):
        if isinstance(node.ctx, ast.Load):
            yield whole
        while isinstance(node, (ast.Attribute, ast.Subscript)):
            if isinstance(node, ast.Subscript):
                yield from paths(node.slice)
            node = node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from paths(child)


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
        own = names_stored(function.body) - shared - parameters
        for node in inside(function.body):
            self._notice(node, effects, own, shared)
        return effects

    def _notice(self, node: ast.AST, effects: Effects, own: set[str], shared: set[str]) -> None:
        parent = self._program.parents.get(node)
        if isinstance(node, ast.Call):
            called = self.of_call(node).without(own)
            for mine, theirs in zip(effects.parts, called.parts, strict=True):
                mine.update(theirs)
            return
        if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
            return
        if isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is node:
            return  # the whole of it is noticed
        place = path(node)
        if not place or place.partition(".")[0] in own:
            return
        if isinstance(node.ctx, ast.Load):
            if not (isinstance(parent, ast.Call) and parent.func is node):
                effects.read.add(place)
        elif not isinstance(node, ast.Name) or node.id in shared:
            counted = isinstance(parent, ast.AugAssign)
            # A place of its own in a dictionary, as in `found[name] = ...`, disturbs nobody.
            (effects.added if counted or isinstance(node, ast.Subscript) else effects.written).add(place)

    def of_call(self, call: ast.Call) -> Effects:
        """What calling this does, in the caller's names."""
        name = last_part(self._program.called(call))
        function = self._program.functions.get(name)
        effects = Effects()
        for node in [*call.args, *(one.value for one in call.keywords)]:
            effects.read |= set(paths(node))
        if isinstance(call.func, ast.Attribute):
            thing = path(call.func.value)
            if function is None or not _of_object(function):
                effects.read.add(thing)  # of the object whose method is known, only what that looks at
            if function is None and thing and thing.partition(".")[0] not in self._program.imports:
                if name in COMMUTING:
                    effects.added.add(thing)
                elif name in CHANGING or (self._awaited(call) and not (name in ASKING or QUESTION.match(name))):
                    effects.written.add(thing)  # or nobody can see from here that it is not
        effects.read.discard("")
        if function is not None:
            given = _given(function, call)
            for mine, theirs in zip(effects.parts, self.of_function(function).parts, strict=True):
                mine.update(_renamed(theirs, given))
        return effects

    def of_statement(self, statement: ast.stmt) -> Effects:
        """What a statement does, the calls in it included."""
        effects = Effects()
        for node in inside(statement):
            self._notice(node, effects, set(), set())
        return effects

    def _awaited(self, call: ast.Call) -> bool:
        """What is not in the tree was put together from what is awaited."""
        above = self._program.parents.get(call)
        sent = isinstance(above, ast.withitem) and last_part(self._program.called(call)) in SENDING
        return above is None or sent or isinstance(above, ast.Await)


def _of_object(function: Function) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args]
    return bool(arguments) and arguments[0].arg in ("self", "cls")


def _renamed(paths: set[str], given: dict[str, str]) -> set[str]:
    """Parameters' paths as the caller's."""
    renamed = set()
    for one in paths:
        first, dot, rest = one.partition(".")
        first = given.get(first, first)
        if first:
            renamed.add(first + dot + rest)
    return renamed


def _given(function: Function, call: ast.Call) -> dict[str, str]:
    """Parameter -> the path of what is handed in for it ("" for what nobody else holds)."""
    arguments = [one.arg for one in [*function.args.posonlyargs, *function.args.args]]
    handed: list[ast.expr] = list(call.args)
    given: dict[str, str] = {one.arg: "" for one in function.args.kwonlyargs} | dict.fromkeys(arguments, "")
    if isinstance(call.func, ast.Attribute) and _of_object(function):
        handed.insert(0, call.func.value)
    for name, value in zip(arguments, handed, strict=False):
        given[name] = path(value)
    for keyword in call.keywords:
        if keyword.arg:
            given[keyword.arg] = path(keyword.value)
    return given
