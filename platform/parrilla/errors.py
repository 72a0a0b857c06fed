"""Pages for what went wrong. They say what happened, what was kept and what to do; they never need the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from parrilla.page import assets


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    return render(request, "pages/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    return render(request, "pages/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """The page was open for longer than its session, or cookies are off."""
    return render(request, "pages/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - see below
    """Without the request: what failed may have been a context processor, so this page stands alone."""
    return HttpResponse(render_to_string("pages/500.html", {"assets": assets()}), status=500)
