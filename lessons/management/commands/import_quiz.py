"""`manage.py import_quiz FILE --concept X`: questions of another system as items of ours."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from lessons.course import UnknownContent, read_what_can_be
from lessons.documents import ContentError
from lessons.exchange.carry import Mismatch, carry, written
from lessons.exchange.foreign import MOST_BYTES, Question, Unreadable
from lessons.exchange.gift import read_gift
from lessons.exchange.qti import read_qti
from lessons.text import LANGUAGES

HEAD = """# yaml-language-server: $schema=../../schema/quiz.json
# From {name}. Fill in what is empty, give each wrong answer its misconception (a slug of sandbox/misconceptions.yaml),
# then move the items to quiz.yaml; `manage.py check_content {letter}` names what is still open.
"""


class Command(BaseCommand):
    help = (
        "Read a quiz in GIFT, or in QTI 1.2 (.xml), and write its questions beside the concept's own, as "
        "quiz.imported.yaml. What cannot be carried over is named with its line. "
        "Exit status 0 where all was carried over, 1 where something was not, 2 where nothing was."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--concept", required=True, help="its letter")
        parser.add_argument("--language", choices=LANGUAGES, default="es", help="of FILE; es unless told")
        parser.add_argument("--translation", type=Path, help="the same quiz in the other language")
        parser.add_argument("--format", choices=("gift", "qti"), help="by the file's ending unless told")

    def handle(self, *_args: Any, **options: Any) -> None:
        name: Path = options["file"]
        letter = options["concept"].upper()
        try:
            concept = read_what_can_be()[0].concept(letter)
            translation = self.read(options["translation"], options["format"]) if options["translation"] else None
            questions = self.read(name, options["format"])
            carried = carry(questions, letter, len(concept.items) + 1, options["language"], translation)
        except (ContentError, UnknownContent, Mismatch) as error:
            self.refuse(str(error))
        for loss in carried.losses:
            self.stderr.write(f"{name}: {loss}")
        if not carried.items:
            self.refuse(f"{name}: nothing of it could be carried over")
        place = concept.folder / "quiz.imported.yaml"
        try:
            with place.open("x", encoding="utf-8") as file:
                file.write(HEAD.format(name=name.name, letter=letter) + written(carried.items))
        except FileExistsError:
            self.refuse(f"{place} is there already; move it away first")
        self.stdout.write(
            f"{place}: {len(carried.items)} of {len(questions)} questions, {carried.open} places to fill in"
        )
        if carried.losses:
            sys.exit(1)

    def read(self, file: Path, form: str | None) -> list[Question]:
        try:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
            return (
                read_qti(data)
                if (form or ("qti" if file.suffix.lower() == ".xml" else "gift")) == "qti"
                else read_gift(data)
            )
        except OSError as error:
            self.refuse(f"{file}: {error.strerror}")
        except Unreadable as error:
            self.refuse(f"{file}: {error}")

    def refuse(self, why: str) -> NoReturn:
        self.stderr.write(why)
        sys.exit(2)
