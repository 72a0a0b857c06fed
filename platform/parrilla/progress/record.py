"""The learner's record behind the lesson pages: `lessons.learner.LearnerRecord`, kept in the database."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import get_language

from lessons.course import course
from lessons.learner import NOBODY, Answered, Form, FormWish, PlacedBet, Standing, Submission, TooManyAnswers
from lessons.learner import Draft as KeptDraft
from lessons.quiz import Outcome
from parrilla.accounts import guests
from parrilla.accounts.models import User
from parrilla.progress import drafts, forms
from parrilla.progress.models import Attempt, Bet, Draft, OpenedHint
from parrilla.progress.signals import answered, bet_placed
from parrilla.runs import limits
from parrilla.runs.models import Run
from parrilla.runs.verdict import verdict_message
from parrilla.runs.wire import announce

SUBMISSIONS = 20
"""Shown beside an exercise; the rest is on the progress page."""


class DatabaseRecord:
    def standing(self, request: HttpRequest) -> Standing:
        user = guests.current(request)
        return NOBODY if user is None else standing_of(user)

    def bet(self, request: HttpRequest, letter: str) -> PlacedBet | None:
        user = guests.current(request)
        bet = Bet.objects.filter(owner=user, letter=letter).first() if user else None
        return None if bet is None else PlacedBet(bet.stake, bet.placed_at)

    def place_bet(self, request: HttpRequest, letter: str, stake: str) -> PlacedBet:
        owner = guests.person(request)
        try:
            with transaction.atomic():
                bet = Bet.objects.create(owner=owner, letter=letter, stake=stake)
        except IntegrityError:
            bet = Bet.objects.get(owner=owner, letter=letter)
        else:
            slip = course().concept(letter).bet
            chosen = slip.stake(stake) if slip else None
            if chosen is not None:
                announce(bet_placed, Bet, owner=owner, letter=letter, stake=chosen)
        return PlacedBet(bet.stake, bet.placed_at)

    def answers(self, request: HttpRequest, letter: str) -> Mapping[str, Answered]:
        user = guests.current(request)
        if user is None:
            return {}
        latest: dict[str, Attempt] = {}
        counts: dict[str, int] = {}
        for attempt in Attempt.objects.filter(owner=user, item__startswith=f"{letter}."):
            latest.setdefault(attempt.item, attempt)
            counts[attempt.item] = counts.get(attempt.item, 0) + 1
        return {item: _answered(attempt, counts[item]) for item, attempt in latest.items()}

    def keep_answer(self, request: HttpRequest, item_id: str, outcome: Outcome) -> Answered:
        # Before the person, who may be made by it: an address must not fill the database with guests.
        if wait_s := limits.wait_of_address(request.META.get("REMOTE_ADDR", "")):
            raise TooManyAnswers(wait_s)
        owner = guests.person(request)
        if wait_s := limits.wait_of_person(owner.pk):
            raise TooManyAnswers(wait_s)
        attempt = Attempt.objects.create(
            owner=owner,
            item=item_id,
            answer=outcome.answer,
            right=outcome.right,
            misconceptions=outcome.misconceptions,
        )
        told = {"item": course().item(item_id), "right": outcome.right, "shown": outcome.misconceptions}
        announce(answered, Attempt, owner=owner, **told)
        return _answered(attempt, Attempt.objects.filter(owner=owner, item=item_id).count())

    def draft(self, request: HttpRequest, exercise_id: str) -> KeptDraft | None:
        user = guests.current(request)
        draft = Draft.objects.filter(owner=user, exercise=exercise_id, slot=0).first() if user else None
        return None if draft is None else drafts.kept(draft)

    def keep_draft(self, request: HttpRequest, exercise_id: str, source: str, version: int, slot: int = 0) -> KeptDraft:
        return drafts.save(guests.person(request), exercise_id, source, version, slot)

    def forms(self, request: HttpRequest, exercise_id: str) -> Sequence[Form]:
        user = guests.current(request)
        return forms.of(user, exercise_id) if user else []

    def keep_form(self, request: HttpRequest, exercise_id: str, wish: FormWish) -> Form:
        return forms.keep(guests.person(request), exercise_id, wish)

    def drop_form(self, request: HttpRequest, exercise_id: str, slot: int) -> None:
        user = guests.current(request)
        if user is not None:
            forms.drop(user, exercise_id, slot)

    def submissions(self, request: HttpRequest, exercise_id: str) -> Sequence[Submission]:
        user = guests.current(request)
        return [] if user is None else submissions_of(user, exercise_id)

    def hints(self, request: HttpRequest, exercise_id: str) -> int:
        user = guests.current(request)
        if user is None:
            return 0
        opened = OpenedHint.objects.filter(owner=user, exercise=exercise_id)
        return opened.aggregate(most=Max("number"))["most"] or 0

    def open_hint(self, request: HttpRequest, exercise_id: str, number: int) -> None:
        OpenedHint.objects.get_or_create(owner=guests.person(request), exercise=exercise_id, number=number)


def _answered(attempt: Attempt, attempts: int) -> Answered:
    return Answered(attempt.answer, attempt.right, attempts, attempt.answered_at)


def standing_of(user: User) -> Standing:
    """Three queries, whatever there is."""
    runs = Run.objects.filter(owner=user, state=Run.State.ENDED).order_by()
    watched, passed, tried = set(), set(), set()
    told = runs.values_list("context", "purpose", "outcome", "passed").distinct()
    for context, purpose, outcome, run_passed in told:
        if purpose == Run.Purpose.RACE and context.startswith("demo:") and outcome == "finished":
            watched.add(context.removeprefix("demo:"))
        elif purpose == Run.Purpose.SUBMIT:
            tried.add(context)
            if run_passed:
                passed.add(context)
    return Standing(
        bets=frozenset(Bet.objects.filter(owner=user).values_list("letter", flat=True)),
        watched=frozenset(watched),
        right=frozenset(
            Attempt.objects.filter(owner=user, right=True).order_by().values_list("item", flat=True).distinct()
        ),
        passed=frozenset(passed),
        tried=frozenset(tried),
    )


def submissions_of(user: User, exercise_id: str, most: int = SUBMISSIONS) -> list[Submission]:
    """Newest first. One query; transcripts stay in the database."""
    runs = Run.objects.filter(owner=user, context=exercise_id, purpose=Run.Purpose.SUBMIT).defer("transcript")[:most]
    return [submission(run) for run in runs]


def submission(run: Run) -> Submission:
    message = ""
    if run.verdict_code:
        data = {"code": run.verdict_code, "passed": bool(run.passed), "evidence": run.evidence}
        message = verdict_message(data, get_language() or "es")["message"]
    return Submission(
        id=str(run.pk),
        url=run.get_absolute_url(),
        sent_at=run.created_at,
        state=run.state,
        outcome=run.outcome,
        code=run.verdict_code,
        passed=run.passed,
        source=str(run.entrants[0]["source"]) if run.entrants else "",
        message=message,
    )
