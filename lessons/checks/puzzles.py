"""Is a puzzle of lines true? Each right arrangement does what is asked, in both languages, and what is on offer beside
them does not.

A puzzle that turns down a right program is the worst: so lines that may change places must be found here, not by a
learner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lessons.documents import ContentError
from lessons.parsons import MOST_LEVELS, Arrangement, Parsons
from lessons.text import LANGUAGES, Language

Right = Callable[[str], bool]
"""Runs a program and says whether it does what is asked."""


def check(item: Parsons, right: Right, *where: str | int) -> Iterator[ContentError]:
    """`where`: the puzzle's path in its document."""
    for language in LANGUAGES:
        if language == "es" or _speaks(item):
            yield from _rights(item, right, language, where)
    for what, path, wrong in (*_mistaken(item), *_exchanged(item), *_shifted(item)):
        if _may_run(source := item.source(wrong, "es")) and right(source):
            yield item.document.error(f"{item.id}: {what}", *where, *path)


def _speaks(item: Parsons) -> bool:
    """Whether the program is another one in the other language."""
    return item.source(item.arrangement, "es") != item.source(item.arrangement, "en")


def _rights(item: Parsons, right: Right, language: Language, where: tuple[str | int, ...]) -> Iterator[ContentError]:
    if not right(item.source(item.arrangement, language)):
        yield item.document.error(f"{item.id}: in {language} these lines do not do what is asked", *where, "lines")
    for index, other in enumerate(item.also):
        if not right(item.source(other, language)):
            message = f"{item.id}: in {language} this arrangement does not do what is asked"
            yield item.document.error(message, *where, "also", index)


def _mistaken(item: Parsons) -> Iterator[tuple[str, tuple[str | int, ...], Arrangement]]:
    """What must not do it: each distractor where the line stands that it is mistaken for, each foreseen arrangement."""
    for index, stranger in enumerate(item.distractors):
        place = stranger.instead
        level = item.solution[place].level
        with_it = (*item.arrangement[:place], (stranger.key, level), *item.arrangement[place + 1 :])
        yield f"with this line for line {place + 1} it does what is asked", ("distractors", index), with_it
    for index, trap in enumerate(item.traps):
        foreseen = tuple((str(key), int(level)) for key, level in trap.value)
        yield "this trap does what is asked", ("traps", index), foreseen


def _exchanged(item: Parsons) -> Iterator[tuple[str, tuple[str | int, ...], Arrangement]]:
    for place in range(len(item.arrangement) - 1):
        one, other = item.arrangement[place : place + 2]
        turned = (*item.arrangement[:place], other, one, *item.arrangement[place + 2 :])
        if not item.is_right(turned):
            what = f"lines {place + 1} and {place + 2} may change places: say so under also"
            yield what, ("lines", place + 1), turned


def _shifted(item: Parsons) -> Iterator[tuple[str, tuple[str | int, ...], Arrangement]]:
    for place, (key, level) in enumerate(item.arrangement):
        for other in (level - 1, level + 1):
            moved = (*item.arrangement[:place], (key, other), *item.arrangement[place + 1 :])
            if 0 <= other < MOST_LEVELS and not item.is_right(moved):
                yield f"line {place + 1} may stand at level {other} too: say so under also", ("lines", place), moved


def _may_run(source: str) -> bool:
    """What Python cannot even read need not be run. The text is the course's own."""
    try:
        compile(source, "puzzle", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True
