"""Autosave: the last write wins, unless it comes from a tab that never saw the one before."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from lessons.learner import Draft as Kept
from lessons.learner import GoneDraft, StaleDraft
from parrilla.accounts.models import User
from parrilla.progress.models import Draft


def kept(draft: Draft) -> Kept:
    return Kept(source=draft.source, version=draft.version, saved_at=draft.saved_at)


def save(owner: User, exercise: str, source: str, version: int, slot: int = 0) -> Kept:
    """`version` is the one the writer last knew, 0 for none. Raises StaleDraft where another one stands, GoneDraft for
    a form that is no longer there: only `forms.keep` makes one."""
    mine = Draft.objects.filter(owner=owner, exercise=exercise, slot=slot)
    now = timezone.now()
    if version == 0 and slot == 0:
        try:
            with transaction.atomic():
                return kept(Draft.objects.create(owner=owner, exercise=exercise, source=source, saved_at=now))
        except IntegrityError:
            if not mine.exists():
                raise  # it is not the draft that is in the way: the owner is gone
    # One conditional update: of two tabs that know the same version, one wins and the other is told.
    elif mine.filter(version=version).update(source=source, version=version + 1, saved_at=now):
        return Kept(source=source, version=version + 1, saved_at=now)
    standing = mine.first()
    if standing is None and slot:
        raise GoneDraft
    if standing is None:  # it went away with an account; what was typed stays
        return save(owner, exercise, source, 0)
    if standing.source == source:
        return kept(standing)
    raise StaleDraft(kept(standing))
