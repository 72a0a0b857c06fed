"""A teacher's class and who is in it."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from parrilla.accounts.models import User
from parrilla.accounts.names import NAME_LENGTH
from parrilla.classroom import codes


class Class(models.Model):
    """Its id stands in addresses and is random, yet every view still asks whose class it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the class"), max_length=NAME_LENGTH)
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="classes")
    join_code = models.CharField(max_length=codes.LENGTH, unique=True, default=codes.draw)
    created_at = models.DateTimeField(auto_now_add=True)
    learners = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Enrolment", related_name="joined_classes")

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves a new class under a code that nobody has yet."""
        if not self._state.adding:
            super().save(*args, **kwargs)
            return
        self._with_free_code(lambda: super(Class, self).save(*args, **kwargs))

    def rotate_code(self) -> None:
        """Close the old door: whoever is in stays in, the old code and link open nothing any more."""
        self.join_code = codes.draw()
        self._with_free_code(lambda: super(Class, self).save(update_fields=["join_code"]))

    def _with_free_code(self, save: Callable[[], None]) -> None:
        for attempt in range(10):
            try:
                with transaction.atomic():
                    save()
                return
            except IntegrityError:
                if attempt == 9 or not Class.objects.filter(join_code=self.join_code).exists():
                    raise
                self.join_code = codes.draw()


class Enrolment(models.Model):
    """A learner in a class, under the name their teacher sees."""

    classroom = models.ForeignKey(Class, models.CASCADE, related_name="enrolments", db_column="class_id")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments")
    display_name = models.CharField(_("name"), max_length=NAME_LENGTH)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["classroom", "learner"], name="one_enrolment_a_class")
        ]

    def __str__(self) -> str:
        return self.display_name


def join(classroom: Class, learner: User, display_name: str) -> Enrolment:
    """Put a learner into a class; joining twice changes nothing. Raises ValueError for a guest and for the teacher."""
    if learner.is_guest or learner.pk == classroom.teacher_id:
        raise ValueError("only an account other than the teacher's can join")
    return Enrolment.objects.get_or_create(
        classroom=classroom, learner=learner, defaults={"display_name": display_name}
    )[0]
