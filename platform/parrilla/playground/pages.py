"""What the pages of the playground show, and what their element is told."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons import reading
from lessons.course import course
from lessons.example import Example
from lessons.play import KINDS, PLACES, ROUNDS, SERVICES, USERS, Play
from lessons.text import active_language
from parrilla.accounts.models import User
from parrilla.playground.body import Body
from parrilla.playground.models import Share, Sketch
from parrilla.runs import equipment

STARTER: Final = """\
import asyncio
import os

import httpx

KITCHEN = os.environ["KITCHEN"]


async def order(client, n):
    answer = await client.get(f"{KITCHEN}/burger/{n}?ms=400")
    print(n, answer.json())


async def main():
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*(order(client, n) for n in range(3)))


asyncio.run(main())
"""


def examples() -> list[dict[str, Any]]:
    """For the list: title, sentence and programs of each."""
    return [
        {"slug": one.slug, "title": one.title, "parts": one.parts, "said": reading.inline(str(one.shows))}
        for one in course().examples
    ]


def blank() -> Body:
    """What a new sketch begins with."""
    return Body("", [{"name": "main", "form": "", "source": STARTER}], Play(), ROUNDS[0])


def of_example(example: Example) -> Body:
    language = active_language()
    programs = [
        {"name": entrant.name, "form": entrant.form, "source": entrant.source} for entrant in example.entrants(language)
    ]
    return Body(example.title[language], programs, example.play, ROUNDS[0])


def bench(
    user: User | None, body: Body, sketch: Sketch | None = None, example: Example | None = None
) -> dict[str, Any]:
    """For templates/playground/bench.html. Without a sketch the first change makes one."""
    return {
        "can_be_named": user.name if user else "",
        "guest": user is None or user.is_guest,
        "sketch": sketch,
        "example": example,
        "explains": reading.document(str(example.explains)) if example else "",
        "body": body,
        "name": body.title or _("Untitled"),
        "offer": offer(body.play),
        "shares": list(sketch.shares.defer("programs")) if sketch else [],
        "bench_json": {
            **body.to_json(),
            "context": body.play.context,
            "id": str(sketch.pk) if sketch else "",
            "version": sketch.version if sketch else 0,
            "saved_at": sketch.saved_at.isoformat() if sketch else None,
            "example": example.slug if example else "",
            "create_url": reverse("playground-create"),
        },
    }


def offer(chosen: Play) -> dict[str, Any]:
    """The choices, each with whether it is the chosen one; made of what lessons.play lists and this machine has."""
    kinds = {"script": _("Script"), "app": _("FastAPI app")}
    places = {"kitchen": _("Kitchen")}
    missing = equipment.missing()
    return {
        "kinds": [{"key": kind, "name": kinds[kind], "chosen": kind == chosen.kind} for kind in KINDS],
        "places": [
            {
                "key": place,
                "name": places.get(place, place),
                "services": [
                    {
                        "key": service.key,
                        "name": str(service.name),
                        "says": reading.inline(str(service.says)),
                        "chosen": service.key in chosen.services,
                    }
                    for service in SERVICES
                    if service.place == place
                ],
            }
            for place in PLACES
            if place not in missing
        ],
        "users": [
            {
                "key": users,
                "name": ngettext("%(n)s user", "%(n)s users", users) % {"n": users},
                "chosen": users == chosen.users,
            }
            for users in USERS
        ],
    }


def setup(play: Play) -> str:
    """What it runs in, in a phrase."""
    services = ", ".join(str(service.name) for service in SERVICES if service.key in play.services)
    if play.kind == "app":
        crowd = ngettext("FastAPI app, %(n)s user", "FastAPI app, %(n)s users", play.users) % {"n": play.users}
    else:
        crowd = _("Script")
    return f"{crowd} · {services}" if services else crowd


def shared(share: Share) -> dict[str, Any]:
    """For templates/playground/shared.html, without what depends on who asks."""
    body = Body.of(share)
    return {
        "share": share,
        "body": body,
        "setup": setup(body.play),
        "run_json": _run_json(share),
    }


def _run_json(share: Share) -> dict[str, Any] | None:
    """What a stranger may know of the run: what the timeline needs, and not where it is kept."""
    if share.run is None:
        return None
    told = share.run.as_json(programs=True)  # which the page shows anyway
    return {name: value for name, value in told.items() if name not in ("id", "url", "context")}
