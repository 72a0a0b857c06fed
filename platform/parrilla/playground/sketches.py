"""A person's own sketches: make, save, delete. Whatever is not theirs does not exist for them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lessons.course import UnknownContent, course
from lessons.text import active_language
from parrilla.accounts.models import User
from parrilla.playground import limits
from parrilla.playground.body import Body, malformed
from parrilla.playground.models import Share, Sketch


class Stale(Exception):
    """Another tab saved since this one last looked. `sketch` is what stands now; nothing was overwritten."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__(f"the sketch is at version {sketch.version}")
        self.sketch = sketch


@dataclass(frozen=True, slots=True)
class Origin:
    """What a sketch was forked from; nothing for one's own idea."""

    share: Share | None = None
    example: str = ""
    title: str = ""

    @classmethod
    def of_example(cls, slug: Any) -> "Origin":
        """Raises Refused for an example that does not exist; none for an empty slug."""
        if slug == "":
            return cls()
        if not isinstance(slug, str):
            raise malformed()
        try:
            example = course().example(slug)
        except UnknownContent:
            raise malformed() from None
        return cls(example=example.slug, title=example.title[active_language()])


def make(owner: User, body: Body, origin: Origin) -> Sketch:
    """Raises Refused: no room, or too fast."""
    limits.charge_making(owner)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=owner.pk)  # two at once count each other
        limits.room_for_sketch(owner)
        return Sketch.objects.create(
            owner=owner,
            saved_at=timezone.now(),
            from_share=origin.share,
            from_example=origin.example,
            from_title=origin.title,
            **body.fields,
        )


def save(owner: User, pk: UUID, body: Body, version: int) -> Sketch:
    """`version` is the one the writer last knew. Raises Stale where another one stands, Sketch.DoesNotExist."""
    # One conditional update: of two tabs that know the same version, one wins and the other is told.
    mine = Sketch.objects.filter(owner=owner, pk=pk)
    mine.filter(version=version).update(version=version + 1, saved_at=timezone.now(), **body.fields)
    standing = mine.get()
    if Body.of(standing) == body:
        return standing
    raise Stale(standing)


def listed(owner: User | None) -> Any:
    """Newest first, without the programs."""
    mine = Sketch.objects.filter(owner=owner) if owner else Sketch.objects.none()
    return mine.defer("programs").select_related("from_share")
