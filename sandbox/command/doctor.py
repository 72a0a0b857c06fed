"""`doctor`: what this machine can and cannot do, and the attacks tried against the jail."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sandbox import doctor
from sandbox.attacks import ATTACKS
from sandbox.command.status import NO_JAIL
from sandbox.supervisor import CannotJail, Sandbox

if TYPE_CHECKING:
    from sandbox.command.words import Commands


def offer(commands: Commands) -> None:
    check = commands.add_parser("doctor", help="say what this machine can and cannot do, and test the jail")
    check.add_argument("--json", action="store_true")
    check.set_defaults(play=play)


def play(options: argparse.Namespace) -> int:
    """0 where runs can be served, else NO_JAIL."""
    findings = doctor.examine()
    if not any(finding.fatal for finding in findings):
        try:
            with Sandbox(warm=0) as sandbox:
                for finding in [finding for finding in findings if finding.good and finding.subject in sandbox.missing]:
                    reason = sandbox.missing[finding.subject]
                    findings[findings.index(finding)] = replace(finding, good=False, reason=reason, advice=True)
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
