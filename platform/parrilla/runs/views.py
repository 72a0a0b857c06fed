"""Starting, stopping and looking at runs over HTTP."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from parrilla.accounts import guests
from parrilla.runs import account, request
from parrilla.runs.access import may_watch
from parrilla.runs.door import enter
from parrilla.runs.models import Run
from parrilla.runs.place import place
from parrilla.runs.request import Refused
from parrilla.runs.stop import stop
from parrilla.runs.verdict import verdict_message

View = Callable[..., HttpResponse]


def refusals_as_json(view: View) -> View:
    @wraps(view)
    def answer(asked: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(asked, *args, **kwargs)
        except Refused as refused:
            response = JsonResponse(refused.body, status=refused.status)
            if "retry_after_s" in refused.body:
                response["Retry-After"] = str(refused.body["retry_after_s"])
            return response

    return answer


@require_POST
@refusals_as_json
def create(asked: HttpRequest) -> HttpResponse:
    """201 {id, url}; else 4xx or 503 {error, message}. The way in where there is no socket: see `consumer`."""
    address = asked.META.get("REMOTE_ADDR", "")
    run, _new = enter(address, lambda: request.read(_body(asked)), lambda: guests.person(asked))
    return JsonResponse({"id": str(run.pk), "url": run.get_absolute_url()}, status=201)


@never_cache
@require_GET
def page(asked: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The permanent view of a run, for its owner and the owner's teachers; to anybody else it does not exist."""
    run = _seen(asked, run_id)
    verdict = None
    if run.verdict_code:
        data = {"code": run.verdict_code, "passed": bool(run.passed), "evidence": run.evidence}
        verdict = verdict_message(data, get_language() or "es")
    told = {
        "headline": account.headline(run, verdict),
        "entrants": account.entrants(run),
        "place": place(run.context),
        "run_json": run.as_json(programs=True),
    }
    return render(asked, "runs/run.html", {"run": run, "verdict": verdict, **told})


@never_cache
@require_GET
def events(asked: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The recorded events; an empty list while the run goes on."""
    return JsonResponse(_seen(asked, run_id).events, safe=False)


@require_POST
@refusals_as_json
def stop_run(asked: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    run = _seen(asked, run_id)
    stop(run, guests.current(asked))
    return HttpResponse(status=204)


def _seen(asked: HttpRequest, run_id: uuid.UUID) -> Run:
    user = guests.current(asked)
    run = Run.objects.select_related("owner").filter(pk=run_id).first()
    if user is None or run is None or not may_watch(user, run):
        raise Http404
    return run


def _body(asked: HttpRequest) -> bytes:
    try:
        return asked.body
    except RequestDataTooBig:
        raise Refused("too-large", request.PROGRAM_MESSAGES["too-large"], 413) from None
    except UnreadablePostError:
        raise Refused("malformed", _("The request broke off on its way."), 400) from None
