"""What came from a sandbox worker, checked before anybody sees or keeps it: the worker is not trusted either."""

import json
import math
import re
from collections.abc import Callable
from typing import Any, Final, cast

from parrilla.runs.findings import are_findings
from sandbox.events import OUTCOMES, TYPES, Event, is_terminal
from sandbox.job import MAX_ENTRANTS, MAX_ROUNDS
from sandbox.steps import is_search, is_step

MAX_BYTES: Final = 12 * 1024 * 1024
"""Of a whole run: four entrants' output, 2 MB of trace, the logs of services and load, and room for JSON's escapes."""

MAX_FRAME: Final = 256 * 1024
EVIDENCE_BYTES: Final = 64 * 1024
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class Invalid(ValueError):
    """The stream breaks the contract; the worker is broken or no longer ours."""


class Transcript:
    """The events of one run so far, without gaps, in order, ended once."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._bytes = 0

    @property
    def next_seq(self) -> int:
        return len(self.events)

    @property
    def end(self) -> Event | None:
        """The terminal event, if it is there."""
        return self.events[-1] if self.events and is_terminal(self.events[-1]) else None

    def add(self, text: str | bytes) -> None:
        """One frame, as it lies in the stream. Raises Invalid and keeps what was good before it."""
        self._bytes += len(text)
        if self._bytes > MAX_BYTES:
            raise Invalid("too many bytes")
        for event in read_frame(text):
            if event["seq"] != self.next_seq:
                raise Invalid(f"seq {event['seq']}, expected {self.next_seq}")
            if self.end is not None:
                raise Invalid("an event after the end")
            self.events.append(event)

    def made(self, kind: str, data: dict[str, Any]) -> Event:
        """The event the platform itself would add now; it is not added."""
        last = self.events[-1]["t"] if self.events else 0.0
        return {"seq": self.next_seq, "t": last, "type": kind, "data": data}

    def find(self, kind: str) -> list[Event]:
        return [event for event in self.events if event["type"] == kind]


def read_frame(text: str | bytes) -> list[Event]:
    """Events with consecutive `seq`, each of a known type with fields of the right kind. Raises Invalid."""
    if len(text) > MAX_FRAME:
        raise Invalid("frame too large")
    try:
        events = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Invalid("no JSON") from error
    if not isinstance(events, list) or not events:
        raise Invalid("no list of events")
    for index, event in enumerate(events):
        _check(event)
        if event["seq"] != events[0]["seq"] + index:
            raise Invalid("seq is not consecutive")
    return cast(list[Event], events)


def write_frame(events: list[Event]) -> str:
    """Valid JSON and valid Unicode, whatever the worker's own text looked like. Raises Invalid for a lone surrogate."""
    text = json.dumps(events, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Invalid("lone surrogate") from error
    return text


def _refuse(constant: str) -> Any:
    raise Invalid(constant)


def _check(event: Any) -> None:
    if not isinstance(event, dict):
        raise Invalid("an event is no object")
    seq, t, kind, data = event.get("seq"), event.get("t"), event.get("type"), event.get("data")
    if type(seq) is not int or seq < 0:
        raise Invalid("seq")
    if type(t) not in (int, float) or not 0 <= t < 1e9:  # type: ignore[operator]
        raise Invalid("t")
    if not isinstance(kind, str) or kind not in TYPES:
        raise Invalid("type")
    if not isinstance(data, dict):
        raise Invalid("data")
    entrant = event.get("entrant", 0)
    if type(entrant) is not int or not 0 <= entrant < MAX_ENTRANTS:
        raise Invalid("entrant")
    check = CHECKS.get(kind)
    if check is not None and not check(data):
        raise Invalid(kind)


def _slug(value: Any) -> bool:
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def _amount(value: Any) -> bool:
    return value is None or (type(value) in (int, float) and 0 <= value < 1e12 and math.isfinite(value))


def _rows(data: dict[str, Any]) -> bool:
    rows = data.get("rows")
    return isinstance(rows, list) and all(isinstance(row, list) for row in rows)


def _ended(data: dict[str, Any]) -> bool:
    return data.get("outcome") in OUTCOMES and (data.get("reason") == "" or _slug(data.get("reason")))


def _entrant_ended(data: dict[str, Any]) -> bool:
    codes = (data.get("exit_code"), data.get("signal"))
    return (
        _slug(data.get("outcome"))
        and (data.get("limit", "") == "" or _slug(data["limit"]))
        and all(code is None or (type(code) is int and abs(code) < 2**31) for code in codes)
        and all(_amount(data.get(name)) for name in ("wall_s", "cpu_s", "peak_mb"))
    )


def _round_ended(data: dict[str, Any]) -> bool:
    number, code = data.get("round"), data.get("exit_code")
    return (
        type(number) is int
        and 2 <= number <= MAX_ROUNDS
        and _slug(data.get("outcome"))
        and (code is None or (type(code) is int and abs(code) < 2**31))
        and data.get("wall_s") is not None
        and _amount(data["wall_s"])
        and _amount(data.get("cpu_s"))
    )


def _verdict(data: dict[str, Any]) -> bool:
    evidence = data.get("evidence")
    return (
        _slug(data.get("code"))
        and isinstance(data.get("passed"), bool)
        and isinstance(evidence, dict)
        and len(json.dumps(evidence)) <= EVIDENCE_BYTES
        and _storable(evidence)
    )


def _storable(value: Any) -> bool:
    """PostgreSQL's JSON holds neither NUL nor a lone surrogate."""
    if isinstance(value, dict):
        return all(_storable(key) and _storable(item) for key, item in value.items())
    if isinstance(value, list):
        return all(_storable(item) for item in value)
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= char <= "\udfff" for char in value)
    return True


CHECKS: Final[dict[str, Callable[[dict[str, Any]], bool]]] = {
    "output": lambda data: data.get("stream") in {"stdout", "stderr"} and isinstance(data.get("text"), str),
    "trace": _rows,
    "service": _rows,
    "diagnosis": are_findings,
    "note": lambda data: _slug(data.get("code")),
    "entrant-ended": _entrant_ended,
    "round-ended": _round_ended,
    "verdict": _verdict,
    "step": is_step,
    "search": is_search,
    "ended": _ended,
}
