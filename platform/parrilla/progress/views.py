"""The learner's own page, and the history of one exercise."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lessons.course import UnknownContent, course
from lessons.learner import NOBODY
from lessons.pages import ladder
from parrilla.accounts import guests
from parrilla.progress.calibration import Calibration, calibration
from parrilla.progress.diary import Diary, diary
from parrilla.progress.record import submission
from parrilla.runs.models import Run

A_PAGE = 10


@never_cache
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """Everybody has one, guests too; a visitor who did nothing yet sees what will stand here."""
    user = guests.current(request)
    found = Diary(ladder(NOBODY), []) if user is None else diary(user)
    return render(request, "progress/progress.html", {"diary": found, "ladder": found.ladder})


@never_cache
@require_GET
def bets(request: HttpRequest) -> HttpResponse:
    user = guests.current(request)
    found = Calibration([]) if user is None else calibration(user)
    return render(request, "progress/calibration.html", {"bets": found})


@never_cache
@require_GET
def history(request: HttpRequest, exercise_id: str) -> HttpResponse:
    """Every submission to an exercise with its code, newest first; and the runs that asked for no verdict."""
    try:
        exercise = course().exercise(exercise_id.upper())
    except UnknownContent:
        raise Http404 from None
    if exercise_id != exercise.id:
        return redirect("progress-exercise", exercise.id, permanent=True)
    user = guests.current(request)
    runs = Run.objects.filter(owner=user, context=exercise.id) if user else Run.objects.none()
    runs = runs.defer("transcript")
    page = Paginator(runs.filter(purpose=Run.Purpose.SUBMIT), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "exercise": exercise,
        "concept": course().concept(exercise.letter),
        "page_of": page,
        "submissions": [submission(run) for run in page],
        "free": runs.exclude(purpose=Run.Purpose.SUBMIT)[:A_PAGE],
    }
    return render(request, "progress/history.html", context)
