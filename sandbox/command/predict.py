"""`predict`: how far off the predictions are. Each program is diagnosed; what a finding's edit would save is foretold,
the edited program is run, and the two are held against each other."""

from __future__ import annotations

import argparse
import statistics
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.command.status import BAD_PROGRAM, refuse
from sandbox.command.words import limits_of, offer_limits, program_of
from sandbox.events import Event
from sandbox.evidence import SERVICES
from sandbox.job import Entrant, Job
from sandbox.supervisor import CannotJail, Sandbox

if TYPE_CHECKING:
    from sandbox.command.words import Commands


def offer(commands: Commands) -> None:
    predict = commands.add_parser("predict", help="hold the diagnosis's predictions against what the edited files take")
    predict.add_argument("files", nargs="+", type=Path)
    predict.add_argument("--service", action="append", choices=SERVICES, default=[])
    offer_limits(predict)
    predict.set_defaults(play=play)


def edited(source: str, edits: list[dict[str, Any]]) -> str:
    """The program with its lines replaced."""
    lines = source.split("\n")
    for edit in sorted(edits, key=lambda one: -one["from"]):
        lines[edit["from"] - 1 : edit["to"]] = edit["text"].split("\n")
    return "\n".join(lines)


def play(options: argparse.Namespace) -> int:
    """0 where every edited program ran to its end."""
    sources = {file: program_of(file) for file in options.files}
    if None in sources.values():
        return BAD_PROGRAM
    errors: list[tuple[float, float]] = []
    broken = 0
    try:
        with Sandbox(warm=2) as sandbox:
            for file, source in sources.items():
                assert source is not None
                _, _, findings = run(sandbox, source, options)
                for finding in findings:
                    saves = finding["saves"]
                    if not saves or not saves["edit"]:
                        continue
                    took, well, _ = run(sandbox, edited(source, saves["edit"]), options)
                    broken += not well
                    errors.append((abs(took - saves["predicted_s"]), took))
                    print(
                        f"{file.name}: {finding['slug']} in line {finding['line']}: {saves['measured_s']:.3f} s, "
                        f"predicted {saves['predicted_s']:.3f} s, took {took:.3f} s{'' if well else ', and failed'}",
                        flush=True,
                    )
    except CannotJail as error:
        return refuse(error, as_json=False)
    if errors:
        shares = [error / took for error, took in errors]
        print(
            f"{len(errors)} predictions: error median {statistics.median(error for error, _ in errors):.3f} s "
            f"({statistics.median(shares):.0%}), worst {max(error for error, _ in errors):.3f} s ({max(shares):.0%}); "
            f"{broken} edited programs failed"
        )
    else:
        print("nothing was predicted", file=sys.stderr)
    return 1 if broken else 0


def run(sandbox: Sandbox, source: str, options: argparse.Namespace) -> tuple[float, bool, list[dict[str, Any]]]:
    """Seconds, whether it ended well, and what was found."""
    job = Job(
        run=str(uuid.uuid4()),
        entrants=(Entrant(source),),
        kind=options.kind,
        limits=limits_of(options),
        services={name: {} for name in options.service},
    )
    events: list[Event] = []
    sandbox.run(job, events.extend)
    end = next((event["data"] for event in events if event["type"] == "entrant-ended"), None)
    found = [one for event in events if event["type"] == "diagnosis" for one in event["data"]["findings"]]
    if end is None:
        return 0.0, False, found
    return end["wall_s"], end["outcome"] == "exited" and end["exit_code"] == 0, found
