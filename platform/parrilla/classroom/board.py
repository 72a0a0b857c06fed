"""The class as a table of learners by exercises, with every sentence on it, in the language that is active.

One picture serves the page as it is first sent and the messages after it, which hold what differs from the last one.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons.course import course
from parrilla.classroom.cells import UNSEEN, Cell, cells
from parrilla.classroom.models import Class, Enrolment


@dataclass(frozen=True)
class Square:
    """A cell as it is shown: `kind` is its state, `mark` what stands in it, `label` all of it in words."""

    exercise: str
    kind: str
    mark: str
    live: bool
    label: str
    href: str


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    squares: tuple[Square, ...]
    done: int


@dataclass(frozen=True)
class Board:
    exercises: tuple[str, ...]
    rows: tuple[Row, ...]
    finding: str
    summary: str


def board(classroom: Class) -> Board:
    """Read the board: three queries, whatever the size of the class."""
    exercises = tuple(exercise.id for exercise in course().exercises)
    enrolments = sorted(classroom.enrolments.all(), key=lambda one: (one.display_name.casefold(), one.pk))
    known = cells([one.learner_id for one in enrolments], exercises)
    rows = tuple(_row(classroom, one, exercises, known) for one in enrolments)
    people = ngettext("%(count)d person", "%(count)d people", len(rows)) % {"count": len(rows)}
    count = ngettext("%(count)d exercise", "%(count)d exercises", len(exercises)) % {"count": len(exercises)}
    return Board(exercises, rows, _finding(len(rows), known), f"{people} × {count}")


def difference(old: Board, new: Board) -> dict[str, Any] | None:
    """What changed, for a page that shows `old`; None where people came, left or changed their name: send it all."""
    if [(row.id, row.name) for row in old.rows] != [(row.id, row.name) for row in new.rows]:
        return None
    if old.exercises != new.exercises:
        return None
    changes = [
        {"row": after.id, "done": after.done, **shown(square)}
        for before, after in zip(old.rows, new.rows, strict=True)
        for was, square in zip(before.squares, after.squares, strict=True)
        if was != square
    ]
    return {"finding": new.finding, "summary": new.summary, "changes": changes}


def whole(shot: Board) -> dict[str, Any]:
    """The board as JSON."""
    rows = [
        {"id": row.id, "name": row.name, "done": row.done, "squares": [shown(square) for square in row.squares]}
        for row in shot.rows
    ]
    return {"finding": shot.finding, "summary": shot.summary, "exercises": list(shot.exercises), "rows": rows}


def shown(square: Square) -> dict[str, Any]:
    return dict(vars(square))


def _row(classroom: Class, enrolment: Enrolment, exercises: tuple[str, ...], known: dict[Any, Cell]) -> Row:
    own = [(exercise, known.get((enrolment.learner_id, exercise), UNSEEN)) for exercise in exercises]
    squares = tuple(_square(classroom, enrolment, exercise, cell) for exercise, cell in own)
    return Row(enrolment.pk, enrolment.display_name, squares, sum(cell.passed for _exercise, cell in own))


def _square(classroom: Class, enrolment: Enrolment, exercise: str, cell: Cell) -> Square:
    said = words(cell)
    if cell.running:
        said = _("%(state)s, running now") % {"state": said}
    label = _("%(name)s, %(exercise)s: %(state)s") % {
        "name": enrolment.display_name,
        "exercise": exercise,
        "state": said,
    }
    mark = {"unseen": "", "first": "", "trying": str(cell.attempts or "·")}.get(cell.state, str(cell.attempts))
    href = reverse("class-submissions", args=[classroom.pk, enrolment.pk, exercise])
    return Square(exercise, cell.state, mark, cell.running, label, href)


def words(cell: Cell) -> str:
    """The state of a cell in words."""
    n = {"count": cell.attempts}
    match cell.state:
        case "first":
            return _("passed at the first attempt")
        case "later":
            return ngettext("passed in %(count)d attempt", "passed in %(count)d attempts", cell.attempts) % n
        case "stuck":
            return ngettext("stuck, %(count)d attempt", "stuck, %(count)d attempts", cell.attempts) % n
        case "trying" if cell.attempts:
            return ngettext("trying, %(count)d attempt", "trying, %(count)d attempts", cell.attempts) % n
        case "trying":
            return _("trying, nothing submitted yet")
    return _("not begun")


def _finding(people: int, known: dict[Any, Cell]) -> str:
    """The one sentence a teacher should read first."""
    if not people:
        return _("Nobody on the grid yet")
    if not known:
        return _("All on the grid, nobody has run yet")
    stuck = Counter(exercise for (_learner, exercise), cell in known.items() if cell.stuck)
    if stuck:
        exercise, count = max(stuck.items(), key=lambda item: (item[1], item[0]))
        sentence = ngettext("One person is stuck on %(exercise)s", "%(count)d people are stuck on %(exercise)s", count)
        return sentence % {"count": count, "exercise": exercise}
    done = len({learner for (learner, _exercise), cell in known.items() if cell.passed})
    if not done:
        trying = len({learner for learner, _exercise in known})
        return ngettext("One person has set off", "%(count)d people have set off", trying) % {"count": trying}
    sentence = ngettext("One person has passed an exercise", "%(count)d people have passed an exercise", done)
    return sentence % {"count": done}
