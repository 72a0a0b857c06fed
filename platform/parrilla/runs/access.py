"""Who may see a run."""

import uuid

from parrilla.accounts.models import User
from parrilla.runs.models import Run


def find(name: str, user: User) -> tuple[Run | None, bool]:
    """The run of this name, which may be anything; and whether this user may watch it."""
    try:
        pk = uuid.UUID(name)
    except ValueError:
        return None, False
    run = Run.objects.select_related("owner").filter(pk=pk).first()
    return run, run is not None and may_watch(user, run)


def may_watch(user: User, run: Run) -> bool:
    """Its owner, and the teachers of the owner's classes."""
    from parrilla.classroom.access import may_watch as teaches

    owner = run.owner
    return owns(user, run) or teaches(user, owner)


def owns(user: User, run: Run) -> bool:
    """Who may stop it: its owner, also where it was begun as a guest and has not been moved yet."""
    return user.pk in (run.owner_id, run.owner.moved_to_id)
