"""Sentences about the questions that are answered by moving lines."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

QUIZ: dict[str, str | Promise] = {
    "quiz.up": _("Move up: {line}"),
    "quiz.down": _("Move down: {line}"),
    "quiz.moved": _("{line}: now in place {place} of {total}"),
    "parsons.how": _("Choose a line to put it in. Arrow keys move the one you are on; Delete takes it out."),
    "parsons.built": _("Your program"),
    "parsons.hand": _("Lines at hand"),
    "parsons.empty": _("Nothing here yet"),
    "parsons.put": _("Put in: {line}"),
    "parsons.taken": _("Taken out: {line}"),
    "parsons.line": _("Line {place} of {total}, level {level}: {line}"),
    "parsons.tools": _("Move this line"),
    "parsons.up": _("Up"),
    "parsons.down": _("Down"),
    "parsons.out": _("One level out"),
    "parsons.in": _("One level in"),
    "parsons.away": _("Take it out"),
    "parsons.departs": _("From here on"),
}
