"""Are the answer keys true? Whatever of them a run can tell is run, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lessons import trial
from lessons.beliefs import beliefs
from lessons.checks import puzzles
from lessons.concept import Concept
from lessons.documents import ContentError
from lessons.items import Blank, BugLine, Elapsed, Item, Match, Order, Output, Single
from lessons.parsons import Parsons
from lessons.quiz import InvalidAnswer
from lessons.quiz import check as answer
from lessons.setup import Setup
from lessons.text import LANGUAGES, Language
from sandbox.job import Entrant
from sandbox.supervisor import Sandbox

ATTEMPTS = 3
"""A busy machine only adds seconds, so the shortest of these is the one that counts."""


def check(item: Item, sandbox: Sandbox) -> Iterator[ContentError]:
    yield from _words(item)
    for index, proof in enumerate(item.proof):
        yield from _proof(item, index, proof, sandbox)
    for language in LANGUAGES:
        if language == "en" and item.code.es == item.code.en:
            break
        match item:
            case Elapsed():
                yield from _elapsed(item, language, sandbox)
            case Order():
                yield from _order(item, language, sandbox)
            case Blank():
                yield from _blank(item, language, sandbox)
            case BugLine():
                yield from _bugline(item, language, sandbox)
            case Output():
                yield from _output(item, language, sandbox)
    if isinstance(item, Parsons):
        yield from _parsons(item, sandbox)


def check_bet(concept: Concept, _sandbox: Sandbox) -> Iterator[ContentError]:
    for index, stake in enumerate(concept.bet.stakes if concept.bet else ()):
        if stake.misconception and stake.misconception not in beliefs():
            yield concept.document.error(f"no misconception is called {stake.misconception}", "bet", "stakes", index)


def _words(item: Item) -> Iterator[ContentError]:
    """Every misconception exists, and every foreseen wrong answer is an answer, and a wrong one."""
    named = [item.otherwise.misconception, *(trap.misconception for trap in item.traps)]
    if isinstance(item, Single):
        named += [option.misconception for option in item.options]
    if isinstance(item, Match):
        named += [slug for pair in item.pairs for slug in pair.misconceptions.values()]
    if isinstance(item, Parsons):
        named += [item.misplaced.misconception, *(one.trap.misconception for one in item.distractors)]
    for slug in filter(None, named):
        if slug not in beliefs():
            yield _error(item, f"no misconception is called {slug}")
    for index, trap in enumerate(item.traps):
        try:
            right = answer(item, trap.value).right
        except InvalidAnswer as error:
            yield _error(item, f"this trap is no answer: {error.code}", "traps", index)
        else:
            if right:
                yield _error(item, "this trap is a right answer", "traps", index)


def _proof(item: Item, index: int, proof: dict[str, Any], sandbox: Sandbox) -> Iterator[ContentError]:
    if proof.get("measure") == "printed":
        assert isinstance(item, Elapsed)
        printed = min(float(_run(proof["code"], sandbox).stdout or "nan") for _ in range(ATTEMPTS))
        if not abs(printed - item.seconds) <= item.tolerance:
            yield _error(item, f"a run measured {printed:.2f} s, the key says {item.seconds}", "proof", index)
    elif (seen := _run(proof["code"], sandbox).stdout.splitlines()) != proof["stdout"]:
        yield _error(item, f"a run printed {seen}", "proof", index, "stdout")


def _elapsed(item: Elapsed, language: Language, sandbox: Sandbox) -> Iterator[ContentError]:
    if not item.code:
        if not item.proof:
            yield _error(item, "nothing proves this key: neither a program nor a proof")
        return
    wall = min(_run(item.code[language], sandbox).wall_s for _ in range(ATTEMPTS))
    if abs(wall - item.seconds) > item.tolerance:
        yield _error(item, f"a run took {wall:.2f} s, the key says {item.seconds}", "seconds")


def _order(item: Order, language: Language, sandbox: Sandbox) -> Iterator[ContentError]:
    seen = _run(item.code[language], sandbox).stdout.splitlines()
    if seen != list(item.lines):
        yield _error(item, f"a run printed {seen}", "lines")


def _blank(item: Blank, language: Language, sandbox: Sandbox) -> Iterator[ContentError]:
    for index, accepted in enumerate(item.accept):
        seen = _run(_filled(item.code[language], accepted), sandbox).stdout.splitlines()
        if seen != list(item.stdout):
            yield _error(item, f"with {list(accepted)} a run printed {seen}", "accept", index)
    for index, trap in enumerate(item.traps):
        if _run(_filled(item.code[language], trap.value), sandbox).stdout.splitlines() == list(item.stdout):
            yield _error(item, "this trap does what was asked", "traps", index)


def _filled(code: str, gaps: tuple[str, ...] | list[str]) -> str:
    for number, gap in enumerate(gaps, 1):
        code = code.replace(f"⟦{number}⟧", gap)
    # An empty gap leaves its space behind, which at a line's start would be an indentation.
    return "\n".join(line[1:] if line[:1] == " " and line[:2] != "  " else line for line in code.splitlines())


def _bugline(item: BugLine, language: Language, sandbox: Sandbox) -> Iterator[ContentError]:
    lines = item.code[language].splitlines()
    mended = [*lines[: item.line - 1], item.fix[language], *lines[item.line :]]
    raw = item.document.data["items"][item.place]
    for shape, program in (("bad", lines), ("good", mended)):
        seen = _run("\n".join([*program, item.driver]), sandbox)
        wanted = raw[shape]
        if "stdout" in wanted and seen.stdout.splitlines() != wanted["stdout"]:
            yield _error(item, f"in {language} it printed {seen.stdout.splitlines()}", shape)
        if wanted.get("stderr", "") not in seen.stderr:
            yield _error(item, f"in {language} it said {seen.stderr!r}", shape)


def _output(item: Output, language: Language, sandbox: Sandbox) -> Iterator[ContentError]:
    seen = _run(item.code[language], sandbox)
    last = (seen.stderr.strip().splitlines() or [""])[-1].partition(":")[0].rpartition(".")[2]
    if item.raises and last != item.raises:
        yield _error(item, f"in {language} a run ended in {last or 'no exception'}", "raises")
    elif not item.raises and seen.exit_code != 0:
        yield _error(item, f"in {language} a run did not end well: {last or seen.outcome}", "code")
    if seen.stdout.splitlines() != item.printed[language].splitlines():
        yield _error(item, f"in {language} a run printed {seen.stdout.splitlines()}", "stdout")


def _parsons(item: Parsons, sandbox: Sandbox) -> Iterator[ContentError]:
    def right(source: str) -> bool:
        seen = _run(source, sandbox)
        return seen.exit_code == 0 and seen.stdout.splitlines() == list(item.stdout)

    yield from puzzles.check(item, right, "items", item.place)


def _run(source: str, sandbox: Sandbox) -> trial.Ended:
    return trial.run(sandbox, Setup("quiz"), [Entrant(source)]).entrants[0]


def _error(item: Item, message: str, *path: str | int) -> ContentError:
    return item.document.error(f"{item.id}: {message}", "items", item.place, *path)
