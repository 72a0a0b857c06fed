"""What holds for every submission, whatever its exercise: it has to be a program, start, end, and keep its limits."""

from __future__ import annotations

import signal
from typing import Final

from sandbox.evidence import Evidence
from sandbox.grading.quoting import last_error
from sandbox.grading.rules import Measured
from sandbox.job import Job

LIMIT_CODES: Final = {
    "wall": "never-ends",
    "cpu": "limit-cpu",
    "memory": "limit-memory",
    "processes": "limit-processes",
    "output": "limit-output",
}

MEASURES: Final[dict[str, frozenset[str]]] = {
    "syntax-error": frozenset({"error"}),
    "program-error": frozenset({"error"}),
    "app-does-not-start": frozenset({"error"}),
    "never-ends": frozenset({"wall_s"}),
    "limit-cpu": frozenset({"cpu_s", "limit_s"}),
    "limit-memory": frozenset({"peak_mb", "limit_mb"}),
    "limit-processes": frozenset({"limit_processes"}),
    "limit-output": frozenset({"limit_kb"}),
}
"""What a message for these codes may use."""

NOT_PYTHON: Final = ("SyntaxError", "IndentationError", "TabError")


def ended_badly(job: Job, evidence: Evidence) -> tuple[str, Measured] | None:
    """Code and measures where the run itself decides, before any rule of the exercise is asked."""
    end = evidence.exit
    app = job.kind == "app"
    error = last_error(evidence.stderr)
    failed = end.outcome == "signalled" or (end.exit_code or 0) != 0
    if failed and not (app and evidence.app_started) and error.startswith(NOT_PYTHON):
        return "syntax-error", {"error": error}
    if end.outcome == "limit":
        return LIMIT_CODES[end.limit], _over(job, evidence)
    if app and not evidence.app_started:
        return "app-does-not-start", {"error": error}
    if (app and not evidence.load_done) or (failed and not app):
        return "program-error", {"error": error if end.signal is None else signal.strsignal(end.signal) or error}
    return None


def _over(job: Job, evidence: Evidence) -> Measured:
    measured: dict[str, Measured] = {
        "wall": {"wall_s": round(evidence.exit.wall_s, 3)},
        "cpu": {"cpu_s": round(evidence.exit.cpu_s, 3), "limit_s": job.limits.cpu_s},
        "memory": {"peak_mb": round(evidence.exit.peak_mb), "limit_mb": job.limits.memory_mb},
        "processes": {"limit_processes": job.limits.processes},
        "output": {"limit_kb": job.limits.output_kb},
    }
    return measured[evidence.exit.limit]
