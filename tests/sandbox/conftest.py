"""One real sandbox for all tests of the jail, and a run as a thing to ask questions of."""

from __future__ import annotations

import json
import os
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from sandbox.events import FRAME_BYTES, TERMINAL, TYPES, Event
from sandbox.job import Entrant, Job, Limits
from sandbox.supervisor import CannotJail, Sandbox

CANARY = "canary-5f1e0d"
"""In the environment of the supervisor; must show up in nothing that comes out of a run."""


@dataclass
class Run:
    """What came out of a run. Building one checks what holds for every run, whatever it did."""

    frames: list[list[Event]]
    returned: Event
    events: list[Event] = field(init=False)

    def __post_init__(self) -> None:
        self.events = [event for frame in self.frames for event in frame]
        assert [event["seq"] for event in self.events] == list(range(len(self.events)))
        assert [event["type"] in TERMINAL for event in self.events] == [False] * (len(self.events) - 1) + [True]
        assert self.events[-1] == self.returned
        assert {event["type"] for event in self.events} <= TYPES.keys()
        for frame in self.frames:
            assert len(json.dumps(frame).encode()) <= FRAME_BYTES
        assert CANARY not in json.dumps(self.events)

    def text(self, stream: str, entrant: int = 0) -> str:
        return "".join(
            event["data"]["text"]
            for event in self.events
            if event["type"] == "output" and event["data"]["stream"] == stream and event["entrant"] == entrant
        )

    @property
    def stdout(self) -> str:
        return self.text("stdout")

    @property
    def stderr(self) -> str:
        return self.text("stderr")

    @property
    def end(self) -> dict[str, Any]:
        """The data of the (first) entrant's end."""
        return next(event["data"] for event in self.events if event["type"] == "entrant-ended")

    @property
    def outcome(self) -> tuple[str, str]:
        return self.returned["data"]["outcome"], self.returned["data"]["reason"]

    def of(self, kind: str) -> list[Event]:
        return [event for event in self.events if event["type"] == kind]


Play = Callable[..., Run]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    os.environ["PARRILLA_CANARY"] = CANARY
    try:
        with Sandbox(warm=4) as opened:
            yield opened
    except CannotJail as error:
        pytest.fail(f"no jail on this machine: {error}")
    finally:
        del os.environ["PARRILLA_CANARY"]


def play_in(
    sandbox: Sandbox,
    source: str,
    *more: str,
    stop: threading.Event | None = None,
    watch: Callable[[Event], None] = lambda event: None,
    kind: Any = "script",
    trace: bool = False,
    job: dict[str, Any] | None = None,
    **limits: Any,
) -> Run:
    frames: list[list[Event]] = []

    def emit(events: list[Event]) -> None:
        frames.append(events)
        for event in events:
            watch(event)

    entrants = tuple(Entrant(text) for text in (source, *more))
    made = Job(
        run=str(uuid.uuid4()),
        entrants=entrants,
        kind=kind,
        trace=trace,
        limits=Limits(**{"wall_s": 10.0, **limits}),
        **(job or {}),
    )
    return Run(frames, sandbox.run(made, emit, stop))


@pytest.fixture
def play(sandbox: Sandbox) -> Play:
    """`play(source, wall_s=2)` runs a program in the real jail and returns the Run."""
    return lambda *sources, **options: play_in(sandbox, *sources, **options)


SORTS = {
    "fresh": "",
    "preloaded": "import requests as _\n",
}
"""A first line that gives a program a cell of that sort."""


@pytest.fixture(params=SORTS)
def sort(request: pytest.FixtureRequest) -> str:
    """The first line for either sort of cell: what a jail must hold, it must hold in both."""
    return SORTS[request.param]
