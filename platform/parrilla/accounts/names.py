"""Names people give themselves and their classes: hostile text until cleaned; only text, in `<bdi>`, after."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NAME_LENGTH = 80
MARKS = 3
"""Accents kept on one letter. Vietnamese needs two, vocalised Hebrew three; dozens paint over the lines around."""

BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and symbols that print as nothing: Hangul fillers, the empty braille cell."""


def clean_name(raw: str, length: int = NAME_LENGTH) -> str:
    """One line of at most `length` characters: no controls, direction overrides, invisibles, towers of accents.

    Raises ValidationError when nothing a person could read is left.
    """
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", raw[: 10 * length]):
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" else 0
        if category[0] == "Z" or char in "\t\n\r\v\f" or char in BLANK:
            kept.append(" ")
        elif (
            category[0] != "C" and marks <= MARKS
        ):  # C: controls, formats (direction overrides too), surrogates, private
            kept.append(char)
    name = " ".join("".join(kept).split())[:length].strip()
    if not any(char.isalnum() for char in name):
        raise ValidationError(_("Write a name with at least one letter or digit."), code="name")
    return name
