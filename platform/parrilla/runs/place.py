"""Where a run was made, in words: what its context names, which is for machines."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons.course import course
from lessons.lab import LAB
from lessons.play import PREFIX as PLAY
from lessons.play import SERVICES, Play, UnknownChoice
from lessons.step import PREFIX as STEP
from lessons.worked import PREFIX as WORKED


def place(context: str) -> str:
    """In the language of who asks. A context that the course has no more is told as nothing in particular."""
    kind, _colon, rest = context.partition(":")
    if context == "home":
        return _("The race of the first page")
    if kind == "demo":
        return _("Lesson %(letter)s") % {"letter": rest}
    if kind == WORKED:
        return _("%(exercise)s: the answers raced") % {"exercise": _exercise(rest)}
    crowd = rest.partition(":")[0]
    if kind == LAB and crowd.isdecimal():
        users = ngettext("%(n)s user", "%(n)s users", int(crowd)) % {"n": crowd}
        return _("Lab, %(users)s") % {"users": users}
    if kind == PLAY:
        return _play(context)
    return _("Step by step") if kind == STEP else _exercise(context)


def _exercise(name: str) -> str:
    try:
        exercise = course().exercise(name)
    except LookupError:
        return _("An exercise that is no longer here")
    return f"{exercise.id} · {exercise.title}"


def _play(context: str) -> str:
    try:
        play = Play.of_context(context)
    except UnknownChoice:
        return _("Playground")
    parts = [_("Playground")]
    if play.kind == "app":
        parts.append(ngettext("FastAPI app, %(n)s user", "FastAPI app, %(n)s users", play.users) % {"n": play.users})
    parts += [str(service.name) for service in SERVICES if service.key in play.services]
    return " · ".join(parts)
