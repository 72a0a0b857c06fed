"""A program's syntax tree with what every reader asks of it: who contains whom, what a name stands for, its text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

Function = ast.FunctionDef | ast.AsyncFunctionDef
SCOPES: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(slots=True)
class Fact:
    """One thing the text says. Fields as `sandbox.diagnosis.facts` documents and checks them."""

    kind: str
    line: int
    end: int
    name: str = ""
    lines: tuple[int, ...] = ()
    number: float | None = None
    tags: tuple[str, ...] = ()
    edit: list[dict[str, Any]] | None = None


class Program:
    """Raises SyntaxError and whatever else parsing raises."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.split("\n")
        self._bytes = [line.encode() for line in self.lines]
        self.tree = ast.parse(source)
        self.parents: dict[ast.AST, ast.AST] = {}
        self.nodes: list[ast.AST] = []
        waiting: list[ast.AST] = [self.tree]
        while waiting:
            node = waiting.pop()
            self.nodes.append(node)
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node
                waiting.append(child)
        self.nodes.sort(key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))
        self.imports = self._imports()
        self.functions = self._functions()
        self.top_level = names_stored(self.tree.body)
        self.classes = {node.name: node for node in self.nodes if isinstance(node, ast.ClassDef)}

    def _imports(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    known[alias.asname or alias.name.partition(".")[0]] = (
                        alias.name if alias.asname else alias.name.partition(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        return known

    def _functions(self) -> dict[str, Function]:
        """By name; a name defined twice is nobody's."""
        found: dict[str, Function] = {}
        twice: set[str] = set()
        for node in self.nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if node.name in found:
                    twice.add(node.name)
                found[node.name] = node
        return {name: node for name, node in found.items() if name not in twice}

    # --- where ---------------------------------------------------------------------------------------------------

    def function(self, node: ast.AST) -> ast.AST | None:
        """The function (or lambda) whose code `node` is; None at the top."""
        above = self.parents.get(node)
        while above is not None and not isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            above = self.parents.get(above)
        return above

    def in_async(self, node: ast.AST) -> bool:
        return isinstance(self.function(node), ast.AsyncFunctionDef)

    def statement(self, node: ast.AST) -> ast.stmt:
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """What contains `node`, innermost first, up to its function."""
        scope = self.function(node)
        above = self.parents.get(node)
        while above is not None and above is not scope:
            yield above
            above = self.parents.get(above)

    def of_type(self, *kinds: type[ast.AST]) -> Iterator[Any]:
        return (node for node in self.nodes if isinstance(node, kinds))

    def passed_around(self, function: Function) -> bool:
        """Whether somebody takes hold of it without calling it, or a loop is started with it."""
        for node in self.nodes:
            named = isinstance(node, ast.Name) and node.id == function.name and isinstance(node.ctx, ast.Load)
            if named or (isinstance(node, ast.Attribute) and node.attr == function.name):
                call = self.parents.get(node)
                if not isinstance(call, ast.Call) or call.func is not node:
                    return True
                if last_part(self.called(self.parents.get(call, call))) in ("run", "run_until_complete"):
                    return True
        return False

    # --- what ----------------------------------------------------------------------------------------------------

    def dotted(self, node: ast.AST) -> str:
        """`time.sleep` for whatever was imported so; `client.get` for what hangs on a name; ".get" on anything else."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name):
            parts.append(self.imports.get(node.id, node.id))
        else:
            parts.append("")
        return ".".join(reversed(parts))

    def called(self, node: ast.AST) -> str:
        """The dotted name of what a call calls; "" for what is no call."""
        return self.dotted(node.func) if isinstance(node, ast.Call) else ""

    def text(self, node: ast.AST) -> str:
        first, last = node.lineno - 1, node.end_lineno - 1  # type: ignore[attr-defined]
        begin, end = node.col_offset, node.end_col_offset  # type: ignore[attr-defined]
        if first == last:
            return str(self._bytes[first][begin:end].decode())
        parts = [self._bytes[first][begin:], *self._bytes[first + 1 : last], self._bytes[last][:end]]
        return "\n".join(part.decode() for part in parts)

    def column(self, line: int, offset: int) -> int:
        """An offset in bytes, as characters."""
        return len(self._bytes[line - 1][:offset].decode())

    def indent(self, line: int) -> str:
        text = self.lines[line - 1]
        return text[: len(text) - len(text.lstrip())]


def last_part(dotted: str) -> str:
    return dotted.rpartition(".")[2]


def inside(body: list[Any] | ast.AST, *, scopes: bool = False) -> Iterator[ast.AST]:
    """Everything in there, in the order of the text, functions and classes defined in there left out unless
    `scopes`."""
    waiting: list[ast.AST] = list(reversed(body)) if isinstance(body, list) else [body]
    while waiting:
        node = waiting.pop()
        yield node
        if scopes or not isinstance(node, SCOPES):
            waiting.extend(reversed(list(ast.iter_child_nodes(node))))


def names_read(*nodes: ast.AST) -> set[str]:
    return {
        node.id
        for one in nodes
        for node in ast.walk(one)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def names_stored(body: list[Any] | ast.AST) -> set[str]:
    found: set[str] = set()
    for node in inside(body):
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            found.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
    return found


def shared_names(function: Function) -> set[str]:
    """What a function declares to be somebody else's too."""
    return {
        name for node in inside(function.body) if isinstance(node, (ast.Global, ast.Nonlocal)) for name in node.names
    }


def root(node: ast.AST) -> str:
    """The name something hangs on: `self` of `self.stock[3].left`; "" where it is none."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
