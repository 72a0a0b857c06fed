"""What a badge can be had for. The modules beyond the foundation will have one of their own."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lessons.concept import Concept
from lessons.course import LETTERS, course
from lessons.learner import Standing


@dataclass(frozen=True)
class Achievement:
    slug: str
    letters: str
    """Of the concepts that are to be finished."""
    name: str | Promise
    description: str | Promise
    criteria: str | Promise

    def missing(self, standing: Standing) -> list[Concept]:
        """What is still to be done. A concept whose lesson is coming cannot be finished yet."""
        return [concept for concept in self.concepts if not standing.is_finished(concept)]

    @property
    def concepts(self) -> list[Concept]:
        return [concept for concept in course().concepts if concept.letter in self.letters]


FOUNDATION: Final = Achievement(
    "foundation",
    LETTERS,
    _("Concurrent Python: the foundation"),
    _("The fourteen concepts of concurrency with FastAPI: when to wait, who waits, and what waiting costs the others."),
    _(
        "Each concept was bet on before it was seen and watched in a race; every question of its quiz was answered"
        " rightly; and every exercise was passed by a program of the learner's own, judged by what services, clocks and"
        " the operating system saw of it."
    ),
)

ACHIEVEMENTS: Final = {FOUNDATION.slug: FOUNDATION}
