"""Do the texts lead to words that the glossary has, once a lesson, and the same ones in both languages?"""

from __future__ import annotations

from collections.abc import Iterator

from lessons.course import Course
from lessons.documents import ContentError
from lessons.glossary import glossary
from lessons.reading import terms
from lessons.text import LANGUAGES
from sandbox.supervisor import Sandbox


def check(course: Course, _sandbox: Sandbox | None = None) -> Iterator[ContentError]:
    known = glossary().by_slug
    for concept in course.concepts:
        led: dict[str, set[str]] = {}
        for language in LANGUAGES:
            file = concept.folder / f"{language}.md"
            seen = led.setdefault(language, set())
            for slug, line in terms(concept.reading[language]):
                if slug not in known:
                    yield ContentError(file, line, f"the glossary has no {slug}")
                elif slug in seen:
                    yield ContentError(file, line, f"leads to {slug} a second time; the first use is enough")
                seen.add(slug)
        if led["es"] != led["en"]:
            odd = ", ".join(sorted(led["es"] ^ led["en"]))
            yield ContentError(concept.folder / "es.md", 1, f"only one language leads to {odd}")
