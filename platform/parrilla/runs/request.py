"""What a browser may ask for: a program to run, checked before anything is kept. Every refusal is one exception."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lessons.step import PREFIX
from parrilla.runs.models import Run
from sandbox.job import MAX_ENTRANTS, InvalidProgram, clean_source, is_schedule

BODY_BYTES: Final = 1024 * 1024
"""Four programs at their largest, escaped as JSON, and room to spare."""

MAX_BETS: Final = 8
ROUNDS: Final = (1, 3, 5)
"""How often a race may be run; the supervisor bounds what they may take (`sandbox.rounds`)."""
NAME = re.compile(r"[\w][\w .,:()+-]{0,39}")
CONTEXT = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_-]{0,39}")
CHOICE = re.compile(r"[a-z0-9-]{1,40}")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FORMS: Final = {"", "sync", "async", "threads", "processes"}

PROGRAM_MESSAGES: Final[dict[str, str | Promise]] = {
    "empty": _("There is no program yet. Write at least one line."),
    "too-large": _("The program is larger than 64 KB."),
    "nul": _("The program holds a NUL character, which Python does not read. Delete it and run again."),
    "encoding": _("The program holds a character that is no valid Unicode. Delete it and run again."),
}


class Refused(Exception):
    """Why nothing was run: a stable code, the HTTP status, a sentence for the learner."""

    def __init__(self, code: str, message: str | Promise, status: int = 400, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.body: dict[str, Any] = {"error": code, "message": str(message), **extra}


@dataclass(frozen=True, slots=True)
class Wish:
    """A request that can be kept: every part has the right type and a bounded size."""

    context: str
    purpose: str
    entrants: list[dict[str, str]]
    bets: list[dict[str, Any]]
    key: str
    """Made by the browser for one click: sent again with the same key it is the same run. Empty: no key."""
    rounds: int = 1
    schedule: tuple[int, ...] = ()
    """Of step mode alone: the choices so far."""


def read(body: bytes) -> Wish:
    """What a body of JSON asks for. Raises Refused for whatever does not fit."""
    if len(body) > BODY_BYTES:
        raise Refused("too-large", PROGRAM_MESSAGES["too-large"], 413)
    try:
        raw = json.loads(body.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _malformed() from None
    return wish_of(raw)


def wish_of(raw: Any) -> Wish:
    """The same of what has been parsed."""
    if not isinstance(raw, dict):
        raise _malformed()
    purpose, context, key = raw.get("purpose"), raw.get("context"), raw.get("key", "")
    if not isinstance(key, str) or (key and not KEY.fullmatch(key)):
        raise _malformed()
    if not isinstance(purpose, str) or purpose not in Run.Purpose.values:
        raise _malformed()
    if not isinstance(context, str):
        raise _malformed()
    if not CONTEXT.fullmatch(context):
        raise unknown_context()
    entrants = _entrants(raw.get("entrants"))
    rounds = _rounds(raw.get("rounds", 1), purpose)
    schedule = _schedule(raw.get("schedule", []))
    if is_stepped(context):
        if len(entrants) > 1 or purpose != Run.Purpose.RUN:
            raise _malformed()
    elif schedule:
        raise _malformed()
    return Wish(context, purpose, entrants, _bets(raw.get("bets", []), len(entrants)), key, rounds, schedule)


def is_stepped(context: str) -> bool:
    return context.startswith(f"{PREFIX}:")


def unknown_context() -> Refused:
    return Refused("unknown-context", _("This exercise does not exist here."), 404)


def _malformed() -> Refused:
    return Refused("malformed", _("The page sent something that could not be read. Reload it; your program is kept."))


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _entrants(raw: Any) -> list[dict[str, str]]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= MAX_ENTRANTS:
        raise _malformed()
    entrants = [_entrant(one, index) for index, one in enumerate(raw)]
    if len({entrant["name"] for entrant in entrants}) < len(entrants):
        raise Refused(
            "same-name", _("Two programs have the same name. Rename one, so that the race can tell them apart.")
        )
    return entrants


def _entrant(raw: Any, index: int) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise _malformed()
    name, form = raw.get("name", "main"), raw.get("form", "")
    if not isinstance(name, str) or not NAME.fullmatch(name) or not isinstance(form, str) or form not in FORMS:
        raise _malformed()
    try:
        source = clean_source(raw.get("source"))
    except InvalidProgram as error:
        status = 413 if error.code == "too-large" else 400
        raise Refused(error.code, PROGRAM_MESSAGES[error.code], status, entrant=index) from None
    return {"name": name, "form": form, "source": source}


def _rounds(raw: Any, purpose: str) -> int:
    if type(raw) is not int or raw not in ROUNDS or (raw > 1 and purpose != Run.Purpose.RACE):
        raise _malformed()
    return raw


def _schedule(raw: Any) -> tuple[int, ...]:
    if not isinstance(raw, list) or not is_schedule(raw):
        raise _malformed()
    return tuple(raw)


def _bets(raw: Any, entrants: int) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or len(raw) > MAX_BETS:
        raise _malformed()
    return [_bet(one, entrants) for one in raw]


def _bet(raw: Any, entrants: int) -> dict[str, Any]:
    """{entrant, seconds} or {entrant, choice}."""
    if not isinstance(raw, dict):
        raise _malformed()
    entrant, seconds, choice = raw.get("entrant"), raw.get("seconds"), raw.get("choice")
    if type(entrant) is not int or not 0 <= entrant < entrants:
        raise _malformed()
    if choice is not None:
        if not isinstance(choice, str) or not CHOICE.fullmatch(choice):
            raise _malformed()
        return {"entrant": entrant, "choice": choice}
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= 3600:
        raise _malformed()
    return {"entrant": entrant, "seconds": seconds}
