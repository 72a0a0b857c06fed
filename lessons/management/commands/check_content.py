"""`manage.py check_content [ID]`: hold the course against real runs."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lessons.checks import JOBS, check
from lessons.course import UnknownContent, read_what_can_be
from lessons.documents import ContentError
from sandbox.supervisor import CannotJail, Sandbox


class Command(BaseCommand):
    help = (
        "Run every program of the course in the real jail and name, by file and line, what is not as the course says. "
        "Exit status 0 where all is, 1 where something is not, 2 where nothing could be checked."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = "a letter, an item (A.q1), an exercise (A1), one of its programs ('A1 starter.py'), home, lab or play"
        parser.add_argument("only", nargs="?", default="", help=what)
        parser.add_argument("--jobs", type=int, default=JOBS, help=f"runs side by side; here {JOBS} unless told")

    def handle(self, *_args: Any, **options: Any) -> None:
        def announce(what: str) -> None:
            if options["verbosity"] > 0:
                self.stdout.write(what)
                self.stdout.flush()

        only, jobs = options["only"], max(options["jobs"], 1)
        try:
            course, mistakes = read_what_can_be()
            wrong = [mistake for mistake in mistakes if _concerns(mistake, only)]
            for mistake in wrong:
                self.stderr.write(str(mistake))
            if wrong and only:
                sys.exit(2)
            with Sandbox(warm=jobs, check=False) as sandbox:
                for mistake in check(course, sandbox, only, announce=announce, jobs=jobs):
                    wrong.append(mistake)
                    self.stderr.write(str(mistake))
        except (ContentError, UnknownContent) as error:
            self.stderr.write(str(error))
            sys.exit(2)
        except CannotJail as error:
            self.stderr.write(f"no jail can be built here: {error}")
            sys.exit(2)
        if wrong:
            self.stderr.write(f"{len(wrong)} wrong")
            sys.exit(1)


def _concerns(mistake: ContentError, only: str) -> bool:
    """Whether it stands where `only` looks: a lesson somebody else is writing is no concern of this one."""
    folders = [part for part in mistake.file.parts if part[1:2] == "_" and part[0].isalpha()]
    return not only or any(only[0].lower() == folder[0] and only not in ("home", "lab", "play") for folder in folders)
