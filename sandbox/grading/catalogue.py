"""What the learner reads of a verdict: `verdicts.yaml`, with the measures put in as each language writes them."""

from __future__ import annotations

import functools
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

LANGUAGES: Final = ("es", "en")
UNITS: Final = {"_s": "s", "_ms": "ms", "_mb": "MB", "_kb": "KB"}
THIN: Final = "\u202f"
"""Narrow no-break space: between a number and its unit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. Its message is the first of `messages` all of whose numbers were measured; the last needs none."""

    messages: dict[str, tuple[str, ...]]
    next: dict[str, str]
    passed: bool
    misconception: str | None


@functools.cache
def entries() -> dict[str, Entry]:
    """The whole catalogue, by code."""
    raw = yaml.safe_load((Path(__file__).parent / "verdicts.yaml").read_text(encoding="utf-8"))
    return {
        code: Entry(
            messages={
                lang: (texts,) if isinstance(texts, str) else tuple(texts) for lang, texts in entry["message"].items()
            },
            next=dict(entry["next"]),
            passed=entry.get("passed", False),
            misconception=entry.get("misconception"),
        )
        for code, entry in raw.items()
    }


def placeholders(text: str) -> set[str]:
    """The measures a text uses."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def message(code: str, evidence: Mapping[str, Any], lang: str) -> str:
    """What was measured, said in one or two sentences. Spanish where the language is not one of ours."""
    lang = lang if lang in LANGUAGES else "es"
    texts = entries()[code].messages[lang]
    text = next((text for text in texts if placeholders(text) <= evidence.keys()), texts[-1])
    return text.format_map({name: written(name, evidence.get(name, "?"), lang) for name in placeholders(text)})


def next_step(code: str, lang: str) -> str:
    """What to try next."""
    return entries()[code].next[lang if lang in LANGUAGES else "es"]


def misconception(code: str) -> str | None:
    """The slug of the belief this code shows (`sandbox/misconceptions.yaml`), where it shows one."""
    return entries()[code].misconception


def passes(code: str) -> bool:
    """Whether a verdict with this code is a pass: `passed` itself, and the notes, which are "correct, but"."""
    return entries()[code].passed


def written(name: str, value: Any, lang: str) -> str:
    """A measured value as the language writes it; the end of its name says its unit."""
    if isinstance(value, list):
        return ", ".join(written("", one, lang) for one in value)
    if isinstance(value, str):
        return value
    if name.endswith("_share"):
        return f"{value * 100:.0f}{THIN}%" if lang == "es" else f"{value * 100:.0f}%"
    unit = next((unit for ending, unit in UNITS.items() if name.endswith(ending)), "")
    whole = isinstance(value, int) or unit in ("ms", "MB", "KB")
    number = f"{value:.0f}" if whole else f"{value:.2f}" if unit else f"{value:.1f}"
    if lang == "es":
        number = number.replace(".", ",")
    return f"{number}{THIN}{unit}" if unit else number
