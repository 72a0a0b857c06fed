"""Runs other people's test suites plain and traced, module by module, and compares the outcome of each test.

    python -m tests.semantics [--python PATH] [--module PART] [--seconds N] [SUITE ...]

`SUITE`    `asyncio` (the default), `threading` or another name out of the `test` package of that Python, or a folder of
           tests for pytest: a checkout of starlette or anyio, whose libraries that Python must have installed.
`PATH`     the Python to ask; this one where nothing is said.
`PART`     only modules that have this in their name.

Each module runs in a process of its own, at most N seconds (300). Where an outcome differs, both are run again, twice:
a test whose outcomes then overlap is unsteady and only named; one whose outcomes do not is a difference. A
row that is refused, or one that tells of an error inside the tracer, is a difference too. Exit status 1 where there
is one, and where no test ran at all: that proves nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sandbox.trace_rows import read_row

ROOT: Final = Path(__file__).resolve().parents[2]
INSIDE: Final = Path(__file__).with_name("inside.py")
SECONDS: Final = 300.0
AGAIN: Final = 2
SHOWN: Final = 2000
"""Characters of what the traced run said of a test that differs."""


@dataclass(frozen=True)
class Module:
    """One module of a suite. `folder`: where it runs; `root`: whose code counts as the learner's."""

    name: str
    folder: Path
    root: Path
    pytest: bool


@dataclass
class Outcomes:
    """What came out of one run of a module."""

    tests: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By test its outcomes, sorted: a test with subtests has several."""
    faults: list[str] = field(default_factory=list)
    said: str = ""
    seconds: float = 0.0


def modules(suite: str, python: str) -> list[Module]:
    """The modules of a suite. Raises ValueError where that Python has none of that name."""
    path = Path(suite)
    if path.is_dir():
        folder = path.resolve().parent
        return [Module(str(file.relative_to(folder)), folder, path.resolve(), True) for file in _files(path.resolve())]
    name = suite if suite.startswith("test.") else f"test.test_{suite}"
    ask = f"import {name} as suite; print(suite.__file__)"
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    if answer.returncode:
        raise ValueError(f"{python} has no {name}: {answer.stderr.strip().splitlines()[-1]}")
    file = Path(answer.stdout.strip())
    names = [f"{name}.{one.stem}" for one in _files(file.parent)] if file.name == "__init__.py" else [name]
    return [Module(one, Path(tempfile.gettempdir()), file.parent, False) for one in names]


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("test_*.py"))


def run(module: Module, python: str, traced: bool, seconds: float) -> Outcomes:
    """Run a module once. What it had told when its time was up stands; its process ends with all its children."""
    said, says = os.pipe()
    reading, writing = os.pipe()
    tracer = {"packages": str(ROOT), "trace": writing, "root": str(module.root)} if traced else None
    directions = {"said": says, "module": module.name, "pytest": module.pytest, "tracer": tracer}
    found = Outcomes()
    begun = time.monotonic()
    with tempfile.TemporaryFile() as talk:
        child = subprocess.Popen(
            [python, str(INSIDE), json.dumps(directions)],
            pass_fds=[says, writing],
            cwd=module.folder,
            stdin=subprocess.DEVNULL,
            stdout=talk,
            stderr=talk,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        os.close(says)
        os.close(writing)
        readers = [
            threading.Thread(target=_hear, args=(said, found), daemon=True),
            threading.Thread(target=_watch, args=(reading, found), daemon=True),
        ]
        for reader in readers:
            reader.start()
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            found.tests["(the module)"].append("did not end in time")
        finally:
            _end(child)
        for reader in readers:
            reader.join(5)
        talk.seek(0)
        found.said = talk.read().decode(errors="replace")
    if child.returncode < 0 and "(the module)" not in found.tests:
        found.tests["(the module)"].append(f"signal {-child.returncode}")
    found.seconds = time.monotonic() - begun
    found.tests = {test: sorted(outcomes) for test, outcomes in found.tests.items()}
    return found


def _end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, 9)
    child.wait()


def _hear(descriptor: int, found: Outcomes) -> None:
    with open(descriptor) as lines:
        for line in lines:
            test, outcome = json.loads(line)
            found.tests[test or "(the module)"].append(outcome)


def _watch(descriptor: int, found: Outcomes) -> None:
    with open(descriptor, "rb") as lines:
        for line in lines:
            row = read_row(line.rstrip(b"\n"))
            if row is None or row[0] == "!":
                found.faults.append(line.decode(errors="replace").strip())


def differing(plain: list[Outcomes], traced: list[Outcomes]) -> tuple[list[str], list[str]]:
    """(tests whose outcomes never were the same, tests that sometimes differ)."""
    apart, unsteady = [], []
    for test in sorted({test for one in (*plain, *traced) for test in one.tests}):
        seen = [{tuple(one.tests.get(test, ())) for one in runs} for runs in (plain, traced)]
        if seen[0].isdisjoint(seen[1]):
            apart.append(test)
        elif len(seen[0] | seen[1]) > 1:
            unsteady.append(test)
    return apart, unsteady


def compare(module: Module, python: str, seconds: float) -> tuple[int, int, int]:
    """Compare and print one module: (tests, differences, unsteady ones)."""
    plain, traced = ([run(module, python, one, seconds)] for one in (False, True))
    for _ in range(AGAIN):
        if not differing(plain, traced)[0]:
            break
        plain.append(run(module, python, False, seconds))
        traced.append(run(module, python, True, seconds))
    apart, unsteady = differing(plain, traced)
    faults = [fault for one in traced for fault in one.faults]
    count = sum(test != "(the module)" for test in plain[0].tests)
    took = f"{plain[0].seconds:.1f} s plain, {traced[0].seconds:.1f} s traced"
    print(f"{module.name:45} {count:5} tests  {len(apart) + len(faults):3} differ  {took}", flush=True)
    for test in apart:
        print(f"    differs: {test}: plain {plain[0].tests.get(test)}, traced {traced[0].tests.get(test)}")
        _, found, told = traced[-1].said.partition(f"== {test}\n")
        if found:
            print("        " + told.partition("\n== ")[0][-SHOWN:].replace("\n", "\n        "))
    if any("did not end in time" in one.tests.get("(the module)", ()) for one in (*plain, *traced)):
        print("    cut short: it did not end in time")
    for test in unsteady:
        seen = [[one.tests.get(test) for one in runs] for runs in (plain, traced)]
        print(f"    unsteady: {test}: plain {seen[0]}, traced {seen[1]}")
    for fault in faults:
        print(f"    the tracer said: {fault}")
    return count, len(apart) + len(faults), len(unsteady)


def main() -> int:
    """Compare all the suites asked for; 1 where a test differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--module", default="")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("suite", nargs="*", default=["asyncio"])
    asked = parser.parse_args()
    total = [0, 0, 0]
    for suite in asked.suite:
        for module in modules(suite, asked.python):
            if asked.module in module.name:
                total = [a + b for a, b in zip(total, compare(module, asked.python, asked.seconds), strict=True)]
    print(f"{total[0]} tests, {total[1]} differ, {total[2]} unsteady")
    if not total[0]:
        print("no test ran: perhaps that Python lacks what the suite imports", file=sys.stderr)
    return total[0] == 0 or total[1] > 0


if __name__ == "__main__":
    sys.exit(main())
