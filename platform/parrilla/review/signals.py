"""What makes cards: an answer in a lesson, a bet, a verdict."""

from typing import Any

from django.dispatch import receiver

from lessons.bet import Stake
from lessons.course import course
from lessons.items import Item
from parrilla.accounts.models import User
from parrilla.progress.signals import answered, bet_placed
from parrilla.review.deck import learn_from_answer, meet
from parrilla.review.models import Card
from parrilla.runs.models import Run
from parrilla.runs.signals import run_changed
from sandbox import grading


@receiver(answered)
def an_answer_was_kept(owner: User, item: Item, right: bool, shown: list[str], **_: Any) -> None:
    learn_from_answer(owner, item, right, shown)


@receiver(bet_placed)
def a_bet_was_placed(owner: User, letter: str, stake: Stake, **_: Any) -> None:
    if stake.misconception:
        meet(owner, Card.Kind.IDEA, stake.misconception, letter, right=False)


@receiver(run_changed)
def a_run_was_judged(run: Run, **_: Any) -> None:
    if run.state != Run.State.ENDED or not run.verdict_code or run.passed:
        return
    letter = next((exercise.letter for exercise in course().exercises if exercise.context == run.context), "")
    slug = grading.misconception(run.verdict_code)
    if letter and slug:
        meet(run.owner, Card.Kind.IDEA, slug, letter, right=False)
