"""The playground's setups: free programs, in what is put together from the choices that stand here.

A run keeps only its context, from which its job must be made again after a lost queue. So a context names the choices
and nothing else: `play:script:none`, `play:script:kitchen`, `play:app:kitchen:60`. Whoever adds a service adds one
entry to SERVICES.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args

from lessons.setup import Setup
from lessons.text import Text
from sandbox.job import MAX_ENTRANTS, Entrant, Job, Limits

Kind = Literal["script", "app"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

USERS: Final = (1, 10, 30, 60, 100, 200)
"""How many may call an app at once."""

ROUNDS: Final = (1, 3, 5)
"""How often each program of a race may be run."""

FORMS: Final = ("", "sync", "async", "threads", "processes")
PROGRAMS: Final = MAX_ENTRANTS
LIMITS: Final = Limits(processes=128)
"""The job's own, and room for somebody who wants to see a hundred threads."""

PREFIX: Final = "play"
NOTHING: Final = "none"


@dataclass(frozen=True, slots=True)
class Service:
    """One thing a program may meet. Of those with the same `place` a run has at most one."""

    key: str
    """Short, of letters alone: it stands in contexts."""
    place: str
    name: Text
    says: Text
    """How a program reaches it and what it does, in markdown."""
    config: Mapping[str, Any]
    """For the sandbox: what the job's `services` hold under `place`."""


KITCHEN: Final[Mapping[str, Any]] = {"ms": 300, "fail": {"/burnt": [500, 100]}}

SERVICES: Final[tuple[Service, ...]] = (
    Service(
        key="kitchen",
        place="kitchen",
        name=Text(es="Cocina", en="Kitchen"),
        says=Text(
            es='En `os.environ["KITCHEN"]`. Responde a cualquier ruta en 300 ms, o en los que pidas con `?ms=500`; '
            "`/burnt` falla con un 500 a los 100 ms.",
            en='At `os.environ["KITCHEN"]`. It answers any path after 300 ms, or after what you ask for with '
            "`?ms=500`; `/burnt` fails with a 500 after 100 ms.",
        ),
        config=KITCHEN,
    ),
    Service(
        key="stoves",
        place="kitchen",
        name=Text(es="Cocina de cuatro fuegos", en="Kitchen with four stoves"),
        says=Text(
            es="La misma cocina, pero no atiende más de cuatro pedidos a la vez: el quinto recibe un 503 al instante.",
            en="The same kitchen, but it never serves more than four orders at once: a fifth gets a 503 right away.",
        ),
        config={**KITCHEN, "cap": 4},
    ),
    Service(
        key="database",
        place="database",
        name=Text(es="Base de datos", en="Database"),
        says=Text(
            es='PostgreSQL, nuevo en cada carrera, en `os.environ["DATABASE_URL"]`. `select espera(300)` tarda 300 ms; '
            "`platos` trae veinte filas y `pedidos` espera las tuyas. Con asyncpg, psycopg o psycopg2.",
            en='PostgreSQL, new in every run, at `os.environ["DATABASE_URL"]`. `select wait_ms(300)` takes 300 ms; '
            "`dishes` comes with twenty rows, and `orders` waits for yours. With asyncpg, psycopg or psycopg2.",
        ),
        config={},
    ),
    Service(
        key="mail",
        place="mail",
        name=Text(es="Correo", en="Mail"),
        says=Text(
            es='Un servidor SMTP en `os.environ["SMTP_HOST"]` y `os.environ["SMTP_PORT"]`. Se piensa cada carta '
            "durante 300 ms, la acepta y no la envía a nadie. Con smtplib o aiosmtplib.",
            en='An SMTP server at `os.environ["SMTP_HOST"]` and `os.environ["SMTP_PORT"]`. It thinks about each letter '
            "for 300 ms, accepts it, and sends it to nobody. With smtplib or aiosmtplib.",
        ),
        config={"ms": 300},
    ),
    Service(
        key="disk",
        place="disk",
        name=Text(es="Disco lento", en="Slow disk"),
        says=Text(
            es='Tres archivos, `menu.txt`, `stock.txt` y `orders.txt`, en la carpeta `os.environ["DISK"]`. Cada '
            "`open()` detiene 500 ms al hilo que lo llama.",
            en='Three files, `menu.txt`, `stock.txt` and `orders.txt`, in the folder `os.environ["DISK"]`. Each '
            "`open()` stops the thread that calls it for 500 ms.",
        ),
        config={"ms": 500},
    ),
)

BY_KEY: Final = {service.key: service for service in SERVICES}
PLACES: Final = tuple(dict.fromkeys(service.place for service in SERVICES))


class UnknownChoice(LookupError):
    """It is none of those on offer."""


@dataclass(frozen=True)
class Play:
    """What somebody chose to run in. Made by `read` or `of_context`, which take nothing that is not on offer."""

    kind: Kind = "script"
    services: tuple[str, ...] = ("kitchen",)
    """Keys, in the order of SERVICES."""
    users: int = 30
    """Of an app; a script has none, and remembers the number for when it becomes one."""

    @classmethod
    def read(cls, kind: Any, services: Any, users: Any) -> Play:
        """From anywhere. Raises UnknownChoice."""
        if kind not in KINDS or type(users) is not int or users not in USERS or not isinstance(services, list | tuple):
            raise UnknownChoice("kind or users")
        if not all(isinstance(key, str) and key in BY_KEY for key in services):
            raise UnknownChoice("services")
        if len({BY_KEY[key].place for key in services}) < len(services):
            raise UnknownChoice("two services in one place")
        return cls(kind, tuple(key for key in BY_KEY if key in services), users)

    @classmethod
    def of_context(cls, context: str) -> Play:
        """Raises UnknownChoice, also for what is not written as `context` writes it."""
        prefix, _, rest = context.partition(":")
        kind, *others = rest.split(":")
        if prefix != PREFIX or len(others) != (2 if kind == "app" else 1):
            raise UnknownChoice(context)
        users = others[1] if kind == "app" else str(cls.users)
        services = () if others[0] == NOTHING else others[0].split("_")
        play = cls.read(kind, services, int(users) if users.isascii() and users.isdecimal() and len(users) < 5 else 0)
        if play.context != context:
            raise UnknownChoice(context)
        return play

    @property
    def context(self) -> str:
        """The name a run carries."""
        parts = [PREFIX, self.kind, "_".join(self.services) or NOTHING]
        return ":".join([*parts, str(self.users)] if self.kind == "app" else parts)

    @property
    def setup(self) -> Setup:
        return Setup(
            context=self.context,
            kind=self.kind,
            limits=LIMITS,
            services={BY_KEY[key].place: BY_KEY[key].config for key in self.services},
            load=(self.crowd,) if self.kind == "app" else (),
        )

    @property
    def crowd(self) -> dict[str, Any]:
        """All users come at once, each with one request; a heartbeat shows what becomes of everybody else's.

        An app without /ping answers the heartbeat with 404, which takes its event loop as well.
        """
        return {
            "name": "crowd",
            "path": "/?user={user}",
            "users": self.users,
            "ping": "/ping",
            "timeout_ms": 12_000,
        }

    def job(self, run_id: str, entrants: Iterable[Entrant], graded: bool = False) -> Job:
        """There are no rules here, so nothing is ever graded. Who races processes waits for a free core."""
        programs = tuple(entrants)
        setup = replace(self.setup, cpu=any(program.form == "processes" for program in programs))
        return setup.job(run_id, programs, graded)
