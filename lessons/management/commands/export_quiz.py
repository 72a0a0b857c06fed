"""`manage.py export_quiz --format gift --language es`: the course's questions for other systems."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from lessons.course import UnknownContent, read_course
from lessons.documents import ContentError
from lessons.exchange.gift_writing import write_gift
from lessons.text import LANGUAGES


class Command(BaseCommand):
    help = "Write the quizzes of the course, or of one concept, as GIFT. What has no place there is named."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("gift",), default="gift")
        parser.add_argument("--language", choices=LANGUAGES, default="es", help="es unless told")
        parser.add_argument("--concept", help="its letter; every concept unless told")
        parser.add_argument("--output", type=Path, help="a file, which must not exist; standard output unless told")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            course = read_course()
            concepts = [course.concept(options["concept"].upper())] if options["concept"] else course.concepts
            text, losses = write_gift((item for one in concepts for item in one.items), options["language"])
            if options["output"]:
                with options["output"].open("x", encoding="utf-8") as file:
                    file.write(text)
            else:
                self.stdout.write(text, ending="")
        except (ContentError, UnknownContent, OSError) as error:
            self.stderr.write(str(error))
            sys.exit(2)
        for loss in losses:
            self.stderr.write(str(loss))
