"""The event schema: the one contract between the sandbox and everything that shows, stores or judges a run.

An event is a JSON object `{"seq", "t", "type", "entrant", ...fields of its type}`:

`seq`      int, 0, 1, 2 ... without gaps within a run. Stamped by the supervisor alone.
`t`        float, milliseconds since the run's start, on the supervisor's monotonic clock.
`entrant`  int, index of the program of a race this belongs to; absent on events of the run as a whole.
`type`     one of `TYPES`. The type tells the origin: `output`, `trace`, `step` and `search` come out of the jail and
           are hostile; everything else is measured from outside.

Exactly one event of a run has a type in `TERMINAL`; it is the last one, and only the supervisor makes it
(or, where no supervisor is left alive, the platform's reaper).

Events travel in frames: JSON lists of events with consecutive `seq`, at most `FRAME_BYTES` long.
"""

from __future__ import annotations

from typing import Any, Final, TypedDict

FRAME_BYTES: Final = 64 * 1024
"""A frame is valid UTF-8 JSON of at most this many bytes."""

FRAME_MS: Final = 50
"""Events are gathered this long before a frame leaves; the first output of an entrant leaves at once."""

TRACE_ROWS: Final = 20_000
TRACE_BYTES: Final = 2 * 1024 * 1024
"""Caps of a run's trace, for the sum of its entrants."""


class Event(TypedDict, total=False):
    """One event; see the module's docstring for the common fields and `TYPES` for those of each type."""

    seq: int
    t: float
    type: str
    entrant: int
    data: dict[str, Any]


TYPES: Final[dict[str, str]] = {
    # The run as a whole.
    "started": "data: python (str), cores (int), kind, entrants [{name, form}], limits {...}, rounds (int)",
    "verdict": "data: code (slug), passed (bool), evidence {name: number|string|list}; only for a submission",
    "ended": "data: outcome ('finished'|'stopped'|'limit'|'failed'|'lost'), reason (slug, '' when finished)",
    # One entrant.
    "entrant-started": "data: name, form. Its `t` is the entrant's zero",
    "output": "data: stream ('stdout'|'stderr'), text (str, no NUL, valid Unicode)",
    "trace": "data: rows [[type, pid, ns, ...]]; the tracer's rows (`sandbox.trace_rows`), ns since the entrant's zero",
    "service": "data: name ('kitchen'|'database'|'mail'|'disk'), rows [[id, path, start_ms, end_ms|null, status|null, "
    "in_flight]], ms since the entrant's zero; path is a query's text, a letter's subject",
    "load": "data: phase (str), try (int, from 1: a later try of the phase replaces the earlier ones), rows [[user, "
    "path, start_ms, latency_ms, status]], ping [[start_ms, latency_ms, status]]",
    "usage": "data: cpu_s, rss_mb, peak_mb, processes, threads",
    "note": "data: code (slug), fields; something the supervisor did that the learner must know, e.g. output-capped",
    "entrant-ended": "data: outcome ('exited'|'signalled'|'limit'|'stopped'|'failed'), exit_code (int|null), "
    "signal (int|null), limit (''|'wall'|'cpu'|'memory'|'processes'|'output'), wall_s, cpu_s, peak_mb",
    "diagnosis": "data: findings (1 to 3, most telling first) [{slug (sandbox/misconceptions.yaml), line, values "
    "{name: number|str}, rows [[type, pid, ns, thread or task]] (at most 20: what proves it), lesson, message "
    "{es, en}, next {es, en}, saves null|{measured_s, predicted_s, edit null|[{from, to, text}]}}]; `edit` replaces "
    "whole lines. After entrant-ended; absent where there is nothing to say",
    "step": "data: the state of a program in step mode, where it stopped or ended (`sandbox.steps`)",
    "search": "data: whether another order of the tasks has another outcome (`sandbox.steps`)",
    "round-ended": "data: round (int, from 2: the first is told in full), wall_s, cpu_s, outcome and "
    "exit_code as of entrant-ended",
}

TERMINAL: Final = frozenset({"ended"})

OUTCOMES: Final = frozenset({"finished", "stopped", "limit", "failed", "lost"})
"""finished: every entrant ended by itself, whatever its exit status. stopped: by its owner. limit: a limit ended it
(named in `reason`). failed: our mistake (named in `reason`), never the learner's. lost: the worker died; made by the
platform's reaper."""


def is_terminal(event: Event) -> bool:
    """True for the one event that ends a run."""
    return event.get("type") in TERMINAL
