"""Reads a program without running it: what its text says, as facts on stdout. It runs inside a cell of its own, because
a text can kill the compiler that reads it; it imports nothing from outside the jail.

Output: one line, `{"facts": [[kind, line, end, name, lines, number, tags, edit], ...], "syntax": null | [line, sort]}`.
What the facts mean is documented, and checked, by `sandbox.diagnosis.facts`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

from sandbox.inside.reading import awaits, blocking, locks, loops, polling, process_edits, races, shapes, slips, turns
from sandbox.inside.reading.effects import Sharing
from sandbox.inside.reading.program import Fact, Program

BYTES: Final = 60 * 1024
"""Of output: edits are left out first, then whole facts."""
FACTS: Final = 400


def tell(source: str) -> None:
    """Print the facts of a program."""
    sys.setrecursionlimit(3_000)
    print(json.dumps(read(source)), flush=True)


def read(source: str) -> dict[str, Any]:
    """The facts, as they are printed. A reader that fails leaves only its own out."""
    try:
        program = Program(source)
    except SyntaxError as error:
        return {"facts": [], "syntax": [max(error.lineno or 1, 1), _sort(error)]}
    except (ValueError, RecursionError, MemoryError):
        return {"facts": [], "syntax": None}
    sharing = Sharing(program)
    readers: list[Callable[[], Iterator[Fact]]] = [
        lambda: shapes.functions(program),
        lambda: awaits.sequences(program, sharing),
        lambda: loops.awaits_in_loops(program, sharing),
        lambda: awaits.created_then_awaited(program),
        lambda: awaits.gathers_of_one(program),
        lambda: slips.slips(program),
        lambda: races.races(program),
        lambda: locks.locks(program),
        lambda: turns.threads_in_turn(program, sharing),
        lambda: locks.locks_of_threads(program),
        lambda: shapes.deadlines(program),
        lambda: shapes.pools(program),
        lambda: process_edits.processes(program),
        lambda: polling.asking_again(program),
        lambda: shapes.sleeps_zero(program),
        lambda: shapes.clients(program),
        lambda: shapes.guard(program),
        lambda: blocking.calls(program),
        lambda: blocking.held(program),
    ]
    told: list[list[Any]] = []
    size = 0
    for reader in readers:
        try:
            for fact in reader():
                row = _row(fact)
                cost = len(json.dumps(row))
                if size + cost > BYTES:
                    row[-1] = None
                    cost = len(json.dumps(row))
                if len(told) >= FACTS or size + cost > BYTES:
                    break
                told.append(row)
                size += cost + 2
        except Exception:  # noqa: S112 - whatever a strange text does to it
            continue
    return {"facts": told, "syntax": None}


def _row(fact: Fact) -> list[Any]:
    return [fact.kind, fact.line, fact.end, fact.name, list(fact.lines)[:40], fact.number, list(fact.tags), fact.edit]


def _sort(error: SyntaxError) -> str:
    """Which mistake of this course the syntax error is: await-outside, or other."""
    words = str(error.msg)
    return "await-outside" if "outside" in words and ("await" in words or "async" in words) else "other"
