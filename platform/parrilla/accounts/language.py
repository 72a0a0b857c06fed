"""Which language a page speaks.

What the person chose, on this browser or else on their account; else what the browser wishes; else Spanish.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST

from parrilla.accounts import guests

OFFERED = frozenset(code for code, _name in settings.LANGUAGES)


class LanguageMiddleware(MiddlewareMixin):
    """Sits before authentication, whose user it asks for (and caches) only where no cookie answers."""

    def process_request(self, request: HttpRequest) -> None:
        translation.activate(chosen(request) or translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, _request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.has_header("Content-Language"):
            response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def chosen(request: HttpRequest) -> str | None:
    """The language the person asked for, on this browser or else on their account."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie in OFFERED:
        return cookie
    if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
        user = get_user(request)
        if user.is_authenticated and user.language in OFFERED:
            return str(user.language)
    return None


def of_scope(scope: dict[str, Any]) -> str:
    """The language of a websocket's person, found as a page finds it. Needs AuthMiddlewareStack."""
    cookie = scope.get("cookies", {}).get(settings.LANGUAGE_COOKIE_NAME)
    if cookie in OFFERED:
        return str(cookie)
    language = getattr(scope.get("user"), "language", None)
    if language in OFFERED:
        return str(language)
    wishes = dict(scope.get("headers", ())).get(b"accept-language", b"").decode("latin-1")
    wished = (code.split("-")[0] for code, _weight in parse_accept_lang_header(wishes))
    return next((code for code in wished if code in OFFERED), settings.LANGUAGE_CODE)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the wish (`language`) and go back to where it was made (`next`, else the page that asked), on this host."""
    response = HttpResponseRedirect(_place(request))
    language = request.POST.get("language", "")
    if language in OFFERED:
        remember(response, language)
        user = guests.current(request)
        if user is not None and user.language != language:
            user.language = language
            user.save(update_fields=["language"])
    return response


def remember(response: HttpResponse, language: str) -> None:
    """Keep the choice on this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.HTTPS,
        httponly=True,
    )


def _place(request: HttpRequest) -> str:
    host, secure = {request.get_host()}, request.is_secure()
    for place in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if url_has_allowed_host_and_scheme(place, allowed_hosts=host, require_https=secure):
            return place
    return "/"
