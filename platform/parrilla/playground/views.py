"""The pages and what they ask of the server. Only its owner finds a sketch; whoever has a link finds a share."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lessons.course import UnknownContent, course
from parrilla.accounts import guests
from parrilla.accounts.models import User
from parrilla.playground import limits, pages, shares, sketches
from parrilla.playground.body import Body, malformed, parsed, read
from parrilla.playground.models import Share, Sketch
from parrilla.playground.sketches import Origin, Stale
from parrilla.runs import account
from parrilla.runs.request import PROGRAM_MESSAGES, Refused
from parrilla.runs.views import refusals_as_json

View = Callable[..., HttpResponse]


def unseen_by_robots(view: View) -> View:
    """Whoever has the link sees the page; nobody else is led to it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = render(request, "playground/gone.html", status=404)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@never_cache
@require_GET
def playground(request: HttpRequest) -> HttpResponse:
    user = guests.current(request)
    context = {"examples": pages.examples(), "sketches": sketches.listed(user), "shares": shares.listed(user)}
    return render(request, "playground/playground.html", context)


@never_cache
@require_GET
def new(request: HttpRequest) -> HttpResponse:
    return render(request, "playground/bench.html", pages.bench(guests.current(request), pages.blank()))


@never_cache
@require_GET
def example(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = course().example(slug)
    except UnknownContent:
        raise Http404 from None
    context = pages.bench(guests.current(request), pages.of_example(found), example=found)
    return render(request, "playground/bench.html", context)


@never_cache
@require_GET
def sketch(request: HttpRequest, sketch_id: UUID) -> HttpResponse:
    found = _mine(guests.current(request), sketch_id)
    return render(request, "playground/bench.html", pages.bench(found.owner, Body.of(found), found))


@require_POST
@refusals_as_json
def create(request: HttpRequest) -> HttpResponse:
    """JSON {title, programs, choices, example}; 201 {id, url, version, saved_at}, or 4xx {error, message}."""
    limits.charge_address(request.META.get("REMOTE_ADDR", ""))
    raw = parsed(_body(request))
    body, origin = read(raw), Origin.of_example(raw.get("example", ""))
    made = sketches.make(guests.person(request), body, origin)
    return JsonResponse(_saved(made), status=201)


@require_POST
@refusals_as_json
def save(request: HttpRequest, sketch_id: UUID) -> HttpResponse:
    """JSON {title, programs, choices, version}; 200 {id, url, version, saved_at}, 409 with what another tab saved."""
    user = guests.current(request)
    if user is None:
        raise _not_here()
    raw = parsed(_body(request))
    version = raw.get("version")
    if type(version) is not int or not 0 <= version < 2**31:
        raise malformed()
    try:
        return JsonResponse(_saved(sketches.save(user, sketch_id, read(raw), version)))
    except Sketch.DoesNotExist:
        raise _not_here() from None
    except Stale as stale:
        kept = Body.of(stale.sketch).to_json()
        return JsonResponse({"error": "stale", **_saved(stale.sketch), **kept}, status=409)


@require_POST
def delete(request: HttpRequest, sketch_id: UUID) -> HttpResponse:
    """Its links stay: they were given to somebody, and can be revoked one by one."""
    found = _mine(guests.current(request), sketch_id)
    found.delete()
    messages.success(request, _("Deleted: %(title)s") % {"title": found.name})
    return redirect("playground")


@require_POST
@refusals_as_json
def share(request: HttpRequest, sketch_id: UUID) -> HttpResponse:
    """JSON {named, run: id or ""}; 201 {url}, whole, to be given to others."""
    user = guests.current(request)
    raw = parsed(_body(request))
    named, run = raw.get("named"), raw.get("run")
    if not isinstance(named, bool) or not isinstance(run, str):
        raise malformed()
    try:
        run_id = UUID(run) if run else None
    except ValueError:
        raise malformed() from None
    try:
        found = _mine(user, sketch_id)
    except Http404:
        raise _not_here() from None
    made = shares.share(found.owner, found, named, run_id)
    return JsonResponse({"url": request.build_absolute_uri(made.get_absolute_url())}, status=201)


@unseen_by_robots
@never_cache
@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    found = _shared(token)
    user = guests.current(request)
    context = {
        **pages.shared(found),
        "mine": user is not None and user.pk == found.owner_id,
        "link": request.build_absolute_uri(found.get_absolute_url()),
        "told": account.entrants(found.run) if found.run else [],
    }
    return render(request, "playground/shared.html", context)


@unseen_by_robots
@never_cache
@require_GET
def shared_events(_request: HttpRequest, token: str) -> HttpResponse:
    """The recorded events of the run that is shared along; 404 where none is."""
    found = _shared(token)
    if found.run is None:
        raise Http404
    return JsonResponse(found.run.events, safe=False)


@unseen_by_robots
@require_POST
def fork(request: HttpRequest, token: str) -> HttpResponse:
    found = _shared(token)
    try:
        limits.charge_address(request.META.get("REMOTE_ADDR", ""))
        made = shares.fork(guests.person(request), found)
    except Refused as refused:
        messages.error(request, refused.body["message"])
        return redirect(found)
    return redirect(made)


@unseen_by_robots
@require_POST
def revoke(request: HttpRequest, token: str) -> HttpResponse:
    user = guests.current(request)
    found = _shared(token)
    if user is None or found.owner_id != user.pk:
        raise Http404
    found.delete()
    messages.success(request, _("The link opens nothing any more."))
    return HttpResponseRedirect(found.sketch.get_absolute_url()) if found.sketch else redirect("playground")


def _mine(user: User | None, sketch_id: UUID) -> Sketch:
    if user is None:
        raise Http404
    return get_object_or_404(Sketch.objects.select_related("from_share__owner", "owner"), pk=sketch_id, owner=user)


def _shared(token: str) -> Share:
    return get_object_or_404(Share.objects.select_related("owner", "run", "sketch"), pk=token)


def _not_here() -> Refused:
    return Refused("not-here", _("This sketch is no longer here. What you wrote is kept in this browser."), 404)


def _saved(kept: Sketch) -> dict[str, Any]:
    return {
        "id": str(kept.pk),
        "url": kept.get_absolute_url(),
        "version": kept.version,
        "saved_at": kept.saved_at.isoformat(),
    }


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise Refused("too-large", PROGRAM_MESSAGES["too-large"], 413) from None
    except UnreadablePostError:
        raise Refused("malformed", _("The request broke off on its way."), 400) from None
