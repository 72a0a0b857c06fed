"""`manage.py new_exercise ID`: a whole small exercise that works, to be changed into the one meant."""

import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final, NoReturn

from django.core.management.base import BaseCommand

from lessons.course import LETTERS, UnknownContent, read_what_can_be
from lessons.documents import CONTENT, ContentError

SCAFFOLD: Final = CONTENT / "scaffold"
MARK: Final = "@ID@"
LISTED: Final = re.compile(r"^exercises:[ \t]*\[([^\]\n]*)\][ \t]*$", re.M)


class Command(BaseCommand):
    help = (
        "Make lessons/content/<concept>/exercises/<id>/ with everything an exercise needs, in both languages, and list "
        "it in the lesson. Nothing is overwritten."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="the concept's letter and a number, such as M3")
        parser.add_argument("--content", type=Path, default=CONTENT, help="the folder of the course's content")

    def handle(self, *_args: Any, **options: Any) -> None:
        exercise_id = options["id"].upper()
        if not re.fullmatch(f"[{LETTERS[0]}-{LETTERS[-1]}][1-9][0-9]?", exercise_id):
            letters = f"a letter {LETTERS[0]} to {LETTERS[-1]}"
            self.refuse(f"{options['id']!r} is no exercise's id: {letters} and a number, such as M3")
        try:
            concept = read_what_can_be(options["content"])[0].concept(exercise_id[0])
        except (ContentError, UnknownContent) as error:
            self.refuse(f"the lesson {exercise_id[0]} cannot be read: {error}")
        folder = concept.folder / "exercises" / exercise_id.lower()
        if folder.exists():
            self.refuse(f"{_shown(folder)} is there already; choose another number")
        for source in sorted(file for file in SCAFFOLD.rglob("*") if file.is_file()):
            target = folder / source.relative_to(SCAFFOLD)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8").replace(MARK, exercise_id), encoding="utf-8")
            self.stdout.write(str(_shown(target)))
        self.list_it(concept.folder / "lesson.yaml", exercise_id)
        self.stdout.write(f"It works as it is: manage.py check_content {exercise_id}")

    def list_it(self, lesson: Path, exercise_id: str) -> None:
        text = lesson.read_text(encoding="utf-8")
        found = LISTED.search(text)
        if found is None:
            self.stdout.write(f"{_shown(lesson)}: add {exercise_id} to its exercises when the lesson has any")
            return
        listed = ", ".join(filter(None, (found[1].strip(), exercise_id)))
        lesson.write_text(f"{text[: found.start()]}exercises: [{listed}]{text[found.end() :]}", encoding="utf-8")
        line = text.count("\n", 0, found.start()) + 1
        self.stdout.write(f"{_shown(lesson)}:{line}: exercises: [{listed}]")

    def refuse(self, why: str) -> NoReturn:
        self.stderr.write(why)
        sys.exit(2)


def _shown(path: Path) -> Path:
    return path.relative_to(CONTENT.parent.parent) if path.is_relative_to(CONTENT) else path
