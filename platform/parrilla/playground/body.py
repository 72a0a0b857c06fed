"""What a sketch holds, as a browser sends it and as the database keeps it; hostile until it has come through here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lessons.play import FORMS, PROGRAMS, ROUNDS, Play, UnknownChoice
from parrilla.accounts.names import clean_name
from parrilla.playground.models import TITLE_LENGTH, Content
from parrilla.runs.request import BODY_BYTES, NAME, PROGRAM_MESSAGES, Refused
from sandbox.job import SOURCE_BYTES

MALFORMED: Final = gettext_lazy(
    "The page sent something that could not be read. Reload it; your programs are kept in this browser."
)


@dataclass(frozen=True, slots=True)
class Body:
    title: str
    programs: list[dict[str, str]]
    play: Play
    rounds: int

    @property
    def choices(self) -> dict[str, Any]:
        play = self.play
        return {"kind": play.kind, "services": list(play.services), "users": play.users, "rounds": self.rounds}

    @property
    def fields(self) -> dict[str, Any]:
        """For the models made of Content."""
        return {"title": self.title, "programs": self.programs, "choices": self.choices}

    def to_json(self) -> dict[str, Any]:
        return {"title": self.title, "programs": self.programs, "choices": self.choices}

    @classmethod
    def of(cls, kept: Content) -> "Body":
        """What the database keeps. A choice that is no longer on offer gives way to the usual ones."""
        try:
            play, rounds = _choices(kept.choices)
        except UnknownChoice:
            play, rounds = Play(), ROUNDS[0]
        return cls(kept.title, kept.programs, play, rounds)


def parsed(body: bytes) -> dict[str, Any]:
    """A request's JSON object. Raises Refused."""
    if len(body) > BODY_BYTES:
        raise Refused("too-large", PROGRAM_MESSAGES["too-large"], 413)
    try:
        raw = json.loads(body.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise malformed() from None
    if not isinstance(raw, dict):
        raise malformed()
    return raw


def read(raw: Mapping[str, Any]) -> Body:
    """From {title, programs, choices}. Raises Refused for whatever does not fit."""
    try:
        play, rounds = _choices(raw.get("choices"))
    except UnknownChoice:
        raise Refused("unknown-choice", _("That choice is not on offer here. Reload the page.")) from None
    return Body(_title(raw.get("title", "")), _programs(raw.get("programs")), play, rounds)


def malformed() -> Refused:
    return Refused("malformed", MALFORMED)


def _choices(raw: Any) -> tuple[Play, int]:
    if not isinstance(raw, dict):
        raise UnknownChoice("choices")
    rounds = raw.get("rounds")
    if type(rounds) is not int or rounds not in ROUNDS:
        raise UnknownChoice("rounds")
    return Play.read(raw.get("kind"), raw.get("services"), raw.get("users")), rounds


def _title(raw: Any) -> str:
    """Cleaned, or empty where nothing readable is left: a title that is being typed is no mistake."""
    if not isinstance(raw, str):
        raise malformed()
    try:
        return clean_name(raw, TITLE_LENGTH)
    except ValidationError:
        return ""


def _programs(raw: Any) -> list[dict[str, str]]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= PROGRAMS:
        raise malformed()
    programs = [_program(one, index) for index, one in enumerate(raw)]
    if len({program["name"] for program in programs}) < len(programs):
        raise Refused("same-name", _("Two programs have the same name."))
    return programs


def _program(raw: Any, index: int) -> dict[str, str]:
    """Unlike what is run, what is kept may be empty: somebody is typing."""
    if not isinstance(raw, dict):
        raise malformed()
    name, form, source = raw.get("name"), raw.get("form"), raw.get("source")
    if not isinstance(name, str) or not NAME.fullmatch(name) or not isinstance(form, str) or form not in FORMS:
        raise malformed()
    if not isinstance(source, str):
        raise malformed()
    if "\0" in source:
        raise Refused("nul", PROGRAM_MESSAGES["nul"], 400, entrant=index)
    try:
        size = len(source.encode())
    except UnicodeEncodeError:
        raise Refused("encoding", PROGRAM_MESSAGES["encoding"], 400, entrant=index) from None
    if size > SOURCE_BYTES:
        raise Refused("too-large", PROGRAM_MESSAGES["too-large"], 413, entrant=index)
    return {"name": name, "form": form, "source": source}


def _no_constant(name: str) -> Any:
    raise ValueError(name)
