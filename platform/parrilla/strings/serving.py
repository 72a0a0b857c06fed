"""The sentences of a room as the scripts fetch them: a file that depends on its address alone, and never changes.

Known by its text, like a built file: a sentence that changes has another address. It is answered before anybody asks
who the visitor is, so that the browser may keep it.
"""

import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.utils.translation import override

from parrilla.strings import ROOMS

ADDRESS: Final = re.compile(r"/strings/([a-z]{2})/([a-z]+)-([0-9a-f]{12})\.json")
LANGUAGES: Final = frozenset(code for code, _name in settings.LANGUAGES)
FOR_GOOD: Final = "public, max-age=31536000, immutable"


@lru_cache
def text(language: str, room: str) -> str:
    """JSON. Raises KeyError for a room there is not."""
    with override(language):
        return json.dumps(
            {key: str(sentence) for part in ROOMS[room] for key, sentence in part.items()}, ensure_ascii=False
        )


@lru_cache
def addresses(language: str) -> dict[str, str]:
    """Where the rooms are that do not stand in the page."""
    return {room: f"/strings/{language}/{room}-{_version(language, room)}.json" for room in ROOMS if room != "page"}


@lru_cache
def _version(language: str, room: str) -> str:
    return hashlib.sha256(text(language, room).encode()).hexdigest()[:12]


class StringsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = ADDRESS.fullmatch(request.path_info)
        return self.get_response(request) if found is None else _answer(*found.groups())


def _answer(language: str, room: str, version: str) -> HttpResponse:
    if language not in LANGUAGES or room not in ROOMS:
        return HttpResponseNotFound()
    response = HttpResponse(text(language, room), content_type="application/json")
    # A page that is older than this server gets today's sentences, but not for good.
    response["Cache-Control"] = FOR_GOOD if version == _version(language, room) else "no-store"
    return response
