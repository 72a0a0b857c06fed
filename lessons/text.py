"""A text in both languages of the course. Neither is the original: both are written, none stands in for the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils.translation import get_language

Language = Literal["es", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("es", "en")


def active_language() -> Language:
    """The language of the page being made; Spanish where it is none of ours."""
    return "en" if (get_language() or "es").startswith("en") else "es"


@dataclass(frozen=True, slots=True)
class Text:
    """`str(text)` is the version of the active language, so that a template writes `{{ concept.title }}`."""

    es: str
    en: str

    def __str__(self) -> str:
        return self[active_language()]

    def __getitem__(self, language: Language) -> str:
        return self.en if language == "en" else self.es

    def of(self, language: str) -> str:
        """For a language that comes from elsewhere: Spanish unless it is English."""
        return self.en if language.startswith("en") else self.es

    def __bool__(self) -> bool:
        return bool(self.es)

    def to_json(self) -> dict[str, str]:
        return {"es": self.es, "en": self.en}

    @classmethod
    def read(cls, raw: Any) -> Text:
        """From a content file: a mapping of both languages, or one string that needs no translation, such as code."""
        return cls(es=raw["es"], en=raw["en"]) if isinstance(raw, dict) else cls(es=str(raw), en=str(raw))
