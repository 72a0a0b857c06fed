"""The Celery app of the platform workers, which record runs and keep house. The sandbox workers have their own.

    celery -A parrilla.celery worker -P threads -c 2 -B --without-gossip --without-mingle

Exactly one of them carries the clock (`-B`). A job is acknowledged when it is done, and each may be done twice.
"""

import os
import sys
import warnings
from typing import Any

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.signals import beat_embedded_init, worker_ready

from parrilla.embedded import die_with_parent
from parrilla.vigil import vigil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parrilla.settings")
warnings.filterwarnings("ignore", category=SecurityWarning)  # of root, which JSON alone cannot hurt

app = Celery("parrilla")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.update(
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    broker_connection_max_retries=None,
    # A round that nobody took before the next one is due is dropped.
    beat_schedule={
        "reap": {"task": "parrilla.runs.reap", "schedule": 2.0, "options": {"expires": 2.0}},
        "forget": {"task": "parrilla.runs.forget", "schedule": 600.0, "options": {"expires": 600.0}},
    },
)


@beat_embedded_init.connect
def _clock_dies_with_its_worker(**_: Any) -> None:
    """The clock is a process of its own; the kernel ends it when the worker is killed."""
    die_with_parent(os.getppid())()


@worker_ready.connect
def _keep_vigil(**_: Any) -> None:
    """Only beside the clock: elsewhere another worker may have taken every round."""
    if {"-B", "--beat"} & set(sys.argv):
        vigil.keep()
