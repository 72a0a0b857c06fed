"""`run`: one file in the real jail, its output as it comes, or every event as a line of JSON."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.command.diagnosis import as_json, chosen_language, said
from sandbox.command.status import BAD_PROGRAM, LIMITED, refuse
from sandbox.command.words import limits_of, offer_limits, program_of
from sandbox.diagnosis.sentences import LANGUAGES
from sandbox.events import Event
from sandbox.evidence import SERVICES
from sandbox.job import Entrant, Job
from sandbox.supervisor import CannotJail, Sandbox

if TYPE_CHECKING:
    from sandbox.command.words import Commands


def offer(commands: Commands) -> None:
    run = commands.add_parser("run", help="run a file in the real jail and print its events")
    run.add_argument("file", type=Path)
    run.add_argument("--json", action="store_true", help="print every event as a line of JSON")
    run.add_argument("--no-trace", dest="trace", action="store_false")
    run.add_argument("--diagnose", action="store_true", help="say at the end what the run tells of the program")
    run.add_argument("--lang", choices=LANGUAGES, help="language of the diagnosis (by the locale, else es)")
    run.add_argument(
        "--service", action="append", choices=SERVICES, default=[], help="give the program this local service"
    )
    offer_limits(run)
    run.set_defaults(play=play)


def play(options: argparse.Namespace) -> int:
    """The program's own exit status, where it ended by itself."""
    source = program_of(options.file)
    if source is None:
        return BAD_PROGRAM
    job = Job(
        run=str(uuid.uuid4()),
        entrants=(Entrant(source),),
        kind=options.kind,
        limits=limits_of(options),
        services={name: {} for name in options.service},
        trace=options.trace or options.diagnose,
    )
    stop = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    status = 1
    entrant: Event = {}
    findings: list[dict[str, Any]] = []

    def emit(events: list[Event]) -> None:
        nonlocal entrant
        for event in events:
            if event["type"] == "entrant-ended":
                entrant = event
            elif event["type"] == "diagnosis":
                findings.extend(event["data"]["findings"])
            if options.json:
                print(json.dumps(event), flush=True)
            elif event["type"] == "output":
                print(event["data"]["text"], end="", flush=True, file=getattr(sys, event["data"]["stream"]))

    try:
        with Sandbox(warm=0) as sandbox:
            ended = sandbox.run(job, emit, stop)
    except CannotJail as error:
        return refuse(error, as_json=options.json)
    if not options.json:
        _closing_line(ended, entrant)
    if options.diagnose:
        lines = [as_json(findings)] if options.json else said(findings, chosen_language(options.lang))
        print("\n".join(lines), flush=True)
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
