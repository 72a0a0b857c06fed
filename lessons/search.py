"""Search over the lessons and the glossary: SQLite's full-text index, in memory, made anew when the course changes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from lessons import reading
from lessons.course import Course, course
from lessons.glossary import glossary
from lessons.text import Language

MOST_CHARACTERS: Final = 100
MOST_WORDS: Final = 8
MOST_HITS: Final = 20
WORDS_AROUND: Final = 24
TITLE_WEIGHT: Final = 6.0
OPEN, CLOSE = "\x02", "\x03"
"""Around a found word until the rest has been escaped; no text of the course holds them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the course that can be found. `place` is its address."""

    place: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    place: str
    title: SafeString
    excerpt: SafeString
    """What stands around the found words, which are marked."""


def search(words: str, language: Language) -> list[Hit]:
    """The places where all the words stand, or begin to, the likeliest first; where there are none, any of them."""
    tokens = re.findall(r"\w+", words[:MOST_CHARACTERS])[:MOST_WORDS]
    if not tokens:
        return []
    index = _index(language)
    quoted = [f'"{token}"*' for token in tokens]
    return index.find(" AND ".join(quoted)) or index.find(" OR ".join(quoted))


def entries(of: Course, language: Language) -> Iterator[Entry]:
    for concept in of.concepts:
        lesson, title = reverse("lesson", args=[concept.letter]), f"{concept.letter} · {concept.title[language]}"
        yield Entry(lesson, title, _plain(f"{concept.rule[language]} {concept.truth[language]}"))
        if not concept.is_complete:
            continue
        for passage in reading.passages(concept.reading[language]):
            anchor = passage.anchor or "read"
            heading = f"{title}: {passage.heading}" if passage.heading else title
            yield Entry(f"{lesson}#{anchor}", heading, passage.text)
        for exercise in concept.exercises:
            statement = " ".join(passage.text for passage in reading.passages(exercise.statement[language]))
            place = reverse("exercise", args=[exercise.id])
            yield Entry(place, f"{exercise.id} · {exercise.title[language]}", statement)
    with translation.override(language):
        kind = gettext("Glossary")
    for term in glossary().in_order(language):
        also = f" ({', '.join(term.also[language])})" if term.also[language] else ""
        place = f"{reverse('glossary')}#{term.slug}"
        yield Entry(place, f"{kind}: {term.name[language]}", _plain(term.means[language]) + also)


class _Index:
    """Accents and capitals do not count."""

    def __init__(self, of: Course, language: Language) -> None:
        self.of = of
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE entry USING fts5("
            "place UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._database.executemany(
            "INSERT INTO entry VALUES (?, ?, ?)",
            [(entry.place, entry.title, entry.text) for entry in entries(of, language)],
        )

    def find(self, query: str) -> list[Hit]:
        with self._lock:
            rows = self._database.execute(
                "SELECT place, highlight(entry, 1, ?1, ?2), snippet(entry, 2, ?1, ?2, '…', ?3) FROM entry"
                " WHERE entry MATCH ?4 ORDER BY bm25(entry, 0, ?5, 1) LIMIT ?6",
                (OPEN, CLOSE, WORDS_AROUND, query, TITLE_WEIGHT, MOST_HITS),
            ).fetchall()
        return [Hit(place, _marked(title), _marked(excerpt)) for place, title, excerpt in rows]


_made: Final[dict[Language, _Index]] = {}


def _index(language: Language) -> _Index:
    now = course()
    index = _made.get(language)
    if index is None or index.of is not now:
        index = _made[language] = _Index(now, language)
    return index


def _marked(text: str) -> SafeString:
    marked = escape(text).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return mark_safe(marked)  # noqa: S308 - escaped, but for the marks


def _plain(markdown: str) -> str:
    return " ".join(passage.text for passage in reading.passages(markdown))
