"""A course that an author has not finished: one concept has its rule and its truth, and no lesson yet."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from lessons.course import Course, read_course
from lessons.documents import CONTENT

COMING: Final = "L"
FOLDER: Final = "l_both_in_fastapi"


def unfinished_course(folder: Path) -> Course:
    """The course of this tree, copied into `folder`; of concept COMING only what is wanted of a coming one is left."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    file = content / FOLDER / "lesson.yaml"
    promised, _lesson, _rest = file.read_text().partition("objectives:")
    shutil.rmtree(content / FOLDER)
    file.parent.mkdir()
    file.write_text(promised.replace("status: complete", "status: coming"))
    return read_course(content)
