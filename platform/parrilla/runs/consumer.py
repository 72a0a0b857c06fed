"""The websocket of a page: opened with it, so that a click finds it open. Runs are launched, watched and stopped on it.

The browser says, each message JSON of at most SAID_BYTES:

    {"type": "launch", "key": uuid, "context", "purpose", "entrants", "bets"}   and watches what it launched
    {"type": "watch", "run": id, "after": last seq it has, -1 for all}
    {"type": "leave", "run": id}
    {"type": "stop", "run": id}

and hears `launched` {key, id, url} or `refused` {key, status, error, message, ...}, as over HTTP; of each run it
watches what `watch.Watch` tells, or `unseen` {id, code} where there is nothing for it to see. A `launch` sent again
with its key is the run it was. Anything else closes the socket.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.utils import translation

from parrilla.accounts import guests
from parrilla.accounts.language import of_scope
from parrilla.accounts.models import User
from parrilla.runs.access import find
from parrilla.runs.cancelling import cancelled
from parrilla.runs.door import enter
from parrilla.runs.hub import hub
from parrilla.runs.launch import id_of
from parrilla.runs.models import Run
from parrilla.runs.request import KEY, Refused, wish_of
from parrilla.runs.stop import stop
from parrilla.runs.watch import Gone, Watch

log = logging.getLogger(__name__)
T = TypeVar("T")
_errands: set[asyncio.Future[None]] = set()

INTERNAL: Final = 1011
MALFORMED: Final = 4400
NOT_SIGNED_IN: Final = 4401
NOT_YOURS: Final = 4403
UNKNOWN: Final = 4404

SAID_BYTES: Final = 65536
"""The web server lets no longer message in (`serve.web_server`); larger programs come over HTTP."""

WATCHES: Final = 8
"""Runs that one page may watch at a time."""


class SignedOut(Exception):
    """The session of an open socket is no longer that of its person."""


class RunsConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """`/ws/runs/`."""

    channel_layer_alias = None  # a run's events never travel on the channel layer: it drops silently

    user: User
    language: str

    async def connect(self) -> None:
        self._watches: dict[str, asyncio.Task[None]] = {}
        if not _same_origin(self.scope):
            await self.close()
            return
        await self.accept()  # a code can be given only on an open socket
        user = await guests.current_from_scope(self.scope)
        if user is None:
            await self.close(NOT_SIGNED_IN)
            return
        self.user, self.language = user, of_scope(self.scope)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        for name in list(self._watches):
            await self._leave(name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:  # noqa: ARG002
        """One message after the other: the next is read when this one has been dealt with."""
        if not hasattr(self, "user"):
            return  # said before it heard that it is nobody
        try:
            match _message(text_data):
                case {"type": "launch", "key": str(key)} as wish if KEY.fullmatch(key):
                    await self._launch(key, wish)
                case {"type": "watch", "run": str(name), "after": int(after), **more} if not more and _place(after):
                    await self._watch(name, after)
                case {"type": "leave", "run": str(name), **more} if not more:
                    await self._leave(name)
                case {"type": "stop", "run": str(name), **more} if not more:
                    await self._stop(name)
                case _:
                    await self.close(MALFORMED)
        except SignedOut:
            await self.close(NOT_SIGNED_IN)

    async def _launch(self, key: str, wish: dict[str, Any]) -> None:
        answered = asyncio.Event()
        if await self._take(str(id_of(self.user, key)), lambda name: self._begin(name, key, wish, answered)):
            await answered.wait()

    async def _begin(self, name: str, key: str, wish: dict[str, Any], answered: asyncio.Event) -> None:
        """Launch a run and follow it. Its events are subscribed to first: then there is nothing to catch up with."""
        address = (self.scope.get("client") or ("",))[0]
        errands: list[Callable[[], None]] = []
        try:
            async with hub().watch(name, -1, unborn=True) as watcher:
                run, new = await self._in_database(
                    lambda user: enter(address, lambda: wish_of(wish), lambda: _seen(user), errands.append)
                )
                await self._say("launched", key=key, id=str(run.pk), url=run.get_absolute_url())
                answered.set()
                watch = Watch(run, self.user, self.language, self.send)
                if new:
                    for errand in errands:
                        self._later(errand)
                    await watch.follow(watcher)
                    return
            await watch.catch_up(-1)
        except Refused as refused:
            await self._say("refused", key=key, status=refused.status, **refused.body)
        finally:
            answered.set()

    async def _watch(self, name: str, after: int) -> None:
        if (run := await self._find(name)) is not None:
            watch = Watch(run, self.user, self.language, self.send)
            await self._take(str(run.pk), lambda _name: watch.catch_up(after))

    async def _stop(self, name: str) -> None:
        run = await self._find(name)
        if run is None:
            return
        try:
            await self._in_database(lambda user: stop(run, user))
        except Refused as refused:
            await self._say("notice", id=name, **refused.body)

    async def _find(self, name: str) -> Run | None:
        """None where there is nothing for this person to see; then they have been told."""
        run, allowed = await self._in_database(lambda user: find(name, user))
        if run is not None and allowed:
            return run
        await self._say("unseen", id=name, code=UNKNOWN if run is None else NOT_YOURS)
        return None

    async def _take(self, name: str, follow: Callable[[str], Coroutine[Any, Any, None]]) -> bool:
        """Follow a run beside all others, in place of whatever followed it before."""
        await self._leave(name)
        if len(self._watches) >= WATCHES:
            await self.close(MALFORMED)
            return False
        self._watches[name] = asyncio.create_task(self._guarded(name, follow(name)))
        return True

    async def _guarded(self, name: str, following: Coroutine[Any, Any, None]) -> None:
        try:
            await following
        except Gone:
            await self._say("unseen", id=name, code=UNKNOWN)
        except SignedOut:
            await self.close(NOT_SIGNED_IN)
        except Exception:
            log.exception("run %s could not be followed", name)
            await self.close(INTERNAL)  # the browser comes back and goes on behind the last event it has
        if self._watches.get(name) is asyncio.current_task():
            del self._watches[name]

    async def _leave(self, name: str) -> None:
        await cancelled(self._watches.pop(name, None))

    async def _in_database(self, work: Callable[[User], T]) -> T:
        """Work for the person of this socket, in their language. Raises SignedOut."""

        def do() -> T:
            user = guests.now_of_scope(self.scope)
            if user is None or user.pk != self.user.pk:
                raise SignedOut
            with translation.override(self.language):
                return work(user)

        done: T = await database_sync_to_async(do)()
        return done

    def _later(self, errand: Callable[[], None]) -> None:
        """Do it while the run is on its way."""
        task = asyncio.ensure_future(database_sync_to_async(errand)())
        _errands.add(task)  # nobody else holds it
        task.add_done_callback(_errands.discard)

    async def _say(self, kind: str, **fields: Any) -> None:
        await self.send(json.dumps({"type": kind, **fields}))  # in ASCII: a name heard may be no valid Unicode


class NoSuchSocket(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Any other address: refused by name, where a router without it would log a fault of ours."""

    channel_layer_alias = None

    async def connect(self) -> None:
        await self.accept()
        await self.close(UNKNOWN)


def _message(text: str | None) -> Any:
    """What the browser said; None where it is no JSON, or too much of it."""
    if text is None or len(text) > SAID_BYTES:
        return None
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _place(after: int) -> bool:
    return not isinstance(after, bool) and -1 <= after < 10**9


def _seen(user: User) -> User:
    guests.seen(user)
    return user


def _same_origin(scope: dict[str, Any]) -> bool:
    """What Django asks of the origin of a form, for a socket that starts programs: this very host and port, or one that
    the operator trusts."""
    headers = dict(scope.get("headers", ()))
    origin, host = (headers.get(name, b"").decode("latin-1").lower() for name in (b"origin", b"host"))
    return origin in settings.CSRF_TRUSTED_ORIGINS or (host != "" and origin in (f"http://{host}", f"https://{host}"))
