"""What a program's text says, read inside a cell by `sandbox.inside.reading`; checked here like a stranger's word.

A fact is `[kind, line, end, name, lines, number, tags, edit]`: what it is, the lines it spans, a name of the learner's.
`lines`, `number` and `tags` by kind:

function    `lines` the line of its `def`; tags async, waits, generator, endpoint, decorated, method, trivial, releases
            (it calls C code that frees the interpreter's lock)
sequence    awaits in a row that do not need one another; `lines` first and last line of each; tags `2<5` where the
            sixth does need the third
loop        an await in a loop whose rounds do not need one another; `lines` the loop's first and last, and where an
            `async for` takes what it yields; tag given where the loop itself is an `async for`
lock        `async with` around awaits; name: the lock; `lines` first and last of each await; tag protects
call        a blocking call, or one of a plain function of the program's; tags its sort, and async
thread-lock `with` around a blocking call, in a plain function; else as lock
start-join  a thread joined, or a result asked for, on the round that began it; `lines` where it began, the loop's
timeout     a deadline of `number` seconds
pool        an executor with `number` workers; its edit says max_workers 32, where another number may be put
cancels     a call of `cancel`
cancelled-task  `create_task` of a task that somebody cancels by name
pool-of-processes  the same as processes
polling     a loop that only sleeps; `lines` the sleep's
run         `asyncio.run`, outside any coroutine
and those of the slug they are named after. `edit`: the smallest change, as line replacements, that was compiled there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

KINDS: Final = frozenset(
    {
        "function", "sequence", "loop", "lock", "call", "timeout", "pool", "polling", "run", "guard", "sleep-zero",
        "client-made", "start-join", "cancelled-task", "cancels", "pool-of-processes", "thread-lock",
        "create-then-await",
        "gather-of-one", "called-not-passed", "task-dropped", "run-inside-loop", "for-over-async-generator",
        "cancellation-swallowed", "failures-ignored", "never-awaited", "read-await-write", "thread-race",
        "context-follows-everywhere",
    }
)  # fmt: skip
SYNTAX: Final = frozenset({"await-outside", "other"})
BYTES: Final = 64 * 1024
FACTS: Final = 400
LINES: Final = 40
TAGS: Final = 40
NAME: Final = 80
EDITS: Final = 20
EDIT_CHARS: Final = 4_000
FIELDS: Final = 8

Edit = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Fact:
    kind: str
    line: int
    end: int
    name: str = ""
    lines: tuple[int, ...] = ()
    number: float | None = None
    tags: frozenset[str] = frozenset()
    edit: Edit | None = None

    def covers(self, line: int) -> bool:
        return self.line <= line <= self.end


@dataclass(frozen=True, slots=True)
class Facts:
    all: tuple[Fact, ...] = ()
    syntax: tuple[int, str] | None = None
    read: bool = False
    """Whether the text could be read at all: without, only what ran can speak."""
    _by_kind: dict[str, list[Fact]] = field(default_factory=dict)

    def of(self, *kinds: str) -> Iterator[Fact]:
        return (fact for kind in kinds for fact in self._by_kind.get(kind, ()))

    def function_at(self, line: int) -> Fact | None:
        """The innermost function that has this line."""
        around = [fact for fact in self.of("function") if fact.covers(line)]
        return max(around, key=lambda fact: (fact.line, -fact.end), default=None)

    def function(self, name: str) -> Fact | None:
        return next((fact for fact in self.of("function") if fact.name == name), None)

    def calls_at(self, *lines: int) -> list[Fact]:
        return [fact for fact in self.of("call") if any(fact.covers(line) for line in lines)]


def read_facts(text: str, lines: int) -> Facts:
    """What came out of the reading of a program of that many lines. Never raises: whatever is not exactly so is left
    out."""
    if len(text) > BYTES:
        return Facts()
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Facts()
    if type(told) is not dict or type(told.get("facts")) is not list:
        return Facts()
    kept = [fact for row in told["facts"][:FACTS] if (fact := _fact(row, lines)) is not None]
    by_kind: dict[str, list[Fact]] = {}
    for fact in kept:
        by_kind.setdefault(fact.kind, []).append(fact)
    return Facts(tuple(kept), _syntax(told.get("syntax"), lines), True, by_kind)


def _syntax(raw: Any, lines: int) -> tuple[int, str] | None:
    if type(raw) is list and len(raw) == 2 and _line(raw[0], lines) and type(raw[1]) is str and raw[1] in SYNTAX:
        return raw[0], raw[1]
    return None


def _fact(row: Any, lines: int) -> Fact | None:
    if type(row) is not list or len(row) != FIELDS:
        return None
    kind, line, end, name, more, number, tags, edit = row
    if (
        type(kind) is not str
        or kind not in KINDS
        or not (_line(line, lines) and _line(end, lines) and line <= end)
        or not _text(name, NAME)
        or not (type(more) is list and len(more) <= LINES and all(_line(one, lines) for one in more))
        or not (number is None or (type(number) in (int, float) and 0 <= number < 1e9))
        or not (type(tags) is list and len(tags) <= TAGS and all(_text(one, NAME) for one in tags))
    ):
        return None
    return Fact(
        kind,
        line,
        end,
        name,
        tuple(more),
        None if number is None else float(number),
        frozenset(tags),
        _edit(edit, lines),
    )


def _line(value: Any, lines: int) -> bool:
    return type(value) is int and 1 <= value <= lines


def _text(value: Any, longest: int) -> bool:
    if type(value) is not str or len(value) > longest or "\0" in value:
        return False
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)


def _edit(raw: Any, lines: int) -> Edit | None:
    """Line replacements, in order, that do not overlap; None for anything else."""
    if type(raw) is not list or not 1 <= len(raw) <= EDITS:
        return None
    last = 0
    kept: Edit = []
    for one in raw:
        if type(one) is not dict or one.keys() != {"from", "to", "text"} or not _text(one["text"], EDIT_CHARS):
            return None
        if not (_line(one["from"], lines) and _line(one["to"], lines)) or not last < one["from"] <= one["to"]:
            return None
        last = one["to"]
        kept.append({"from": one["from"], "to": one["to"], "text": one["text"]})
    return kept
