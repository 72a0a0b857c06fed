"""What one learner handed in for one exercise, for their teacher."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lessons.course import UnknownContent, course
from parrilla.classroom.access import own_class
from parrilla.classroom.board import words
from parrilla.classroom.cells import UNSEEN, cells
from parrilla.classroom.models import Enrolment
from parrilla.runs.models import Run
from parrilla.runs.verdict import verdict_message

A_PAGE = 5
"""A transcript may be megabytes before it is cut, so few are opened at once."""

OUTPUT = 8000
"""Characters of output shown here; the run's own page has all of it."""


@dataclass(frozen=True)
class Submission:
    run: Run
    lines: tuple[str, ...]
    output: str
    cut: bool
    verdict: str


@never_cache
@login_required
@require_GET
def submissions(request: HttpRequest, class_id: UUID, enrolment_id: int, exercise_id: str) -> HttpResponse:
    classroom = own_class(request.user, class_id)
    enrolment = get_object_or_404(Enrolment, classroom=classroom, pk=enrolment_id)
    try:
        exercise = course().exercise(exercise_id)
    except UnknownContent:
        raise Http404 from None
    runs = Run.objects.filter(owner=enrolment.learner_id, context=exercise.id).order_by("-created_at", "-pk")
    page = Paginator(runs.filter(purpose=Run.Purpose.SUBMIT), A_PAGE).get_page(request.GET.get("page"))
    free = runs.exclude(purpose=Run.Purpose.SUBMIT).defer("transcript")
    cell = cells([enrolment.learner_id], [exercise.id]).get((enrolment.learner_id, exercise.id), UNSEEN)
    context = {
        "classroom": classroom,
        "enrolment": enrolment,
        "exercise": exercise,
        "page_of": page,
        "submissions": [_submission(run) for run in page],
        "state": words(cell),
        "free": free.count(),
        "latest": free.first(),
    }
    return render(request, "classroom/submissions.html", context)


def _submission(run: Run) -> Submission:
    text = "".join(event["data"].get("text", "") for event in run.events if event.get("type") == "output")
    source = str(run.entrants[0]["source"]) if run.entrants else ""
    return Submission(run, tuple(source.rstrip("\n").split("\n")), text[:OUTPUT], len(text) > OUTPUT, _verdict(run))


def _verdict(run: Run) -> str:
    """The verdict in the teacher's language, not in the one its learner read it in."""
    if not run.verdict_code:
        return ""
    data = {"code": run.verdict_code, "passed": run.passed, "evidence": run.evidence}
    return str(verdict_message(data, get_language() or "es")["message"])
