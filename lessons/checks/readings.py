"""Do the programs in the lessons' texts run, and print what the text says they print?"""

from __future__ import annotations

from collections.abc import Iterator

from lessons import trial
from lessons.concept import Concept
from lessons.documents import ContentError
from lessons.reading import snippets
from lessons.setup import Setup
from lessons.text import LANGUAGES
from sandbox.job import Entrant
from sandbox.supervisor import Sandbox


def check(concept: Concept, sandbox: Sandbox) -> Iterator[ContentError]:
    counts = []
    for language in LANGUAGES:
        file = concept.folder / f"{language}.md"
        running = [snippet for snippet in snippets(concept.reading[language]) if snippet.runs]
        counts.append(len(running))
        for snippet in running:
            ran = trial.run(sandbox, Setup(f"reading:{concept.letter}"), [Entrant(snippet.source)]).entrants[0]
            if ran.exit_code != 0:
                last = (ran.stderr.strip().splitlines() or [ran.outcome])[-1]
                yield ContentError(file, snippet.line, f"does not end well: {last}")
            elif snippet.output is not None and ran.stdout.splitlines() != snippet.output.splitlines():
                yield ContentError(file, snippet.line, f"prints {ran.stdout!r}, the text says {snippet.output!r}")
    if len(set(counts)) > 1:
        yield ContentError(concept.folder / "es.md", 1, f"runs {counts[0]} programs, and en.md {counts[1]}")
