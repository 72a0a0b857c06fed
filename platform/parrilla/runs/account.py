"""A recorded run told in words: what the page of a run says without any script."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from parrilla.runs.models import Run


@dataclass(frozen=True, slots=True)
class Told:
    """One entrant: its program by lines, its output, its figures in one phrase."""

    name: str
    lines: tuple[str, ...]
    output: str
    figures: str


def entrants(run: Run) -> list[Told]:
    printed = ["" for _entrant in run.entrants]
    for event in run.events:
        index = event.get("entrant", 0)
        if event["type"] == "output" and index < len(printed):
            printed[index] += event["data"]["text"]
    figures = {part["entrant"]: _figures(part) for part in run.summary}
    return [
        Told(entrant["name"], tuple(entrant["source"].split("\n")), printed[index], figures.get(index, ""))
        for index, entrant in enumerate(run.entrants)
    ]


def headline(run: Run, verdict: dict[str, Any] | None) -> str:
    """What came of it, in one sentence."""
    if verdict is not None:
        return str(verdict["message"])
    if run.state == Run.State.QUEUED:
        return _("In line")
    if run.state == Run.State.RUNNING:
        return _("Running now")
    limits = {
        "wall": _("It was still running when its time was up"),
        "cpu": _("It used up its processor time"),
        "memory": _("It used up its memory"),
        "processes": _("It started more threads and processes than it may"),
        "output": _("It printed more than it may"),
    }
    return {
        "finished": _("It ran to its end"),
        "stopped": _("You stopped it"),
        "limit": limits.get(run.reason, _("It reached a limit")),
        "lost": _("This run got lost on our side. Your program is kept: send it again."),
    }.get(run.outcome, _("Something failed on our side. Your program is kept: send it again."))


def _figures(part: dict[str, Any]) -> str:
    wall, cpu = part.get("wall_s"), part.get("cpu_s")
    if wall is None or cpu is None:
        return ""
    wall_text, cpu_text = number_format(round(wall, 2), 2), number_format(round(cpu, 2), 2)
    return _("%(wall)s s, of which %(cpu)s s computing") % {"wall": wall_text, "cpu": cpu_text}
