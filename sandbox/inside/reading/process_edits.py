"""The smallest change that takes calculations from threads to processes: pools by name, `to_thread` to a pool."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, names_stored

POOL = "processes"
"""The name of a pool that the change makes."""
CHANGING = frozenset({"append", "add", "extend", "update", "put", "insert", "release", "set"})
DEFINING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
Edit = list[dict[str, Any]]


def processes(program: Program) -> Iterator[Fact]:
    for call in program.of_type(ast.Call):
        where = call.lineno, call.end_lineno or call.lineno
        if last_part(program.called(call)) == "ThreadPoolExecutor" and (edit := _pool(program, call)):
            yield Fact("pool-of-processes", *where, "ThreadPoolExecutor", edit=edit)
        elif program.called(call) == "asyncio.to_thread" and (edit := _handed_over(program)):
            yield Fact("pool-of-processes", *where, "to_thread", edit=edit)


def _pool(program: Program, call: ast.Call) -> Edit | None:
    """Processes in the place of threads: where all that is handed over is a function of the file's, and nothing is
    shared."""
    handed = [
        one.args[0]
        for one in program.of_type(ast.Call)
        if last_part(program.called(one)) in ("map", "submit") and one.args and isinstance(one.func, ast.Attribute)
    ]
    if not _all_alone(program, handed):
        return None
    if any(isinstance(node, ast.keyword) and node.arg not in (None, "max_workers") for node in call.keywords):
        return None
    patch = Patch(program)
    for node in program.nodes:
        imported = isinstance(node, ast.alias) and node.name == "ThreadPoolExecutor" and not node.asname
        if imported or (isinstance(node, ast.Name) and node.id == "ThreadPoolExecutor"):
            patch.replace(node, "ProcessPoolExecutor")
        elif isinstance(node, ast.Attribute) and node.attr == "ThreadPoolExecutor":
            patch.replace(node, f"{program.text(node.value)}.ProcessPoolExecutor")
    return patch.edit() if _guarded(program, patch) else None


def _handed_over(program: Program) -> Edit | None:
    """`asyncio.to_thread(f, x)` as work for a pool of processes that is made once."""
    calls = [one for one in program.of_type(ast.Call) if program.called(one) == "asyncio.to_thread"]
    alone = _all_alone(program, [one.args[0] for one in calls if one.args])
    if any(last_part(program.called(program.parents[one])) in ("create_task", "run") for one in calls):
        return None  # these take coroutines, which a pool does not make
    if not alone or any(one.keywords or not one.args for one in calls) or POOL in names_stored(program.tree.body):
        return None
    if any(isinstance(node, ast.Name) and node.id in (POOL, "ProcessPoolExecutor") for node in program.nodes):
        return None
    patch = Patch(program)
    asyncio = patch.module("asyncio")
    for call in calls:
        patch.replace(call.func, f"{asyncio}.get_running_loop().run_in_executor")
        patch.replace(call.args[0], f"{POOL}, {program.text(call.args[0])}")
    first = next((one for one in program.tree.body if isinstance(one, (ast.Import, ast.ImportFrom))), None)
    runs = [
        one
        for one in program.tree.body
        if isinstance(one, (ast.Expr, ast.If)) and any(_runs(program, node) for node in inside(one))
    ]
    if first is None or len(runs) != 1:
        return None
    patch.insert(first.lineno, "from concurrent.futures import ProcessPoolExecutor")
    if isinstance(runs[0], ast.If):
        line = runs[0].body[0].lineno
        patch.insert(line, f"{program.indent(line)}{POOL} = ProcessPoolExecutor()")
        return patch.edit() if guarded(program) else None
    return patch.edit() if _guarded(program, patch, f"    {POOL} = ProcessPoolExecutor()\n") else None


def _runs(program: Program, node: ast.AST) -> bool:
    return program.called(node) in ("asyncio.run", "anyio.run")


def _all_alone(program: Program, handed: list[ast.expr]) -> bool:
    """Whether all of these are functions of the file that change nothing but what is their own."""
    top = {node.name for node in program.tree.body if isinstance(node, ast.FunctionDef)}
    if not handed or not all(isinstance(one, ast.Name) and one.id in top for one in handed):
        return False
    for one in handed:
        function = program.functions.get(one.id) if isinstance(one, ast.Name) else None
        if function is None:
            return False
        given = {each.arg for each in [*function.args.args, *function.args.kwonlyargs]}
        own = names_stored(function.body) - given
        for node in inside(function.body):
            if isinstance(node, (ast.Global, ast.Nonlocal, ast.With)):
                return False
            changed = _changed(node)
            if changed is not None and not names_read(changed) & own:
                return False
    return True


def _changed(node: ast.AST) -> ast.expr | None:
    """The thing that is changed there, if any."""
    if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
        return node.func.value
    return None


def guarded(program: Program) -> bool:
    return any(isinstance(node, ast.If) and "__name__" in names_read(node.test) for node in program.tree.body)


def _guarded(program: Program, patch: Patch, head: str = "") -> bool:
    """Puts what the program does under `if __name__ == "__main__"`, with `head` as its first lines, where it is not;
    False where that is no small change."""
    if guarded(program):
        return True
    does = [one for one in program.tree.body if not isinstance(one, (ast.Import, ast.ImportFrom, *DEFINING))]
    if not does or does != program.tree.body[-len(does) :]:
        return False
    lines = [line for one in does for line in range(one.lineno, (one.end_lineno or one.lineno) + 1)]
    for line in lines:
        if program.lines[line - 1].strip():
            patch.begin(line, f'if __name__ == "__main__":\n{head}    ' if line == lines[0] else "    ")
    return True
