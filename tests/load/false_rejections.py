"""Does a busy machine change a verdict? Every program beside an exercise, judged alone and in a crowd of runs.

    python -m tests.load.false_rejections [N] [AT_ONCE] [EXERCISE ...]

Each program runs N times alone and N times among AT_ONCE others, in the real jail; programs judged on parallel speed-up
take turns for free cores, as on a worker. A right program that is turned away, a wrong one that passes, and any other
code than `expect` says, are shown with their evidence. Bounded by MINUTES; what was left out is said.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

from lessons.course import course
from lessons.exercise import Exercise
from sandbox.cores import spare
from sandbox.grading import catalogue
from sandbox.job import Entrant
from sandbox.supervisor import Sandbox

MINUTES: Final = 20
"""No run begins after this."""
LEFT_OUT: Final = "left out"


@dataclass(frozen=True, slots=True)
class Program:
    exercise: Exercise
    file: str

    @property
    def right(self) -> bool:
        return bool(self.exercise.expect[self.file]["passed"])

    @property
    def code(self) -> str:
        return str(self.exercise.expect[self.file]["code"])

    def __str__(self) -> str:
        return f"{self.exercise.id} {self.file}"


@dataclass(slots=True)
class Tally:
    """What came of one program."""

    runs: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)


class Bench:
    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.cores = threading.Semaphore(spare())
        self.until = time.monotonic() + MINUTES * 60
        self.lock = threading.Lock()
        self.tallies: dict[str, Tally] = {}

    def judge(self, program: Program, where: str) -> None:
        """One run, and its entry in the tally."""
        if time.monotonic() > self.until:
            self._enter(program, LEFT_OUT, "", where)
            return
        source = (program.exercise.folder / program.file).read_text(encoding="utf-8")
        job = program.exercise.job(str(uuid.uuid4()), [Entrant(source)], graded=True)
        events: list[Any] = []
        with self.cores if job.cpu else nullcontext():
            last = self.sandbox.run(job, events.extend)
        verdict = next((event["data"] for event in events if event["type"] == "verdict"), None)
        code = verdict["code"] if verdict else f"{last['data']['outcome']}:{last['data']['reason']}"
        self._enter(program, code, json.dumps(verdict["evidence"]) if verdict else "", where)

    def _enter(self, program: Program, code: str, evidence: str, where: str) -> None:
        with self.lock:
            tally = self.tallies.setdefault(str(program), Tally())
            tally.runs += code != LEFT_OUT
            tally.codes[code] += 1
            if code not in (program.code, LEFT_OUT):
                tally.told.append(f"{where}: {code} {evidence}")


def programs(ids: Iterable[str]) -> list[Program]:
    exercises = [course().exercise(one) for one in ids] or list(course().exercises)
    return [Program(exercise, file) for exercise in exercises for file in exercise.expect]


def count(found: list[Program], tallies: dict[str, Tally], which: Callable[[Program, str], bool]) -> int:
    """How many runs of these programs got a code of this sort."""
    return sum(
        times
        for program in found
        for code, times in tallies[str(program)].codes.items()
        if code != LEFT_OUT and which(program, code)
    )


def passed(code: str) -> bool:
    return code in catalogue.entries() and catalogue.passes(code)


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    times, at_once = [*numbers, *(2, 8)[len(numbers) :]][:2]
    found = programs(word for word in sys.argv[1:] if not word.isdigit())
    began = time.monotonic()
    with Sandbox(warm=min(at_once, 8)) as sandbox:
        bench = Bench(sandbox)
        queue = found * times
        random.shuffle(queue)
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(lambda program: bench.judge(program, f"among {at_once}"), queue))
        for program in queue:
            bench.judge(program, "alone")
    for program in found:
        tally = bench.tallies[str(program)]
        print(f"{sum(tally.codes.values()) - tally.codes[program.code]:4} of {tally.runs:3} differ  {program}")
        for line in tally.told:
            print(f"       expected {program.code}, {line}")
    right = count(found, bench.tallies, lambda program, _: program.right)
    wrong = count(found, bench.tallies, lambda program, _: not program.right)
    rejected = count(found, bench.tallies, lambda program, code: program.right and not passed(code))
    let_in = count(found, bench.tallies, lambda program, code: not program.right and passed(code))
    other = count(found, bench.tallies, lambda program, code: code != program.code)
    left_out = sum(tally.codes[LEFT_OUT] for tally in bench.tallies.values())
    print(f"{times} times alone and {times} among {at_once}, {time.monotonic() - began:.0f} s; {left_out} left out")
    print(f"right programs turned away  {rejected:4} of {right}")
    print(f"wrong programs let in       {let_in:4} of {wrong}")
    print(f"another code than expected  {other:4} of {right + wrong}")
    return int(bool(rejected or let_in))


if __name__ == "__main__":
    sys.exit(main())
