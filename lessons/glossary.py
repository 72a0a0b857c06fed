"""The glossary: the words of the course, one meaning each, and the page that shows and filters them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lessons.concept import Concept
from lessons.course import LETTERS, course
from lessons.documents import CONTENT, Document, read_document
from lessons.text import LANGUAGES, Language, Text, active_language

MOST_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Term:
    slug: str
    name: Text
    also: dict[str, tuple[str, ...]]
    """What else it is called elsewhere, by language."""
    means: Text
    concepts: tuple[str, ...]
    """Letters, the first one first."""
    see: tuple[str, ...]
    """Slugs of the terms beside it."""

    def haystack(self, language: Language) -> str:
        """All the words by which a reader of this language may look for it: the other language's are among them."""
        names = [self.name[language], *self.also[language], self.name.es, self.name.en]
        return folded(" ".join(dict.fromkeys(names)))


@dataclass(frozen=True, slots=True)
class Glossary:
    terms: tuple[Term, ...]
    document: Document

    @property
    def by_slug(self) -> dict[str, Term]:
        return {term.slug: term for term in self.terms}

    def in_order(self, language: Language) -> list[Term]:
        """As a dictionary has them, accents aside."""
        return sorted(self.terms, key=lambda term: folded(term.name[language]))


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the page shows it, in the language of the page."""

    term: Term
    other: str
    """Its name in the other language, empty where it is the same word."""
    other_language: Language
    also: tuple[str, ...]
    concepts: tuple[Concept, ...]
    see: tuple[Term, ...]
    words: str
    shown: bool


def folded(text: str) -> str:
    """Without accents and capitals, so that whoever types «condicion» finds «condición»."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def read_glossary(content: Path = CONTENT) -> Glossary:
    """Read `glossary.yaml`. Raises ContentError."""
    document = read_document(content / "glossary.yaml", "glossary")
    terms = tuple(_term(raw) for raw in document.data["terms"])
    known = {term.slug for term in terms}
    said: dict[tuple[str, str], str] = {}
    for index, term in enumerate(terms):
        for slug in (slug for slug in term.see if slug not in known or slug == term.slug):
            raise document.error(f"{term.slug} cannot send to {slug}", "terms", index, "see")
        for language in LANGUAGES:
            # A word that meant two things would be two terms to whoever looks it up.
            for word in (term.name[language], *term.also[language]):
                owner = said.setdefault((language, folded(word)), term.slug)
                if owner != term.slug or [term.name[language], *term.also[language]].count(word) > 1:
                    raise document.error(f"“{word}” of {term.slug} is said of {owner} already", "terms", index)
    if len(known) < len(terms):
        raise document.error("two terms have one id", "terms")
    return Glossary(terms, document)


def _term(raw: dict[str, Any]) -> Term:
    also = raw.get("also", {})
    return Term(
        slug=raw["id"],
        name=Text.read(raw["term"]),
        also={language: tuple(also.get(language, ())) for language in LANGUAGES},
        means=Text.read(raw["means"]),
        concepts=tuple(raw["concepts"]),
        see=tuple(raw.get("see", ())),
    )


@cache
def glossary() -> Glossary:
    """The glossary as it was on disk when first asked for; immutable, shared by every thread."""
    return read_glossary()


def entries(language: Language, words: str = "") -> list[Entry]:
    """All terms in their order; those shown are the ones that all of `words` are found in."""
    of, wanted = glossary(), folded(words).split()
    return [_entry(of, term, language, wanted) for term in of.in_order(language)]


def _entry(of: Glossary, term: Term, language: Language, wanted: Iterable[str]) -> Entry:
    other: Language = "en" if language == "es" else "es"
    words = term.haystack(language)
    return Entry(
        term=term,
        other=term.name[other] if folded(term.name[other]) != folded(term.name[language]) else "",
        other_language=other,
        also=term.also[language],
        concepts=tuple(course().by_letter[letter] for letter in term.concepts if letter in LETTERS),
        see=tuple(of.by_slug[slug] for slug in term.see),
        words=words,
        shown=all(word in words for word in wanted),
    )


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The whole glossary; with `?q=`, what of it was asked for. The page's script filters without asking again."""
    words = request.GET.get("q", "")[:MOST_CHARACTERS]
    found = entries(active_language(), words)
    shown = sum(entry.shown for entry in found)
    return render(request, "lessons/glossary.html", {"entries": found, "words": words, "shown": shown})
