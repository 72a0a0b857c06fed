"""What step mode leaves: a run for every choice. Nobody comes back to one, since a link carries the choices themselves.

They are forgotten, so that an hour of clicking leaves nothing in the database.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from lessons.step import PREFIX
from parrilla.runs.models import Run

KEPT: Final = timedelta(hours=1)
"""A page that lost its connection still reads what it asked for."""
AT_ONCE: Final = 200
"""In one transaction, so that nobody else's write waits long."""


def forget(now: datetime | None = None) -> int:
    """Delete the runs of step mode that ended more than KEPT ago; returns how many."""
    old = Run.objects.filter(
        context__startswith=f"{PREFIX}:", state=Run.State.ENDED, ended_at__lt=(now or timezone.now()) - KEPT
    ).order_by()
    count = 0
    while some := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        Run.objects.filter(pk__in=some).delete()
        count += len(some)
    return count
