"""Other forms of a learner's program, to be raced against it. Each is a draft with a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from lessons.learner import Form, FormWish, SameName
from parrilla.accounts.models import User
from parrilla.progress.drafts import kept
from parrilla.progress.models import Draft


def of(owner: User, exercise: str) -> Sequence[Form]:
    """By slot. One query."""
    return [told(draft) for draft in Draft.objects.filter(owner=owner, exercise=exercise, slot__gt=0).order_by("slot")]


def keep(owner: User, exercise: str, wish: FormWish) -> Form:
    """Make it, or give it another name and form. Raises SameName."""
    mine = Draft.objects.filter(owner=owner, exercise=exercise)
    with transaction.atomic():
        # Locked, so that two forms made at once do not get one name.
        User.objects.select_for_update().get(pk=owner.pk)
        if mine.filter(name=wish.name, slot__gt=0).exclude(slot=wish.slot).exists():
            raise SameName(wish.name)
        if not mine.filter(slot=wish.slot).update(name=wish.name, form=wish.form):
            mine.create(owner=owner, exercise=exercise, saved_at=timezone.now(), **asdict(wish))
        return told(mine.get(slot=wish.slot))


def drop(owner: User, exercise: str, slot: int) -> None:
    if slot:
        Draft.objects.filter(owner=owner, exercise=exercise, slot=slot).delete()


def told(draft: Draft) -> Form:
    return Form(slot=draft.slot, name=draft.name, form=draft.form, draft=kept(draft))
