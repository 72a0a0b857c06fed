"""HTTP requests, each answered in one thread from the first middleware to the last."""

from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Handler(ASGIHandler):
    """Every middleware and every view of ours is synchronous. Django's own handler would still go to the thread and
    back to the event loop for most of them, several times a request; this one goes once."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - asked for True, and not heeded
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        answer: Any = sync_to_async(self.get_response, thread_sensitive=True)
        response: HttpResponseBase = await answer(request)
        return response
