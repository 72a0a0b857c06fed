"""Who may see a run."""

from parrilla.accounts.models import User
from parrilla.runs.models import Run


def may_watch(user: User, run: Run) -> bool:
    """Its owner, also when the run was begun as a guest and has not been moved yet; and the teachers of the owner's classes."""
    from parrilla.classroom.access import may_watch as teaches

    owner = run.owner
    return owner.pk == user.pk or owner.moved_to_id == user.pk or teaches(user, owner)


def owns(user: User, run: Run) -> bool:
    """Who may stop it."""
    return run.owner_id == user.pk or run.owner.moved_to_id == user.pk
