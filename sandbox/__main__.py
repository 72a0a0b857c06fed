"""`python -m sandbox run FILE` runs a file in the real jail; `python -m sandbox doctor` says what this machine can do
for it."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import uuid
from dataclasses import asdict, fields
from pathlib import Path
from typing import Final

from sandbox import doctor
from sandbox.attacks import ATTACKS
from sandbox.events import Event
from sandbox.job import KINDS, Entrant, InvalidProgram, Job, Limits, clean_source
from sandbox.supervisor import CannotJail, Sandbox

NO_JAIL: Final = 78
"""Exit status where no jail can be built (EX_CONFIG of sysexits.h)."""
BAD_PROGRAM: Final = 65
LIMITED: Final = 124
"""As coreutils' timeout has it: the run was ended by a limit, or stopped."""


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run a file in the real jail and print its events")
    run.add_argument("file", type=Path)
    run.add_argument("--json", action="store_true", help="print every event as a line of JSON")
    run.add_argument("--kind", choices=KINDS, default="script")
    run.add_argument("--no-trace", dest="trace", action="store_false")
    for field in fields(Limits):
        name = "--" + field.name.removesuffix("_s").removesuffix("_mb").removesuffix("_kb")
        run.add_argument(name, dest=field.name, type=type(field.default), default=field.default, metavar=field.name)
    check = commands.add_parser("doctor", help="say what this machine can and cannot do, and test the jail")
    check.add_argument("--json", action="store_true")
    options = parser.parse_args(words)
    return _run(options) if options.command == "run" else _doctor(options)


def _run(options: argparse.Namespace) -> int:
    """The program's own exit status, where it ended by itself."""
    try:
        source = clean_source(options.file.read_bytes().decode())
    except UnicodeDecodeError:
        print(f"{options.file} is not UTF-8", file=sys.stderr)
        return BAD_PROGRAM
    except (OSError, InvalidProgram) as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return BAD_PROGRAM
    limits = Limits(**{field.name: getattr(options, field.name) for field in fields(Limits)})
    job = Job(run=str(uuid.uuid4()), entrants=(Entrant(source),), kind=options.kind, limits=limits, trace=options.trace)
    stop = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    status = 1
    entrant: Event = {}

    def emit(events: list[Event]) -> None:
        nonlocal entrant
        for event in events:
            if event["type"] == "entrant-ended":
                entrant = event
            if options.json:
                print(json.dumps(event), flush=True)
            elif event["type"] == "output":
                print(event["data"]["text"], end="", flush=True, file=getattr(sys, event["data"]["stream"]))

    try:
        with Sandbox(warm=0) as sandbox:
            ended = sandbox.run(job, emit, stop)
    except CannotJail as error:
        return _refuse(error, as_json=options.json)
    if not options.json:
        _closing_line(ended, entrant)
    if ended["data"]["outcome"] == "finished":
        code, by_signal = entrant["data"]["exit_code"], entrant["data"]["signal"]
        status = code if code is not None else 128 + by_signal
    elif ended["data"]["outcome"] in ("limit", "stopped"):
        status = LIMITED
    return status


def _closing_line(ended: Event, entrant: Event) -> None:
    data = entrant.get("data", {})
    how = f"{ended['data']['outcome']} {ended['data']['reason']}".strip()
    if data:
        end = f"signal {data['signal']}" if data["signal"] is not None else f"exit status {data['exit_code']}"
        if data["limit"]:
            end = "over its limit"
        how += f", {end}, {data['wall_s']:.3f} s, CPU {data['cpu_s']:.3f} s, {data['peak_mb']:.0f} MB"
    print(f"-- {how}", file=sys.stderr)


def _refuse(error: CannotJail, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"refused": [{"reason": reason, "remedy": remedy} for reason, remedy in error.problems]}))
    for reason, remedy in error.problems:
        print(f"no jail can be built here: {reason}" + (f"\n  remedy: {remedy}" if remedy else ""), file=sys.stderr)
    return NO_JAIL


def _doctor(options: argparse.Namespace) -> int:
    """0 where runs can be served, else NO_JAIL."""
    findings = doctor.examine()
    if not any(finding.fatal for finding in findings):
        try:
            with Sandbox(warm=0):
                findings.append(doctor.Finding("self-test", True, f"{len(ATTACKS)} attacks, none got through"))
        except CannotJail as error:
            findings += [doctor.Finding("self-test", False, reason, remedy) for reason, remedy in error.problems]
    serves = not any(finding.fatal for finding in findings)
    if options.json:
        print(json.dumps({"serves": serves, "findings": [asdict(finding) for finding in findings]}, indent=1))
    else:
        for finding in findings:
            mark = "ok" if finding.good else "note" if finding.advice else "NO"
            print(f"{mark:4}  {finding.subject}: {finding.reason}".rstrip(": "))
            if finding.remedy and not finding.good:
                print(f"      remedy: {finding.remedy}")
        print("Programs can be run here." if serves else "No program will be run here until this is mended.")
    return 0 if serves else NO_JAIL


if __name__ == "__main__":
    sys.exit(main())
