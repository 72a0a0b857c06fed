"""Sentences of what a run tells of its program."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DIAGNOSIS: dict[str, str | Promise] = {
    "diagnosis.name": _("What this run tells"),
    "diagnosis.line": _("Line {line}"),
    "diagnosis.lesson": _("Lesson {letter}"),
    "diagnosis.saves": _("It could take {predicted} instead of {measured}."),
    "diagnosis.show": _("Show me: race it against a mended copy"),
    "diagnosis.mended": _("{name} mended"),
    "diagnosis.foretold": _("The mended copy: {predicted} foretold, {measured} measured; {off} off."),
    # Quotation marks of the language, around a belief.
    "quote": _("“{text}”"),
}
