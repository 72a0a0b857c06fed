"""`manage.py judge EXERCISE FILE`: judge a file as a submission of that exercise, in the real jail."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from lessons.course import UnknownContent, course
from lessons.documents import ContentError
from lessons.trial import NotJudged, judge
from sandbox.job import InvalidJob, InvalidProgram, clean_source
from sandbox.supervisor import CannotJail, Sandbox


class Command(BaseCommand):
    help = (
        "Judge FILE as a submission of EXERCISE and print one JSON object: passed, code, message, evidence. "
        "Exit status 0 whatever the verdict, 2 where there is none."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("exercise", help="such as A1")
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            exercise = course().exercise(options["exercise"])
            source = clean_source(options["file"].read_bytes().decode())
            with Sandbox(warm=0, check=False) as sandbox:
                verdict = judge(sandbox, exercise, source)
        except UnknownContent as error:
            known = ", ".join(exercise.id for exercise in course().exercises)
            self.refuse(f"{error}; there are {known}")
        except UnicodeDecodeError:
            self.refuse(f"{options['file']}: not UTF-8")
        except (OSError, InvalidProgram) as error:
            self.refuse(f"{options['file']}: {error}")
        except (ContentError, InvalidJob, NotJudged) as error:
            self.refuse(str(error))
        except CannotJail as error:
            self.refuse(f"no jail can be built here: {error}")
        self.stdout.write(json.dumps(verdict, ensure_ascii=False))

    def refuse(self, why: str) -> NoReturn:
        self.stderr.write(why)
        sys.exit(2)
