"""`step`: one asyncio program, step by step in the real jail: what is ready, what waits, and another order of it."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.command.status import BAD_PROGRAM, LIMITED, refuse
from sandbox.command.words import limits_of, offer_limits, program_of
from sandbox.events import Event
from sandbox.job import THEN, Entrant, Job, is_schedule
from sandbox.supervisor import CannotJail, Sandbox

if TYPE_CHECKING:
    from sandbox.command.words import Commands

BROKEN_ORDER = 1
"""Exit status of a search that found an order with another outcome, and of a program that did not return."""
ENDS = {
    "returned": "it returned",
    "raised": "it ended with an exception",
    "refused": "it asked for something step mode does not do",
    "deadlock": "deadlock: nothing is ready and no timer runs",
    "endless": "it takes step after step without an end",
    "astray": "the schedule was made for another program",
    "broken": "step mode itself failed",
    "killed": "its process ended without a word",
}


def offer(commands: Commands) -> None:
    step = commands.add_parser("step", help="choose which ready task of an asyncio program runs next")
    step.add_argument("file", type=Path)
    step.add_argument(
        "--schedule", type=schedule_of, default=(), metavar="0,1,...", help="which ready task to take, choice by choice"
    )
    then = step.add_mutually_exclusive_group()
    then.add_argument("--play", dest="then", action="store_const", const=THEN[1], help="go on to the end")
    then.add_argument("--search", dest="then", action="store_const", const=THEN[2], help="find an order that breaks it")
    step.add_argument("--json", action="store_true", help="print every event as a line of JSON")
    offer_limits(step)
    step.set_defaults(play=play, then=THEN[0])


def schedule_of(text: str) -> tuple[int, ...]:
    """Raises ValueError, as argparse wants it."""
    numbers = [int(part) for part in text.split(",") if part.strip()]
    if not is_schedule(numbers):
        raise ValueError(text)
    return tuple(numbers)


def play(options: argparse.Namespace) -> int:
    """0: it came to a choice or returned, or no order with another outcome was found."""
    source = program_of(options.file)
    if source is None:
        return BAD_PROGRAM
    if options.kind != "script":
        print("only a script is stepped", file=sys.stderr)
        return BAD_PROGRAM
    job = Job(
        run=str(uuid.uuid4()),
        entrants=(Entrant(source),),
        limits=limits_of(options),
        trace=False,
        schedule=options.schedule,
        then=options.then,
    )
    stop = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    told: dict[str, dict[str, Any]] = {}

    def emit(events: list[Event]) -> None:
        for event in events:
            if event["type"] in ("step", "search"):
                told[event["type"]] = event["data"]
            if options.json:
                print(json.dumps(event), flush=True)
            elif event["type"] == "output":
                print(event["data"]["text"], end="", flush=True, file=getattr(sys, event["data"]["stream"]))

    try:
        with Sandbox(warm=0) as sandbox:
            ended = sandbox.run(job, emit, stop)
    except CannotJail as error:
        return refuse(error, as_json=options.json)
    lines = (
        [*said_state(told["step"])] if "step" in told else [*said_search(told["search"])] if "search" in told else []
    )
    if not options.json:
        print("\n".join(lines), file=sys.stderr)
    if ended["data"]["outcome"] != "finished":
        return LIMITED
    if "search" in told:
        return BROKEN_ORDER if told["search"]["found"] else 0
    end = told.get("step", {"end": {"how": "killed"}})["end"]
    return 0 if end is None or end["how"] == "returned" else BROKEN_ORDER


def said_state(state: dict[str, Any]) -> Iterator[str]:
    names = dict(state["names"])
    choices = ",".join(str(chosen) for chosen, _, _ in state["made"])
    yield f"-- {state['t']:g} s, {len(state['made'])} choices{choices and ': '}{choices}"
    for place, task in enumerate(state["ready"]):
        yield f"  [{place}] {_stands(task)}"
    for task in state["waiting"]:
        until = "" if task["until"] is None else f" until {task['until']:g} s"
        on = f" {task['on']}" if task["on"] else ""
        holder = f", held by {names.get(task['holder'], task['holder'])}" if task["holder"] else ""
        yield f"      {_stands(task)}: {task['wait']}{on}{until}{holder}"
    if state["values"]:
        yield "  " + _values(state["values"])
    if state["end"]:
        yield "  " + _end(state["end"])


def said_search(search: dict[str, Any]) -> Iterator[str]:
    if search["default"] is None:
        yield "-- no order was tried: the program does not end in its time"
        return
    yield f"-- asyncio's own order: {_end(search['default'])}; last line: {search['default']['last']!r}"
    found = search["found"]
    if found:
        schedule = ",".join(map(str, found["schedule"]))
        yield f"   --schedule {schedule}: {_end(found)}; last line: {found['last']!r} (order {search['runs']})"
    else:
        bound = {"": "all within the bounds", "runs": "no more are tried", "time": "no time for more"}[search["cut"]]
        yield f"   {search['runs']} orders end alike ({bound})"


def _stands(task: dict[str, Any]) -> str:
    values = f" ({_values(task['values'])})" if task["values"] else ""
    return f"{task['name']} {task['coro']}, line {task['line']}{values}"


def _values(values: list[list[str]]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in values)


def _end(end: dict[str, Any]) -> str:
    exception = f" {end['exc']}: {end['text']}, line {end['line']}" if end["exc"] else ""
    return ENDS.get(end["how"], str(end["how"])) + exception
