"""Runs one module of a test suite and tells each test's outcome. A script, for any Python: it imports nothing of ours.

    PYTHON inside.py DIRECTIONS

`DIRECTIONS`: JSON {"said": descriptor, "module": dotted name of a unittest module, or a file for pytest, "pytest":
bool, "tracer": null or {"packages", "trace": descriptor, "root"}}. On `said` leaves one JSON line `[test, outcome]` for
each test or subtest that ended; the last line is `["", "done"]`.
"""

from __future__ import annotations

import json
import os
import sys
import time
import unittest
from typing import Any


def say(test: str, outcome: str) -> None:
    os.write(DIRECTIONS["said"], json.dumps([test, outcome]).encode() + b"\n")


class Result(unittest.TestResult):
    """Tells every outcome at once: a module that hangs later has still told these."""

    def addSuccess(self, test: Any) -> None:
        say(test.id(), "passed")

    def addFailure(self, test: Any, err: Any) -> None:
        say(test.id(), "failed")
        self._explain(test, err)

    def addError(self, test: Any, err: Any) -> None:
        say(test.id(), "error")
        self._explain(test, err)

    def addSkip(self, test: Any, reason: str) -> None:
        say(test.id(), "skipped")

    def addExpectedFailure(self, test: Any, err: Any) -> None:
        say(test.id(), "expected failure")

    def addUnexpectedSuccess(self, test: Any) -> None:
        say(test.id(), "unexpected success")

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:
        if err is not None:
            say(subtest.id(), "failed" if issubclass(err[0], test.failureException) else "error")
            self._explain(subtest, err)

    def _explain(self, test: Any, err: Any) -> None:
        print(f"== {test.id()}\n{self._exc_info_to_string(err, test)}", file=sys.__stderr__, flush=True)


class Plugin:
    """The same for pytest."""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" or report.outcome != "passed":
            outcome = report.outcome if report.when == "call" else f"{report.outcome} in {report.when}"
            say(report.nodeid, outcome)

    def pytest_collectreport(self, report: Any) -> None:
        if report.outcome != "passed":
            say(report.nodeid, f"{report.outcome} in collection")


def run_unittest(module: str) -> None:
    from test import support

    support.use_resources = ()  # no network
    suite = unittest.defaultTestLoader.loadTestsFromName(module)
    suite.run(Result())


def run_pytest(path: str) -> None:
    import pytest

    pytest.main([path, "-q", "-p", "no:cacheprovider"], plugins=[Plugin()])


def trace(packages: str, trace: int, root: str) -> None:
    sys.path.insert(0, packages)
    from sandbox.inside import tracer

    sys.path.remove(packages)
    tracer.start(trace, root, time.monotonic_ns())


if __name__ == "__main__":
    DIRECTIONS = json.loads(sys.argv.pop())
    os.set_inheritable(DIRECTIONS["said"], False)
    sys.path[0] = os.getcwd()  # not this folder: its names are not the suite's
    if DIRECTIONS["tracer"]:
        trace(**DIRECTIONS["tracer"])
    (run_pytest if DIRECTIONS["pytest"] else run_unittest)(DIRECTIONS["module"])
    say("", "done")
