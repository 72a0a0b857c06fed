"""Stop a run: out of the queue if it waits, out of the worker's hands if it runs."""

from django.utils.translation import gettext as _

from parrilla.accounts.models import User
from parrilla.runs import wire
from parrilla.runs.access import owns
from parrilla.runs.models import Run
from parrilla.runs.record import PLATFORM, end, read, record
from parrilla.runs.request import Refused
from sandbox import keys


def stop(run: Run, user: User | None) -> None:
    """Harmless when the run has ended. Raises Refused: not this user's, or the message server is away."""
    if user is None or not owns(user, run):
        raise Refused("not-yours", _("Only who started a run can stop it."), 403)
    if run.state == Run.State.ENDED:
        return
    try:
        _stop(str(run.pk))
    except wire.AWAY:
        raise Refused("unavailable", _("The stop did not get through. Try again in a moment."), 503) from None


def _stop(name: str) -> None:
    client = wire.client()
    if client.set(keys.claim(name), PLATFORM, nx=True, ex=keys.CLAIM_SECONDS):
        # No worker had it, and none can take it now.
        client.zrem(keys.WAITING, name)
        client.publish(keys.QUEUE_CHANNEL, name)
        transcript, _sound = read(name)
        end(transcript, name, "stopped", "stopped")
        record(name)
        return
    client.set(keys.stop(name), 1, ex=keys.KEEP_EVENTS)
    client.publish(keys.stop_channel(), name)
