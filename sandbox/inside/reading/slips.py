"""Slips of the pen that cost the concurrency or the result: called instead of passed, swallowed, dropped, ignored."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from sandbox.inside.reading import contexts
from sandbox.inside.reading.program import Fact, Program, inside, last_part

SUBMITTING: Final = {
    "to_thread": 0,
    "run_in_threadpool": 0,
    "run_sync": 0,
    "run_in_executor": 1,
    "submit": 0,
    "apply_async": 0,
    "call_soon": 0,
    "call_later": 1,
    "call_soon_threadsafe": 0,
    "add_task": 0,
    "apply": 0,
    "call_at": 1,
    "Timer": 1,
    "add_done_callback": 0,
}
"""Calls that take a function, and the place of it."""
PLAIN: Final = frozenset({"str", "int", "float", "bool", "dict", "list", "tuple", "set", "bytes"})
"""No failures: asking whether a result is one of these looks for none."""
MAKING: Final = frozenset({"partial", "itemgetter", "attrgetter", "methodcaller", "wraps", "getattr", "copy_context"})


def slips(program: Program) -> Iterator[Fact]:
    yield from called_not_passed(program)
    yield from dropped_tasks(program)
    yield from cancelled_tasks(program)
    yield from run_inside(program)
    yield from async_generators(program)
    yield from swallowed(program)
    yield from suppressed(program)
    yield from returned_over(program)
    yield from ignored(program)
    yield from not_awaited(program)
    yield from given_back(program)
    yield from contexts.lost_context(program)


def called_not_passed(program: Program) -> Iterator[Fact]:
    for call in program.of_type(ast.Call):
        name = last_part(program.called(call))
        handed: ast.AST | None = None
        if name in SUBMITTING and len(call.args) > SUBMITTING[name]:
            handed = call.args[SUBMITTING[name]]
        elif name in ("Thread", "Process"):
            handed = next((one.value for one in call.keywords if one.arg == "target"), None)
            handed = handed or (call.args[1] if len(call.args) > 1 else None)
        if not isinstance(handed, ast.Call) or last_part(program.called(handed)) in MAKING:
            continue
        function = program.functions.get(last_part(program.called(handed)))
        if isinstance(function, ast.AsyncFunctionDef) or _makes_callable(function):
            continue
        yield Fact(
            "called-not-passed", call.lineno, call.end_lineno or call.lineno,
            program.called(handed)[-80:], (handed.lineno,), tags=(name,),
        )  # fmt: skip


def _makes_callable(function: ast.AST | None) -> bool:
    """Whether a function of the program's gives back a function."""
    if not isinstance(function, ast.FunctionDef):
        return False
    own = {node.name for node in ast.walk(function) if isinstance(node, ast.FunctionDef) and node is not function}
    return any(
        isinstance(node, ast.Return)
        and (isinstance(node.value, ast.Lambda) or (isinstance(node.value, ast.Name) and node.value.id in own))
        for node in ast.walk(function)
    )


def dropped_tasks(program: Program) -> Iterator[Fact]:
    for statement in program.of_type(ast.Expr):
        call = statement.value
        if isinstance(call, (ast.ListComp, ast.SetComp)):
            call = call.elt
        if isinstance(call, ast.Call) and last_part(program.called(call)) in ("create_task", "ensure_future"):
            owner = program.dotted(call.func).rpartition(".")[0]
            if owner in ("asyncio", "loop", "") or "loop" in owner or owner.endswith("asyncio"):
                handed = call.args[0] if call.args else call
                name = last_part(program.called(handed))[:80]
                yield Fact("task-dropped", statement.lineno, statement.end_lineno or statement.lineno, name)


