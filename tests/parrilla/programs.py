"""Requests that a browser would send, and the events that a worker would."""

from __future__ import annotations

import json
from typing import Any

from sandbox.events import Event

PRINTS_ONE = "print(1)\n"


def wish(source: str = PRINTS_ONE, **changes: Any) -> dict[str, Any]:
    entrants = [{"name": "main", "form": "", "source": source}]
    return {"context": "home", "purpose": "race", "entrants": entrants, "bets": [], **changes}


def post(client: Any, body: Any) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body)
    return client.post("/runs/", raw, content_type="application/json")


def event(seq: int, kind: str, data: dict[str, Any], **fields: Any) -> Event:
    return {"seq": seq, "t": float(seq), "type": kind, "data": data, **fields}  # type: ignore[typeddict-item]


def started(seq: int = 0) -> Event:
    return event(seq, "started", {"python": "3.11.7", "cores": 2, "kind": "script", "entrants": [], "limits": {}})


def output(seq: int, text: str = "1\n") -> Event:
    return event(seq, "output", {"stream": "stdout", "text": text}, entrant=0)


def entrant_ended(seq: int) -> Event:
    figures = {"wall_s": 0.5, "cpu_s": 0.1, "peak_mb": 9.0}
    fate = {"outcome": "exited", "exit_code": 0, "signal": None, "limit": ""}
    return event(seq, "entrant-ended", {**fate, **figures}, entrant=0)


def ended(seq: int, outcome: str = "finished", reason: str = "") -> Event:
    return event(seq, "ended", {"outcome": outcome, "reason": reason})


def whole_run() -> list[Event]:
    return [started(), output(1), entrant_ended(2), ended(3)]
