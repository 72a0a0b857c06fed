"""What the traceback on stderr tells: the error's words name the belief, its last line in main.py the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sandbox.diagnosis.finding import Case, Finding

FRAME: Final = re.compile(r'^ *\|? *File "[^"\n]{0,300}?([^/"\n]{1,80})", line (\d{1,6})', re.M)
PROGRAM: Final = "main.py"
TAIL: Final = 64 * 1024

ERRORS: Final[tuple[tuple[str, str], ...]] = (
    ("coroutine-is-a-promise", r"cannot reuse already awaited coroutine|coroutine is being awaited already"),
    ("coroutine-as-value", r"^[ |+]*(?:TypeError|AttributeError|ValueError): "
                           r"(?!a coroutine was|An asyncio)[^\n]*\bcoroutine\b"),
    ("coroutine-as-value", r"^[ |+]*TypeError: [^\n]*\bcoroutine\b[^\n]*"
                           r"(?:not JSON serializable|not iterable|not callable)"),
    ("await-plain-value", r"can't be used in 'await' expression|object [^\n]{0,80} can't be awaited"),
    ("await-plain-value", r"An asyncio\.Future, a coroutine or an awaitable is required"),
    ("await-plain-value", r"a coroutine was expected, got"),
    ("for-over-async-generator", r"'async_generator' object is not (?:iterable|an iterator)"),
    ("run-inside-loop", r"cannot be called from a running event loop|This event loop is already running"
                        r"|Cannot run the event loop while another loop is running"
                        r"|Already running asyncio in this thread"),
    ("shared-between-loops", r"is bound to a different event loop|attached to a different loop"),
    ("no-main-guard", r"bootstrapping phase"),
    ("unpicklable-work", r"PicklingError|Can't pickle|Can't get local object|cannot pickle '"),
    ("shared-connection", r"another operation is in progress|another command is already in progress"
                          r"|called while another coroutine is already waiting"
                          r"|while another coroutine is already running"
                          r"|concurrent operations are not permitted|objects created in a thread can only be used in"),
    ("await-outside-async", r"'await' outside (?:async )?function|'async with' outside async|'async for' outside async"
                            r"|asynchronous comprehension outside of an asynchronous function"),
)  # fmt: skip
"""Slug and what the error says, in CPython's and the libraries' own words."""
PATTERNS: Final = tuple((slug, re.compile(words, re.M)) for slug, words in ERRORS)
NAMES: Final = re.compile(r"'([A-Za-z_][A-Za-z0-9_.<>]{0,60})' object|object ([A-Za-z_][A-Za-z0-9_]{0,60}) can't")


def findings(case: Case) -> Iterator[Finding]:
    text = case.stderr[-TAIL:]
    if case.facts.syntax:
        line, sort = case.facts.syntax
        if sort == "await-outside":
            yield Finding("await-outside-async", line, {}, weight=2000, around=(line,))
        return
    told: set[str] = set()
    if len(case.picture.by["O"]) > 1 and (closed := re.search(r"^RuntimeError: Event loop is closed", text, re.M)):
        line = _last(case, text)  # something of the first loop's was used in the second
        if line:
            yield Finding("shared-between-loops", line, {"error": closed.group()}, weight=2000, around=(line,))
    for fact in case.facts.of("for-over-async-generator"):
        error = re.search(r"^[ |+]*TypeError: '[^'\n]{1,60}' object is not iterable", text, re.M)
        if "iterable" in fact.tags and error and _line(case, text, error.start()) == fact.line:
            yield Finding("for-over-async-generator", fact.line, {"error": fact.name}, weight=2000, around=(fact.line,))
    for slug, pattern in PATTERNS:
        matches = list(pattern.finditer(text)) if slug not in told else []
        if not matches:
            continue
        found = next((one for one in matches if _line(case, text, one.start())), matches[0])
        told.add(slug)
        line = _line(case, text, found.start()) or _last(case, text) or _given_back(case, slug)
        name = NAMES.search(found.string, found.start() - 80 if found.start() > 80 else 0, found.end() + 120)
        values = {"type": (name.group(1) or name.group(2)) if name else "", "error": found.group()[:80]}
        if line:
            yield Finding(slug, line, dict(values), weight=2000, around=(line,))


def _line(case: Case, text: str, at: int) -> int:
    """The innermost line of main.py in the traceback that this error ends; in the first of a chain, where the belief
    met the facts. 0 for none."""
    begin = max(text.rfind("Traceback (most recent call last)", 0, at), 0)
    frames = [(name, int(line)) for name, line in FRAME.findall(text[begin:at])]
    own = [line for name, line in frames if name == PROGRAM and 1 <= line <= case.lines]
    return own[-1] if own else 0


def _given_back(case: Case, slug: str) -> int:
    """Where a coroutine was returned as if it were its result, and a library stumbled over it."""
    facts = case.facts.of("never-awaited") if slug == "coroutine-as-value" else iter(())
    return next((fact.line for fact in facts if "returned" in fact.tags), 0)


def _last(case: Case, text: str) -> int:
    """The innermost line of main.py in the last traceback: an error that came back from elsewhere."""
    begin = max(text.rfind("Traceback (most recent call last)"), 0)
    own = [int(line) for name, line in FRAME.findall(text[begin:]) if name == PROGRAM and 1 <= int(line) <= case.lines]
    return own[-1] if own else 0
