"""Who may see a run."""

from parrilla.accounts.models import User
from parrilla.runs.models import Run


def may_watch(user: User, run: Run) -> bool:
    """Its owner, and the teachers of the owner's classes."""
    from parrilla.classroom.access import may_watch as teaches

    owner = run.owner
    return owns(user, run) or teaches(user, owner)


def owns(user: User, run: Run) -> bool:
    """Who may stop it: its owner, also where it was begun as a guest and has not been moved yet."""
    return user.pk in (run.owner_id, run.owner.moved_to_id)
