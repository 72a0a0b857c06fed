"""The tasks of the platform worker that concern runs."""

import logging
from typing import Any

from celery import shared_task

from parrilla.runs import choices, wire
from parrilla.runs.reap import Reaper
from parrilla.runs.record import record
from parrilla.vigil import vigil
from sandbox import keys

log = logging.getLogger(__name__)
_reaper = Reaper()


@shared_task(name=keys.RECORD_TASK)
def record_run(run_id: Any) -> None:
    """Where this fails the reaper does it, within seconds."""
    try:
        record(run_id)
    except wire.AWAY as error:
        log.warning("run %.60r: not recorded yet: %s", run_id, error)


@shared_task(name="parrilla.runs.reap")
def reap() -> None:
    vigil.heard()
    try:
        _reaper.look()
    except wire.AWAY as error:
        log.warning("the reaper waits for the message server: %s", error)


@shared_task(name="parrilla.runs.forget")
def forget() -> None:
    choices.forget()
