"""A recorded run told in words: what the page of a run says without any script."""

from dataclasses import dataclass
from statistics import median
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
        "stopped": _("Stopped by hand"),
        "limit": limits.get(run.reason, _("It reached a limit")),
        "lost": _("This run got lost on our side. Your program is kept: send it again."),
    }.get(run.outcome, _("Something failed on our side. Your program is kept: send it again."))


def _figures(part: dict[str, Any]) -> str:
    wall, cpu = part.get("wall_s"), part.get("cpu_s")
    if wall is None or cpu is None:
        return ""
    later = [other for other in part.get("rounds", ()) if other["outcome"] == "exited" and other["exit"] == 0]
    walls = [wall, *(other["wall_s"] for other in later)]
    cpus = [cpu, *(other["cpu_s"] for other in later if other["cpu_s"] is not None)]
    figures = {"wall": _seconds(median(walls)), "cpu": _seconds(median(cpus))}
    if not later:
        return _("%(wall)s s, of which %(cpu)s s computing") % figures
    figures |= {"n": str(len(walls)), "least": _seconds(min(walls)), "most": _seconds(max(walls))}
    return _("%(wall)s s, the median of %(n)s rounds (%(least)s to %(most)s s), of which %(cpu)s s computing") % figures


def _seconds(value: float) -> str:
    return str(number_format(round(value, 2), 2))