def cancelled_tasks(program: Program) -> Iterator[Fact]:
    """Where tasks are made that somebody cancels by name."""
    cancelled = {
        program.dotted(node.func.value)
        for node in program.of_type(ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "cancel"
    }
    for call in program.of_type(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "cancel":
            yield Fact("cancels", call.lineno, call.end_lineno or call.lineno)
    for loop in program.of_type(ast.For):
        if isinstance(loop.target, ast.Name) and loop.target.id in cancelled:
            cancelled.add(program.dotted(loop.iter))
    for call in program.of_type(ast.Call):
        if last_part(program.called(call)) not in ("create_task", "ensure_future"):
            continue
        statement = program.statement(call)
        kept = {program.dotted(target) for target in getattr(statement, "targets", [])}
        kept |= {program.dotted(node.func.value) for node in inside(statement) if _keeps(node)}  # type: ignore[attr-defined]
        if kept & cancelled:
            yield Fact("cancelled-task", call.lineno, call.end_lineno or call.lineno)


def _keeps(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("append", "add")


def run_inside(program: Program) -> Iterator[Fact]:
    for call in program.of_type(ast.Call):
        if program.called(call) in ("asyncio.run", "anyio.run") or program.called(call).endswith(".run_until_complete"):
            if program.in_async(call):
                yield Fact("run-inside-loop", call.lineno, call.end_lineno or call.lineno)
            else:
                yield Fact("run", call.lineno, call.end_lineno or call.lineno)


def async_generators(program: Program) -> Iterator[Fact]:
    for loop in program.of_type(ast.For, ast.ListComp, ast.SetComp, ast.GeneratorExp):
        clauses = [loop] if isinstance(loop, ast.For) else [one for one in loop.generators if not one.is_async]
        for clause in clauses:
            name = last_part(program.called(clause.iter))
            function = program.functions.get(name)
            if name in program.classes and any(
                getattr(one, "name", "") in ("__aiter__", "__anext__") for one in program.classes[name].body
            ):
                line = clause.iter.lineno
                yield Fact("for-over-async-generator", line, _end(clause.iter), name[:80], tags=("iterable",))
            if isinstance(function, ast.AsyncFunctionDef) and any(
                isinstance(n, ast.Yield) for n in inside(function.body)
            ):
                yield Fact("for-over-async-generator", clause.iter.lineno, _end(clause.iter), function.name[:80])


def suppressed(program: Program) -> Iterator[Fact]:
    """The same by `contextlib.suppress`."""
    for block in program.of_type(ast.With):
        call = block.items[0].context_expr
        if last_part(program.called(call)) != "suppress" or not program.in_async(block):
            continue
        caught = {last_part(program.dotted(one)) for one in call.args}
        if caught & {"BaseException", "CancelledError"} and not _awaits_cancelled(program, block):
            loops = any(isinstance(above, (ast.While, ast.For, ast.AsyncFor)) for above in program.above(block))
            name = getattr(program.function(block), "name", "")[:80]
            lines = (block.lineno, block.end_lineno or block.lineno)
            yield Fact("cancellation-swallowed", *lines, name, lines, tags=("loop",) if loops else ())


def _end(node: ast.expr) -> int:
    return node.end_lineno or node.lineno


def swallowed(program: Program) -> Iterator[Fact]:
    """Handlers that take a cancellation and go on as if nothing had come."""
    for attempt in program.of_type(ast.Try):
        if not program.in_async(attempt) or not any(
            isinstance(n, (ast.Await, ast.AsyncWith, ast.AsyncFor)) for n in inside(attempt.body)
        ):
            continue
        for handler in attempt.handlers:
            caught = _caught(program, handler)
            if not caught & {"", "BaseException", "CancelledError"}:
                continue
            leaves = any(isinstance(node, (ast.Raise, ast.Break)) for node in inside(handler.body))
            if leaves or _awaits_cancelled(program, attempt):
                break
            loops = any(isinstance(above, (ast.While, ast.For, ast.AsyncFor)) for above in program.above(attempt))
            returns = any(isinstance(node, ast.Return) for node in inside(handler.body))
            tags = ("loop",) if loops and not returns else ()
            function = program.function(attempt)
            yield Fact(
                "cancellation-swallowed", handler.lineno, handler.end_lineno or handler.lineno,
                getattr(function, "name", "")[:80], (attempt.lineno, attempt.end_lineno or attempt.lineno), tags=tags,
            )  # fmt: skip
            break


def returned_over(program: Program) -> Iterator[Fact]:
    """`return`, `break` or `continue` in a `finally`: whatever was on its way ends there, a cancellation too."""
    for attempt in program.of_type(ast.Try):
        awaits = any(isinstance(node, ast.Await) for node in inside(attempt.body))
        loops = any(isinstance(above, (ast.While, ast.For, ast.AsyncFor)) for above in program.above(attempt))
        for node in attempt.finalbody:
            if program.in_async(attempt) and awaits and isinstance(node, (ast.Return, ast.Continue)):
                name = getattr(program.function(attempt), "name", "")[:80]
                lines = (attempt.lineno, attempt.end_lineno or attempt.lineno)
                tags = ("loop",) if loops and isinstance(node, ast.Continue) else ()
                yield Fact("cancellation-swallowed", node.lineno, node.lineno, name, lines, tags=tags)


def _caught(program: Program, handler: ast.ExceptHandler) -> set[str]:
    if handler.type is None:
        return {""}
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {last_part(program.dotted(one)) for one in kinds}


def _awaits_cancelled(program: Program, attempt: ast.Try | ast.With) -> bool:
    """The one who cancelled waits for the end: there catching is right."""
    function = program.function(attempt)
    cancelled = {
        program.dotted(node.func.value)
        for node in ast.walk(function or program.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cancel"
    }
    awaited = [node.value for node in inside(attempt.body) if isinstance(node, ast.Await)]
    return bool(cancelled) and all(
        program.dotted(one) in cancelled or last_part(program.called(one)) in ("gather", "wait", "wait_for", "shield")
        for one in awaited
    )


def ignored(program: Program) -> Iterator[Fact]:
    """`gather(..., return_exceptions=True)` whose results nobody looks at for failures."""
    for call in program.of_type(ast.Call):
        if last_part(program.called(call)) != "gather" or not any(
            one.arg == "return_exceptions" and isinstance(one.value, ast.Constant) and one.value.value is True
            for one in call.keywords
        ):
            continue
        statement = program.statement(call)
        function = program.function(call) or program.tree
        around = program.text(statement) if isinstance(statement, ast.Expr) else ""
        cancelled = any(
            isinstance(node, ast.Call) and last_part(program.called(node)) == "cancel" for node in ast.walk(function)
        )
        bare = isinstance(statement, ast.Expr) and statement.value in (call, program.parents.get(call)) and bool(around)
        looked = any(
            (
                isinstance(node, ast.Call)
                and last_part(program.called(node)) in ("isinstance", "issubclass", "exception", "type")
                and (len(node.args) < 2 or program.text(node.args[1]) not in PLAIN)
            )
            or (isinstance(node, ast.MatchClass))
            or (isinstance(node, ast.Attribute) and node.attr in ("__class__",))
            for node in ast.walk(program.tree)
        )
        if cancelled or (looked and not bare):
            continue
        yield Fact("failures-ignored", call.lineno, call.end_lineno or call.lineno, tags=("bare",) if bare else ())


def not_awaited(program: Program) -> Iterator[Fact]:
    """A coroutine function called as a statement."""
    for statement in program.of_type(ast.Expr):
        call = statement.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            function = program.functions.get(call.func.id)
            if isinstance(function, ast.AsyncFunctionDef):
                yield Fact(
                    "never-awaited",
                    statement.lineno,
                    statement.end_lineno or statement.lineno,
                    function.name[:80],
                )


def given_back(program: Program) -> Iterator[Fact]:
    """A route that returns a coroutine as if it were its result."""
    for statement in program.of_type(ast.Return):
        function = program.functions.get(last_part(program.called(statement.value)))
        route = program.function(statement)
        if isinstance(function, ast.AsyncFunctionDef) and getattr(route, "decorator_list", []):
            name = function.name[:80]
            yield Fact("never-awaited", statement.lineno, statement.end_lineno or 0, name, tags=("returned",))
