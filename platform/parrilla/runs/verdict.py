"""A verdict in the viewer's language, from its code and its evidence. The sandbox worker sends no sentences."""

from typing import Any

from lessons.beliefs import belief
from sandbox import grading


def verdict_message(data: dict[str, Any], language: str) -> dict[str, Any]:
    """`data` is that of a `verdict` event, or {code, passed, evidence} of a recorded run."""
    code = data["code"]
    slug = grading.misconception(code)
    idea = belief(slug) if slug else None
    return {
        "code": code,
        "passed": data["passed"],
        "evidence": data["evidence"],
        "message": grading.message(code, data["evidence"], language),
        "next_step": grading.next_step(code, language),
        "misconception": slug,
        "idea": idea["en" if language.startswith("en") else "es"] if idea else "",
    }
