"""The shape of a diagnosis, checked like everything that comes from a sandbox worker. Its home is sandbox/diagnosis."""

import math
import re
from typing import Any, Final

MOST: Final = 3
ROWS: Final = 20
TEXT: Final = 1_000
EDITS: Final = 50
EDIT_TEXT: Final = 8_000
LINE: Final = 100_000
LANGUAGES: Final = ("es", "en")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def are_findings(data: dict[str, Any]) -> bool:
    """Whether the data of an event `diagnosis` can be shown."""
    found = data.get("findings")
    return isinstance(found, list) and 1 <= len(found) <= MOST and all(map(_finding, found))


def _finding(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(one.get("slug"), str)
        and SLUG.fullmatch(one["slug"]) is not None
        and _line(one.get("line"))
        and isinstance(one.get("lesson"), str)
        and re.fullmatch(r"[A-Z]{0,2}", one["lesson"]) is not None
        and _texts(one.get("message"))
        and _texts(one.get("next"))
        and ("belief" not in one or _texts(one["belief"]))
        and isinstance(one.get("values"), dict)
        and all(_text(name) and (_text(value) or _number(value)) for name, value in one["values"].items())
        and isinstance(one.get("rows"), list)
        and len(one["rows"]) <= ROWS
        and all(isinstance(row, list) and len(row) <= 8 and all(map(_cell, row)) for row in one["rows"])
        and (one.get("saves") is None or _saves(one["saves"]))
    )


def _saves(saves: Any) -> bool:
    if not isinstance(saves, dict) or not _number(saves.get("measured_s")) or not _number(saves.get("predicted_s")):
        return False
    edit = saves.get("edit")
    if edit is None:
        return True
    return isinstance(edit, list) and len(edit) <= EDITS and all(map(_edit, edit))


def _edit(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and _line(one.get("from"))
        and _line(one.get("to"))
        and _text(one.get("text"), EDIT_TEXT)
        and one["from"] - 1 <= one["to"]
    )


def _line(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LINE


def _number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) < 2**63


def _cell(value: Any) -> bool:
    return value is None or _number(value) or _text(value)


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(_text(value.get(language)) for language in LANGUAGES)


def _text(value: Any, most: int = TEXT) -> bool:
    """A string that the database can hold: no NUL, no lone surrogate."""
    return (
        isinstance(value, str)
        and len(value) <= most
        and "\0" not in value
        and not any("\ud800" <= char <= "\udfff" for char in value)
    )
