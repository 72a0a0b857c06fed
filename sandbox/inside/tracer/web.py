"""Requests of a FastAPI or Starlette app."""

from __future__ import annotations

from itertools import count
from types import ModuleType
from typing import Any, Final

from sandbox.inside.tracer import lanes, record, sites
from sandbox.inside.tracer.hooks import dress
from sandbox.inside.tracer.record import clip, emit, fault, now, tell

CO_COROUTINE: Final = 0x80
_number: Final = count(1).__next__


def hook_starlette(module: ModuleType) -> None:
    """`Starlette.__call__`, in which FastAPI's ends too. The endpoint is known once routing has run."""
    original = module.Starlette.__call__

    async def __call__(self: Any, scope: Any, receive: Any, send: Any) -> Any:
        if scope.get("type") != "http":
            try:
                return await original(self, scope, receive, send)
            except BaseException as problem:
                problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
                raise
        request = _number()
        told = False
        status: list[int | None] = [None]

        def sending(message: Any) -> Any:
            if message.get("type") == "http.response.start":
                status[0] = message.get("status")
            return send(message)

        try:
            path = clip(scope.get("path", ""), record.TEXT_CHARS)
            told = tell(("R", now(), request, clip(scope.get("method", "")), path, lanes.thread(), lanes.task_here()))
        except Exception as problem:
            fault(problem)
        try:
            return await original(self, scope, receive, sending)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        finally:
            try:
                if told:
                    _answered(request, status[0], scope)
            except Exception as problem:
                fault(problem)

    dress(__call__, original)
    module.Starlette.__call__ = __call__


def _answered(request: int, status: int | None, scope: Any) -> None:
    route = getattr(scope.get("route"), "path", None)
    code = getattr(scope.get("endpoint"), "__code__", None)
    form = "" if code is None else "async" if code.co_flags & CO_COROUTINE else "def"
    site = 0 if code is None else sites.definition(code)
    emit(("r", now(), request, status, None if route is None else clip(route, record.TEXT_CHARS), form, site))
