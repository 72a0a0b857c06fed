"""What the pages say, in the language of the one who looks: from the catalogues and the course, never written twice."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from lessons import reading
from lessons.text import Text
from parrilla.strings import STRINGS


@dataclass(frozen=True)
class Words:
    language: str

    def __call__(self, english: str, **values: Any) -> str:
        """A sentence of a template, by its English source."""
        with override(self.language):
            return gettext(english) % values if values else gettext(english)

    def lazy(self, sentence: str | Promise) -> str:
        """One that stands in a module, to be translated when it is said."""
        with override(self.language):
            return str(sentence)

    def key(self, key: str, **holes: Any) -> str:
        """A sentence of the scripts, by its key."""
        with override(self.language):
            return str(STRINGS[key]).format(**holes)

    def like(self, key: str) -> re.Pattern[str]:
        """The same, whatever stands in its holes."""
        with override(self.language):
            pieces = re.split(r"\{\w+\}", str(STRINGS[key]))
        return re.compile(".+?".join(re.escape(piece).replace(r"\ ", r"\s") for piece in pieces))

    def of(self, text: Text) -> str:
        """A text of the course as it reads on a page, its markup gone."""
        return html.unescape(strip_tags(reading.inline(text.of(self.language)))).strip()

    def seconds(self, number: str) -> str:
        """A decimal number as people write it here."""
        return number.replace(".", ",") if self.language == "es" else number
