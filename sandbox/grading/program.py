"""Rules on the program's text and on the error it ended with. They can only fail it: neither is evidence of work.

The text is looked at as text and never parsed: this side of the wall no learner's program is given to Python.
"""

from __future__ import annotations

import re
from typing import Final

from sandbox.evidence import Evidence
from sandbox.grading.quoting import last_error
from sandbox.grading.rules import NOTHING, Finding, rule

_IMPORT: Final = (
    r"^[ \t]*(?:from[ \t]+{module}(?:\.\w+)*[ \t]+import\b"
    r"|import[ \t]+(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*)*{module}\b)"
)


@rule("imports", "module")
def imports(evidence: Evidence, *, modules: list[str]) -> Finding:
    """A line of the program imports one of these."""
    for module in modules:
        if re.search(_IMPORT.format(module=re.escape(module)), evidence.source, re.MULTILINE):
            return Finding(True, {"module": module})
    return NOTHING


@rule("given-changed", "line")
def given_changed(evidence: Evidence, *, given: str) -> Finding:
    """A part of what the exercise gave is no longer in the program as it was; parts stand apart by two empty lines."""
    source = _trimmed(evidence.source)
    for part in _trimmed(given).split("\n\n\n"):
        if part.strip("\n") not in source:
            return Finding(True, {"line": part.strip("\n").splitlines()[0]})
    return NOTHING


@rule("error-says", "error")
def error_says(evidence: Evidence, *, text: str) -> Finding:
    """The error that ended the program says this."""
    failed = evidence.exit.outcome == "exited" and (evidence.exit.exit_code or 0) != 0
    error = last_error(evidence.stderr)
    return Finding(True, {"error": error}) if failed and text in error else NOTHING


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
