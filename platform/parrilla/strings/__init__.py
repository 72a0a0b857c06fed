"""Sentences the browser needs, by key. Written here so that they are translated where all others are.

`{holes}` are filled by `t(key, {holes})` in web/src/strings.ts. Numbers arrive already written in the page's language.
"""

from django.utils.functional import Promise

from parrilla.strings.diagnosis import DIAGNOSIS
from parrilla.strings.editor import EDITOR
from parrilla.strings.kitchen import KITCHEN
from parrilla.strings.lab import LAB
from parrilla.strings.page import PAGE
from parrilla.strings.quiz import QUIZ
from parrilla.strings.race import RACE
from parrilla.strings.run import RUN
from parrilla.strings.step import STEP
from parrilla.strings.timeline import TIMELINE

Sentences = dict[str, str | Promise]

ROOMS: dict[str, tuple[Sentences, ...]] = {
    "page": (PAGE,),
    "quiz": (QUIZ,),
    "bench": (EDITOR, RUN, RACE, DIAGNOSIS, TIMELINE),
    "kitchen": (KITCHEN,),
    "step": (STEP,),
    "lab": (LAB,),
}
"""What stands in every page, and what comes with the parts of the scripts that only some pages have."""

STRINGS: Sentences = {key: text for room in ROOMS.values() for part in room for key, text in part.items()}
