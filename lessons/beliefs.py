"""The misconceptions by name. Their one list is the sandbox's, which diagnoses them; quizzes and bets refer to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import yaml

import sandbox
from lessons.text import Text

LIST: Final = Path(sandbox.__file__).with_name("misconceptions.yaml")


@cache
def beliefs() -> dict[str, Text]:
    """What each misconception says, as its holder would say it, by slug."""
    return {raw["slug"]: Text.read(raw) for raw in yaml.safe_load(LIST.read_text(encoding="utf-8"))}


def belief(slug: str) -> Text | None:
    """None where there is none: an unforeseen answer shows no idea we could name."""
    return beliefs().get(slug) if slug else None
