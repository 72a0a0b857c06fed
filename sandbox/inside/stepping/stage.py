"""Where a program is stepped: its clock, its loop, and the one word that is said of it before its process ends."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import sys
import warnings
from collections.abc import Callable
from typing import Any

from sandbox.inside.stepping import refusals, waits
from sandbox.inside.stepping.clock import Clock
from sandbox.inside.stepping.loop import Endless, Loop, Stuck
from sandbox.inside.stepping.plan import Asked, Astray, Plan
from sandbox.inside.stepping.state import ended, state

ENDS: dict[type[BaseException], str] = {Stuck: "deadlock", Endless: "endless", Astray: "astray"}


def set_up(descriptor: int, schedule: list[int], *, asks: bool, more: Callable[[], dict[str, Any]] = dict) -> None:
    """Ready this process for the program. `more` gives fields to be told along."""
    clock, plan = Clock(), Plan(schedule, asks=asks)
    told: list[bool] = []

    def tell(loop: Loop | None, end: dict[str, Any] | None) -> None:
        if not told:
            told.append(True)
            say(descriptor, {"step": {**state(plan, clock.now, loop, end), **more()}})

    def stop_here(loop: Loop, why: BaseException) -> None:
        """The process ends without another word of the program's."""
        _flush()
        tell(loop, None if isinstance(why, Asked) else ended(ENDS.get(type(why), "broken")))
        os._exit(0)

    def came_to_its_end() -> None:
        _flush()
        error = getattr(sys, "last_value", None)
        if not isinstance(error, BaseException):
            tell(None, ended("returned"))
        else:
            tell(None, ended("refused" if isinstance(error, refusals.Refused) else "raised", error))

    atexit.register(came_to_its_end)  # the first to be registered is the last to be called
    Loop.clock, Loop.plan, Loop.stop_here = clock, plan, staticmethod(stop_here)
    _make_it_the_loop()
    waits.watch_locks()
    refusals.refuse_threads_and_processes()
    clock.rule()


def say(descriptor: int, word: dict[str, Any]) -> None:
    """One line, whole."""
    line = (json.dumps(word) + "\n").encode("utf-8", "replace")
    try:
        while line:
            line = line[os.write(descriptor, line) :]
    except OSError:
        pass  # the program closed it: it spoils only its own picture


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue


def _make_it_the_loop() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python 3.14 says of policies that they will go
        policy = asyncio.get_event_loop_policy()
        type(policy)._loop_factory = Loop  # type: ignore[attr-defined]
    for module in (asyncio, asyncio.unix_events):
        for name in ("SelectorEventLoop", "EventLoop", "_UnixSelectorEventLoop"):
            if hasattr(module, name):
                setattr(module, name, Loop)
