"""Two things sent at once by one browser: something of a guest's to keep, and a log-in that makes the guest an account.

Where the log-in is quicker, the row that was to own the thing is gone. That is no fault of anybody's: nothing was kept,
the page is told so, and it still has what was written.
"""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from parrilla.accounts.guests import Moved
from parrilla.accounts.models import User


class MovedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        guest: User | None = getattr(request, "_guest", None)
        if guest is None or not isinstance(exception, Moved | IntegrityError | ObjectDoesNotExist):
            return None
        if User.objects.filter(pk=guest.pk).exists():
            return None  # then it is a fault of ours
        if (
            "json" in request.headers.get("Accept", "")
            or "json" in (request.content_type or "")
            or "X-Fragment" in request.headers
        ):
            message = _("You signed in meanwhile. Reload the page and do it again; what you wrote is still here.")
            return JsonResponse({"error": "signed-in", "message": message}, status=409)
        return HttpResponseRedirect(_page(request), status=303)


def _page(request: HttpRequest) -> str:
    """Where the form was, as the account sees it."""
    came_from = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if safe else "/"
