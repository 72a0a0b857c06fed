"""What an author sees while writing, with DEBUG: the course as it is on disk now, and an error where it stands.

Served to learners the course is read once. Here every file's time is looked at, at most a few times a second.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lessons.documents import ContentError

if TYPE_CHECKING:
    from lessons.course import Course

LOOK_SECONDS: Final = 0.3
AGAIN_SECONDS: Final = 2
AROUND: Final = 3
"""Lines shown before and after the one at fault."""


class Watched:
    """The course, read again when a file has changed. Thread-safe."""

    def __init__(self, content: Path, read: Callable[[], Course]) -> None:
        self._content, self._read = content, read
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._stamp: frozenset[tuple[str, int]] = frozenset()
        self._course: Course | None = None
        self._mistake: ContentError | None = None

    def course(self) -> Course:
        """Raises ContentError, the same one until a file is changed."""
        with self._lock:
            if time.monotonic() - self._looked > LOOK_SECONDS:
                self._look()
            if self._mistake is not None:
                raise self._mistake.with_traceback(None)
            assert self._course is not None
            return self._course

    def _look(self) -> None:
        stamp = frozenset(_times(self._content))
        if stamp != self._stamp:
            self._course, self._mistake = None, None
            try:
                self._course = self._read()
            except ContentError as error:
                self._mistake = error
            self._stamp = stamp
        self._looked = time.monotonic()


def _times(folder: Path) -> list[tuple[str, int]]:
    return [
        (os.path.join(place, name), os.stat(os.path.join(place, name)).st_mtime_ns)
        for place, _folders, names in os.walk(folder)
        for name in names
        if os.path.exists(os.path.join(place, name))
    ]


class AuthorMiddleware:
    """In place of an error page: the file, the line and what is wrong with it. Tries again by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not settings.DEBUG or not isinstance(error, ContentError):
            return None
        page = render(request, "lessons/author.html", {"error": error, "excerpt": excerpt(error)}, status=500)
        page["Refresh"] = str(AGAIN_SECONDS)
        return page


def excerpt(error: ContentError) -> list[tuple[int, str, bool]]:
    """The lines around the fault: number, text, whether it is the one."""
    try:
        lines = error.file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    first = max(error.line - AROUND, 1)
    return [
        (number, line, number == error.line)
        for number, line in enumerate(lines[first - 1 : error.line + AROUND], first)
    ]
