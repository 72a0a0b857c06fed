"""Do the programs of a story run unchanged, with the values of its questions too, and show what its answers say?"""

from __future__ import annotations

from collections.abc import Iterator

from lessons import trial
from lessons.animation import Animation, Stop
from lessons.beliefs import beliefs
from lessons.checks.races import broken
from lessons.documents import ContentError
from lessons.setup import Setup
from lessons.text import LANGUAGES, Language
from sandbox.job import Entrant
from sandbox.supervisor import Sandbox


def check(animation: Animation, sandbox: Sandbox) -> Iterator[ContentError]:
    for index, stop in enumerate(animation.stops):
        for option in stop.options:
            if option.misconception and option.misconception not in beliefs():
                slug = option.misconception
                yield animation.document.error(f"no misconception is called {slug}", "stops", index, "options")
        if stop.shows:
            yield from _shown(animation, index, stop, sandbox)
    for program in animation.programs:
        # Both languages hold the same program; a stop has run the one, this is the other.
        yield from _runs(animation, program.slug, "es", sandbox)


def _shown(animation: Animation, index: int, stop: Stop, sandbox: Sandbox) -> Iterator[ContentError]:
    ended = _run(animation.source(stop.program, stop.values, "en"), sandbox)
    mistakes = [_ending(ended)] if _ending(ended) else []
    for rule in stop.shows:
        if why := broken({**rule, "entrant": stop.program}, {stop.program: ended}, "en"):
            mistakes.append(why)
    for why in mistakes:
        yield animation.document.error(f"a run shows otherwise: {why}", "stops", index, "shows")


def _runs(animation: Animation, slug: str, language: Language, sandbox: Sandbox) -> Iterator[ContentError]:
    assert language in LANGUAGES
    values = {parameter.slug: parameter.least for parameter in animation.parameters}
    if why := _ending(_run(animation.source(slug, values, language), sandbox)):
        yield ContentError(animation.file(slug, language), 1, f"does not end well: {why}")


def _ending(ended: trial.Ended) -> str:
    """What went wrong; empty where nothing did."""
    if ended.exit_code == 0 and not ended.stderr:
        return ""
    return (ended.stderr.strip().splitlines() or [ended.outcome])[-1]


def _run(source: str, sandbox: Sandbox) -> trial.Ended:
    return trial.run(sandbox, Setup("story"), [Entrant(source)]).entrants[0]
