"""Loops that ask again and again for what something else will change."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

from sandbox.inside.reading.blocking import maker
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, names_stored

ASKING: Final = frozenset(
    {"print", "append", "done", "is_set", "empty", "qsize", "perf_counter", "monotonic", "time", "len", "locked",
     "full", "get_nowait", "cancelled", "exists", "is_alive", "poll", "is_file", "running", "ready", "wait", "wait_for"}
)  # fmt: skip
"""Calls that do no work of their own."""
EMPTY: Final = frozenset({"QueueEmpty", "Empty"})
SOON_S: Final = 0.1
"""A wait with a limit below this asks rather than waits."""


def asking_again(program: Program) -> Iterator[Fact]:
    for loop in program.of_type(ast.While):
        asynchronous = program.in_async(loop)
        sleeps = [node for node in inside(loop.body) if _pauses(program, node, asynchronous=asynchronous)]
        if not sleeps:
            continue
        if _empty_handed(program, loop, sleeps) or _only_asks(program, loop, sleeps):
            lines = dict.fromkeys(node.lineno for node in sleeps)  # type: ignore[attr-defined]
            tags = ("prints",) if _prints(program, loop) else ()
            end = loop.end_lineno or loop.lineno
            yield Fact(
                "polling",
                loop.lineno,
                end,
                program.text(loop.test)[:80],
                tuple(lines)[:5],
                tags=tags,
                edit=_told(program, loop),
            )


def _pauses(program: Program, node: ast.AST, *, asynchronous: bool) -> bool:
    """A sleep; or a wait for the very thing, cut short before it can come."""
    if not asynchronous:
        return program.called(node) == "time.sleep"
    if not isinstance(node, ast.Await):
        return False
    call, name = node.value, last_part(program.called(node.value))
    if name in ("sleep", "checkpoint"):
        return True
    limits = [one.value for one in getattr(call, "keywords", []) if one.arg == "timeout"]
    limits += getattr(call, "args", [])[1:2] if name == "wait_for" else []
    return name in ("wait", "wait_for") and any(
        isinstance(one, ast.Constant) and isinstance(one.value, (int, float)) and one.value < SOON_S for one in limits
    )


def _prints(program: Program, loop: ast.While) -> bool:
    return any(program.called(node) == "print" for node in inside(loop.body))


def _only_asks(program: Program, loop: ast.While, sleeps: list[ast.AST]) -> bool:
    """Does nothing but sleep until something has changed."""
    body = list(inside(loop.body))
    pauses = {node.value if isinstance(node, ast.Await) else node for node in sleeps}
    waits = (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield)
    if any(isinstance(node, waits) and node not in sleeps for node in body):
        return False
    tested = {part for node in body if isinstance(node, ast.If) and _leaves(node) for part in ast.walk(node.test)}
    leaving = {part for node in body if isinstance(node, ast.If) and _leaves(node) for part in inside(node.body)}
    works: list[ast.AST] = [
        node
        for node in body
        if isinstance(node, ast.Call)
        and node not in pauses | tested | leaving
        and not any(node in ast.walk(pause) for pause in pauses)
        and last_part(program.called(node)) not in ASKING
    ]
    if any(last_part(program.called(pause)) in ("wait", "wait_for") for pause in pauses):
        # With a limit to it, a wait may also be the beat of something that is done each time.
        works += [
            node for node in body if last_part(program.called(node)) == "append" or isinstance(node, ast.AugAssign)
        ]
    constant = isinstance(loop.test, ast.Constant)
    leaves = any(isinstance(node, (ast.Break, ast.Return)) for node in body)
    if works or (constant and not leaves):
        return False
    counts = bool(names_read(loop.test)) and names_read(loop.test) <= names_stored(loop.body)
    if not any(isinstance(one, ast.Await) for one in sleeps) and not _asked_of_others(program, loop):
        return False
    return constant or leaves or not counts


def _leaves(node: ast.If) -> bool:
    return bool(node.body) and isinstance(node.body[-1], (ast.Break, ast.Return))


def _asked_of_others(program: Program, loop: ast.While) -> bool:
    """A thread that asks: only where it asks something that could be waited for."""
    asked = [loop.test, *(node.test for node in inside(loop.body) if isinstance(node, ast.If))]
    names = {last_part(program.called(node)) for one in asked for node in ast.walk(one)}
    return bool(names & {"done", "is_set", "is_alive", "empty", "ready", "poll", "running"})


def _empty_handed(program: Program, loop: ast.While, sleeps: list[ast.AST]) -> bool:
    """Sleeps only where a queue had nothing: `except QueueEmpty`, `if queue.empty()`."""
    for sleep in sleeps:
        above = list(program.above(sleep))
        within = above[: above.index(loop)] if loop in above else above
        nothing = any(
            (isinstance(one, ast.ExceptHandler) and one.type is not None and _caught(program, one.type) & EMPTY)
            or (isinstance(one, ast.If) and any(_asks_empty(program, node) for node in ast.walk(one.test)))
            for one in within
        )
        if not nothing:
            return False
    return True


def _asks_empty(program: Program, node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and last_part(program.called(node)) == "empty"


def _caught(program: Program, node: ast.expr) -> set[str]:
    kinds = node.elts if isinstance(node, ast.Tuple) else [node]
    return {last_part(program.dotted(one)) for one in kinds}


def _told(program: Program, loop: ast.While) -> list[dict[str, Any]] | None:
    """One wait in place of the loop: for a task, a future of a pool, an event; or for what comes into a queue."""
    test = loop.test.operand if isinstance(loop.test, ast.UnaryOp) and isinstance(loop.test.op, ast.Not) else None
    if not program.in_async(loop) or loop.orelse:
        return None
    patch = Patch(program)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and not test.args and len(loop.body) == 1:
        thing = program.text(test.func.value)
        made = program.called(maker(program, program.dotted(test.func.value)) or test)
        if test.func.attr == "done" and last_part(made) in ("create_task", "ensure_future"):
            wait = f"await {patch.module('asyncio')}.wait([{thing}])"
        elif test.func.attr == "done" and last_part(made) == "submit":
            asyncio = patch.module("asyncio")
            wait = f"await {asyncio}.wait([{asyncio}.wrap_future({thing})])"
        elif test.func.attr == "is_set" and made in ("asyncio.Event", "anyio.Event"):
            wait = f"await {thing}.wait()"
        else:
            return None
        patch.replace_lines(loop.lineno, loop.end_lineno or loop.lineno, program.indent(loop.lineno) + wait)
        return patch.edit()
    attempt = loop.body[0]
    if not isinstance(attempt, ast.Try) or len(attempt.body) != 1 or attempt.orelse or attempt.finalbody:
        return None
    taken = attempt.body[0]
    call = getattr(taken, "value", None)
    if not isinstance(call, ast.Call) or not program.called(call).endswith(".get_nowait") or call.args:
        return None
    waits = f"await {program.text(call.func).removesuffix('_nowait')}()"
    text = program.text(taken).replace(program.text(call), waits)
    patch.replace_lines(attempt.lineno, attempt.end_lineno or attempt.lineno, program.indent(attempt.lineno) + text)
    return patch.edit()
