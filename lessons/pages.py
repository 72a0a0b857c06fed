"""What each page of the course shows, gathered in a constant number of questions to the learner's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lessons import lab, reading
from lessons.animation import Animation
from lessons.beliefs import belief
from lessons.bet import Bet, Stake
from lessons.concept import Concept
from lessons.course import LETTERS, course
from lessons.exercise import Exercise
from lessons.hints import hints_of
from lessons.learner import Form, PlacedBet, Standing, get_record
from lessons.question import Question, Told
from lessons.race import Race
from lessons.seed import seed_of
from lessons.text import active_language

RING = 138.2
"""Length of the progress ring's circle, in its own units."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A concept in the sidebar, on the map, on the progress page."""

    concept: Concept
    percent: int
    done: int
    steps: int

    @property
    def finished(self) -> bool:
        return self.percent == 100

    @property
    def bar(self) -> float:
        """Of a bar 32 wide."""
        return 32 * self.percent / 100


@dataclass(frozen=True, slots=True)
class Ladder:
    rungs: tuple[Rung, ...]

    @property
    def finished(self) -> int:
        return sum(rung.finished for rung in self.rungs)

    @property
    def ring(self) -> str:
        return f"{RING * self.finished / len(self.rungs):.1f} {RING}"


def ladder(standing: Standing) -> Ladder:
    return Ladder(
        tuple(Rung(concept, standing.percent(concept), *standing.steps(concept)) for concept in course().concepts)
    )


@dataclass(frozen=True)
class Slip:
    """The bet slip: open, or locked with a stake chosen, or settled once the race was watched."""

    bet: Bet
    placed: PlacedBet | None
    settled: bool
    missing: bool = False
    """It was sent with no stake chosen."""

    @property
    def chosen(self) -> Stake | None:
        return self.bet.stake(self.placed.stake) if self.placed else None

    @property
    def locked(self) -> bool:
        return self.chosen is not None

    @property
    def told(self) -> Told | None:
        """What a missed bet is told. The page keeps it back until the race has been watched."""
        stake = self.chosen
        if stake is None or stake.right:
            return None
        return Told(belief(stake.misconception), stake.says)


def map_page(standing: Standing) -> dict[str, Any]:
    return {"ladder": ladder(standing), "standing": standing}


def lesson_page(
    request: HttpRequest, concept: Concept, *, replaced: Question | None = None, bet_missing: bool = False
) -> dict[str, Any]:
    """`replaced`: a question to show in place of its own, with what was wrong with the answer just sent."""
    record = get_record()
    standing = record.standing(request)
    place = LETTERS.index(concept.letter)
    context: dict[str, Any] = {
        "concept": concept,
        "ladder": ladder(standing),
        "standing": standing,
        "before": course().concepts[place - 1] if place else None,
        "after": course().concepts[place + 1] if place + 1 < len(LETTERS) else None,
        "lab_letters": lab.LETTERS,
        "prerequisites": [course().concept(letter) for letter in concept.prerequisites],
    }
    if concept.bet is None or concept.demo is None:
        return context | {"story": story(concept.animation)}
    placed = record.bet(request, concept.letter)
    slip = Slip(concept.bet, placed, concept.letter in standing.watched, bet_missing)
    answers, seed, again = record.answers(request, concept.letter), seed_of(request), request.GET.get("again")
    questions = [Question(item, seed, answers.get(item.id), again == item.id) for item in concept.items]
    if replaced is not None:
        questions = [replaced if question.item is replaced.item else question for question in questions]
    return context | {
        "slip": slip,
        "race": race_json(concept.demo, slip),
        "reading": reading.document(str(concept.reading)),
        "questions": questions,
        "story": story(concept.animation) if slip.locked else None,
        "next_exercise": next((one for one in concept.exercises if one.id not in standing.passed), None),
    }


def story(animation: Animation | None) -> dict[str, Any] | None:
    """For templates/lessons/story.html; None where the concept has no story."""
    if animation is None:
        return None
    language = active_language()
    return {
        "animation": animation,
        "json": animation.to_json(language),
        "programs": [
            {"slug": one.slug, "name": one.name, "source": one.source[language]} for one in animation.programs
        ],
        "has_cores": any(parameter.slug == "cores" for parameter in animation.parameters),
        "stops": [
            {
                "question": stop.question,
                "options": [
                    {
                        "key": option.key,
                        "text": option.text,
                        "right": option.right,
                        "idea": belief(option.misconception),
                        "says": option.says,
                    }
                    for option in stop.options
                ],
            }
            for stop in animation.stops
        ],
    }


def race_json(race: Race, slip: Slip | None = None) -> dict[str, Any]:
    """What the race's element is told: its programs in the page's language and, where a bet was placed, the bet."""
    stake = slip.chosen if slip else None
    bets = [{"entrant": slip.bet.entrant, "seconds": stake.seconds}] if slip and stake and slip.bet.drawn else []
    return {
        "context": race.context,
        "entrants": [
            {"name": entrant.name, "form": entrant.form, "source": entrant.source}
            for entrant in race.in_language(active_language())
        ],
        "bets": bets,
    }


def exercises_page(standing: Standing) -> dict[str, Any]:
    groups = [concept for concept in course().concepts if concept.exercises]
    return {"concepts": groups, "standing": standing}


def form_json(exercise_id: str, form: Form) -> dict[str, Any]:
    """What the page is told of another form of the learner's program."""
    return {
        "slot": form.slot,
        "name": form.name,
        "form": form.form,
        "source": form.draft.source,
        "version": form.draft.version,
        "saved_at": form.draft.saved_at.isoformat(),
        "draft_url": reverse("form-draft", args=[exercise_id, form.slot]),
    }


def exercise_page(request: HttpRequest, exercise: Exercise) -> dict[str, Any]:
    """For templates/pages/exercise.html and its elements."""
    record = get_record()
    draft, forms = record.draft(request, exercise.id), record.forms(request, exercise.id)
    source = exercise.starter if draft is None else draft.source
    return {
        "exercise": exercise,
        "concept": course().concept(exercise.letter),
        "statement": reading.document(str(exercise.statement)),
        "hints": hints_of(exercise, record.hints(request, exercise.id)),
        "starter": exercise.starter,
        "source": source,
        "draft": draft,
        "submissions": record.submissions(request, exercise.id),
        "exercise_json": {
            "context": exercise.context,
            "kind": exercise.setup.kind,
            "starter": exercise.starter,
            "source": source,
            "version": draft.version if draft else 0,
            "saved_at": draft.saved_at.isoformat() if draft else None,
            "draft_url": reverse("exercise-draft", args=[exercise.id]),
            "given": [
                {"name": str(given.name), "form": given.form, "source": given.source} for given in exercise.given
            ],
            "forms": [form_json(exercise.id, form) for form in forms],
            "forms_url": reverse("exercise", args=[exercise.id]) + "forms/",
        },
    }
