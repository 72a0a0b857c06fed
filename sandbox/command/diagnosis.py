"""Findings for people at a terminal, and for programs that read ours."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Iterator
from typing import Any

from sandbox.command.race_words import Words
from sandbox.command.standing import tied

NOTHING = {"es": "Nada que decir de este programa.", "en": "Nothing to say about this program."}
WORDS = {
    "es": {"line": "línea", "next": "Siguiente paso", "lesson": "lección",
           "saves": "Medido {measured}, se prevén {predicted} con este cambio", "edit": "Con este cambio"},
    "en": {"line": "line", "next": "Next step", "lesson": "lesson",
           "saves": "Measured {measured}, {predicted} foreseen with this change", "edit": "With this change"},
}  # fmt: skip


def chosen_language(asked: str | None) -> str:
    """`asked`, else the locale's, else Spanish."""
    if asked:
        return asked
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    spoken = spoken or locale.getlocale()[0] or ""
    return "en" if spoken.lower().startswith("en") else "es"


def as_json(findings: list[dict[str, Any]]) -> str:
    """One line: {"diagnoses": [{slug, line, evidence {values, rows}, message, next, saves}]}."""
    told = [
        {
            "slug": one["slug"],
            "line": one["line"],
            "evidence": {**one["values"], "rows": one["rows"]},
            "message": one["message"],
            "next": one["next"],
            "lesson": one["lesson"],
            "saves": one["saves"],
        }
        for one in findings
    ]
    return json.dumps({"diagnoses": told})


def said(findings: list[dict[str, Any]], language: str) -> Iterator[str]:
    words = WORDS[language]
    if not findings:
        yield NOTHING[language]
    for one in findings:
        yield f"{one['slug']} ({words['line']} {one['line']}, {words['lesson']} {one['lesson']})"
        yield f"  {one['message'][language]}"
        yield f"  {words['next']}: {one['next'][language]}"
        if one["saves"]:
            edits = one["saves"]["edit"] or ()
            measured, predicted = one["saves"]["measured_s"], one["saves"]["predicted_s"]
            gain = words["edit"]
            if not tied([measured], [predicted]):  # less is what a shared machine moves by itself
                numbers = Words(language)
                gain = words["saves"].format(measured=numbers.seconds(measured), predicted=numbers.seconds(predicted))
            if edits or gain != words["edit"]:
                yield f"  {gain}{':' if edits else '.'}"
            for edit in edits:
                span = str(edit["from"]) if edit["from"] == edit["to"] else f"{edit['from']}-{edit['to']}"
                yield from (f"    {span:>5} | {text}" for text in edit["text"].split("\n"))
