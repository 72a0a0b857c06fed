"""What changes a board: runs, people coming and going, work that moves from a guest to an account."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from lessons.course import course
from parrilla.accounts.adoption import adopted
from parrilla.accounts.models import User
from parrilla.classroom.models import Class, Enrolment
from parrilla.classroom.notices import tell
from parrilla.runs.models import Run
from parrilla.runs.signals import run_changed


@receiver(run_changed)
def a_run_changed(run: Run, **_: Any) -> None:
    if any(run.context == exercise.id for exercise in course().exercises):
        _tell_teachers_of(run.owner_id)


@receiver(adopted)
def work_was_adopted(account: User, **_: Any) -> None:
    _tell_teachers_of(account.pk)


@receiver([post_save, post_delete], sender=Enrolment)
def people_changed(instance: Enrolment, **_: Any) -> None:
    tell([instance.classroom_id])


@receiver(post_save, sender=Class)
def the_class_changed(instance: Class, created: bool, **_: Any) -> None:
    if not created:
        tell([instance.pk])


def _tell_teachers_of(learner: int) -> None:
    tell(Enrolment.objects.filter(learner=learner).values_list("classroom_id", flat=True))
