"""`manage.py check_content [ID]`: hold the course against real runs."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lessons.checks import check
from lessons.course import UnknownContent, read_course
from lessons.documents import ContentError
from sandbox.supervisor import CannotJail, Sandbox


class Command(BaseCommand):
    help = (
        "Run every program of the course in the real jail and name, by file and line, what is not as the course says."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = "a letter, an item (A.q1), an exercise (A1), home or play"
        parser.add_argument("only", nargs="?", default="", help=what)

    def handle(self, *_args: Any, **options: Any) -> None:
        def announce(what: str) -> None:
            if options["verbosity"] > 0:
                self.stdout.write(what)
                self.stdout.flush()

        wrong = 0
        try:
            with Sandbox(warm=1, check=False) as sandbox:
                for mistake in check(read_course(), sandbox, options["only"], announce):
                    wrong += 1
                    self.stderr.write(str(mistake))
        except (ContentError, UnknownContent) as error:
            self.stderr.write(str(error))
            sys.exit(2)
        except CannotJail as error:
            self.stderr.write(f"no jail can be built here: {error}")
            sys.exit(2)
        if wrong:
            self.stderr.write(f"{wrong} wrong")
            sys.exit(1)
