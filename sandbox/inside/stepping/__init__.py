"""Step mode: the learner's own asyncio program, on a loop that lets somebody else choose which ready task goes next.

A run follows a schedule, the numbers of the tasks to take where two or more are ready. When it says nothing more, the
run ends there and tells the state ("ask"), goes on in asyncio's own order ("play"), or looks for an order with another
outcome ("search"). Time is virtual. The same program with the same schedule always does the same: the interpreter is
a new one with a fixed hash seed, `random` is seeded, threads and connections are refused.

For the starter: `enter`, in the learner's process, its file written and its limits set. What is told goes to the trace
pipe, one line of JSON; `sandbox.steps` says what it holds. It is told by the learner's own process: display, never
evidence.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, NoReturn

OPTION = "parrilla-step"
SEED = "PYTHONHASHSEED"


def enter(letter: dict[str, Any], path: str, trace: int) -> NoReturn:
    """Become a fresh interpreter that runs the file `path` step by step. `letter`: {schedule, then}."""
    reading, writing = os.pipe()
    os.write(writing, json.dumps(letter).encode())  # 500 small numbers: less than a pipe takes at once
    os.close(writing)
    for descriptor in (reading, trace):
        os.set_inheritable(descriptor, True)
    words = [sys.executable, "-X", f"{OPTION}={reading},{trace}", os.path.basename(path)]
    os.execve(sys.executable, words, {**os.environ, SEED: "0"})  # noqa: S606


def begin(descriptors: str) -> None:
    """In that interpreter, before it opens its main file. Returns where the program is to be run."""
    reading, trace = map(int, descriptors.split(","))
    with open(reading, "rb") as pipe:
        letter = json.load(pipe)
    os.environ.pop(SEED, None)
    os.set_inheritable(trace, False)
    sys.orig_argv[:] = [sys.executable, *sys.argv]
    from sandbox.inside.stepping import search, stage

    if letter["then"] == "search":
        search.begin(trace)
    else:
        stage.set_up(trace, letter["schedule"], asks=letter["then"] == "ask")
