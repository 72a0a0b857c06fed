"""The state of a stepped program, as the one object that is told of it. Its fields: `sandbox.steps`."""

from __future__ import annotations

import asyncio
import sys
import traceback
from typing import Any

from sandbox.inside.stepping import refusals, values, waits
from sandbox.inside.stepping.loop import READY, Loop
from sandbox.inside.stepping.plan import Plan

NAME = 40
TEXT = 200


def state(plan: Plan, now: float, loop: Loop | None, end: dict[str, Any] | None) -> dict[str, Any]:
    """`loop`: whose tasks are told; none of them once the program has ended."""
    ready = loop.ready_tasks() if loop is not None else []
    born = sorted(((number, task) for task, number in Loop.numbers.items()), key=lambda pair: pair[0])
    others = [task for _, task in born if loop is not None and _waits(task, loop, ready)]
    return {
        "made": plan.made,
        "t": round(now, 9),
        "ready": [_stands(task) for task in ready],
        "waiting": [{**_stands(task), **_waiting(task)} for task in others[:READY]],
        "names": [[number, _name(task)] for number, task in born[:READY]],
        "values": values.told(values.globals_of(sys.modules.get("__main__"))),
        "end": end,
        "refused": refusals.first[0] if refusals.first else None,
    }


def ended(how: str, error: BaseException | None = None) -> dict[str, Any]:
    """`how` it ended, and with which exception."""
    if error is None:
        return {"how": how, "exc": "", "text": "", "line": 0}
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if refusals.is_learners(frame.f_code.co_filename):
            line = number
    try:
        text = str(error)
    except Exception:
        text = ""
    return {"how": how, "exc": values.clip(type(error).__name__, NAME), "text": values.clip(text, TEXT), "line": line}


def _waits(task: asyncio.Task[Any], loop: Loop, ready: list[asyncio.Task[Any]]) -> bool:
    return not task.done() and task.get_loop() is loop and not any(task is one for one in ready)


def _stands(task: asyncio.Task[Any]) -> dict[str, Any]:
    ours = waits.own(waits.frames_of(task))
    return {
        "task": Loop.numbers.get(task, 0),
        "name": _name(task),
        "coro": values.clip(getattr(task.get_coro(), "__qualname__", ""), NAME),
        "line": ours[-1].f_lineno if ours else 0,
        "values": values.told(ours[-1].f_locals) if ours else [],
    }


def _waiting(task: asyncio.Task[Any]) -> dict[str, Any]:
    wait = waits.wait_of(task)
    return {
        "wait": wait.kind,
        "on": values.clip(wait.on, 4 * NAME),
        "until": None if wait.until is None else round(wait.until, 9),
        "holder": 0 if wait.holder is None else Loop.numbers.get(wait.holder, 0),
    }


def _name(task: asyncio.Task[Any]) -> str:
    name = task.get_name()
    return values.clip(name, NAME) if type(name) is str else ""
