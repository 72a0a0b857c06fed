"""The review of the day, and the map of what is mastered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lessons.answering import answered, with_status
from lessons.course import course
from lessons.learner import Answered
from lessons.question import Question
from lessons.seed import keep_seed, seed_of
from parrilla.accounts import guests
from parrilla.progress.models import Attempt
from parrilla.review import deck
from parrilla.review.atlas import Atlas
from parrilla.review.mastery import masteries
from parrilla.review.models import Card, Review
from parrilla.review.session import A_DAY, Sitting, sitting


@never_cache
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """The next card; with `?told=` the review that was just done, and what there is to say about it."""
    user = guests.current(request)
    if user is None:
        return render(request, "review/review.html", {"a_day": A_DAY})
    told = request.GET.get("told", "")
    if told.isdecimal() and len(told) < 19:
        done = Review.objects.filter(owner=user, pk=int(told)).select_related("card").first()
        if done is not None:
            return _told(request, done, sitting(user))
    return _ask(request, sitting(user))


@require_POST
def answer(request: HttpRequest, card_id: int) -> HttpResponse:
    """Keep the answer, say when it comes back. A card that is not due any more (another tab) leads to the next one."""
    user = guests.current(request)
    now = sitting(user) if user else None
    if now is None or now.card is None or now.item is None or now.card.pk != card_id:
        return redirect("review")
    card, item = now.card, now.item
    question = answered(request, item, _seed(request, card, item.id))
    if question.answered is None:
        return with_status(_ask(request, now, question), question)
    done = deck.review(card, item, question.answered.right)
    return redirect(f"{reverse('review')}?told={done.pk}")


@never_cache
@require_GET
def mastery(request: HttpRequest) -> HttpResponse:
    """Everybody has one; what nobody has touched yet says what it takes."""
    found = masteries(guests.current(request))
    return render(request, "review/mastery.html", {"masteries": found, "atlas": Atlas(found)})


def _ask(request: HttpRequest, now: Sitting, question: Question | None = None) -> HttpResponse:
    context = {"sitting": now, "a_day": A_DAY}
    if now.card is not None and now.item is not None:
        question = question or Question(now.item, _seed(request, now.card, now.item.id))
        context |= {"question": question, "concept": course().concept(now.item.letter)}
    return keep_seed(request, render(request, "review/review.html", context))


def _told(request: HttpRequest, done: Review, now: Sitting) -> HttpResponse:
    item = next((item for concept in course().concepts for item in concept.items if item.id == done.item), None)
    attempt = Attempt.objects.filter(owner=done.owner_id, item=done.item, answered_at__lte=done.reviewed_at).first()
    if item is None or attempt is None:
        return redirect("review")
    given = Answered(attempt.answer, attempt.right, 1, attempt.answered_at)
    context = {
        "sitting": now,
        "a_day": A_DAY,
        "told": done,
        "question": Question(item, _seed(request, done.card, item.id, done), given),
        "concept": course().concept(item.letter),
    }
    return render(request, "review/review.html", context)


def _seed(request: HttpRequest, card: Card, item: str, until: Review | None = None) -> str:
    """Another order than in the lesson, and another one each time it is asked; the same on reload and when told."""
    asked = card.reviews.filter(item=item)
    return f"{seed_of(request)}:{(asked.filter(pk__lt=until.pk) if until else asked).count()}"
