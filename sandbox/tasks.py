"""The Celery app of the sandbox workers: one job in, one ordered stream of events out.

    celery -A sandbox.tasks worker -P threads -c 8 --without-gossip --without-mingle

A worker knows its broker and nothing else: no database, no secret of the web site. It serves only where a jail can be
built; elsewhere it says why and what to do, leaves word for the platform, and exits with status NO_JAIL.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import warnings
from typing import Any, Final

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.signals import worker_init, worker_process_shutdown, worker_ready, worker_shutdown, worker_shutting_down
from kombu.exceptions import OperationalError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from sandbox import keys
from sandbox.cores import Cores
from sandbox.events import Event, is_terminal
from sandbox.hands import Hands, Held
from sandbox.job import InvalidJob, InvalidProgram, Job
from sandbox.outlet import Fenced

log = logging.getLogger(__name__)

NO_JAIL: Final = 78
"""Exit status where no jail can be built (EX_CONFIG of sysexits.h): starting the worker again changes nothing."""

PATIENCE_SECONDS: Final = 120
"""How long a finished run waits for a message server that went away."""

REDIS_URL: Final = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
SLOTS: Final = int(os.environ.get("PARRILLA_SLOTS", "8"))

warnings.filterwarnings("ignore", category=SecurityWarning)  # of root; the jail drops what root has

app = Celery("sandbox", broker=os.environ.get("BROKER_URL") or REDIS_URL.replace("unix://", "redis+socket://"))
app.conf.update(
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_default_queue=keys.QUEUE,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_concurrency=SLOTS,
    worker_pool="threads",
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": 3600,
        # Names of its own for jobs taken and not yet acknowledged: with the default ones, which every Celery app
        # shares, the sandbox's user (deploy/valkey.acl) could read and drop the platform's.
        "unacked_key": f"{keys.QUEUE}:unacked",
        "unacked_index_key": f"{keys.QUEUE}:unacked:index",
        "unacked_mutex_key": f"{keys.QUEUE}:unacked:mutex",
    },
)


class Worker:
    """What one worker process has: a sandbox, the runs in its hands, the cores it may give away."""

    def __init__(self, sandbox: Any, client: Any) -> None:
        self.sandbox = sandbox
        self.client = client
        self.hands = Hands(client)
        self.cores = Cores(client)

    def execute(self, raw: Any) -> None:
        """One job. Harmless when it comes twice."""
        if isinstance(raw, dict) and raw.get("cpu") is True:
            self.cores.each(raw, self._execute)
        else:
            self._execute(raw)

    def _execute(self, raw: Any) -> None:
        try:
            run = Job.id_of(raw)
        except InvalidJob as error:
            log.error("a job without a run id was dropped: %s", error)
            return
        held = self.hands.take(run)
        if held is None:
            return
        try:
            self._run(held, raw)
        except Fenced:
            log.warning("run %s: given up, another party holds it", run)
        finally:
            self.hands.release(held)

    def _run(self, held: Held, raw: Any) -> None:
        since = time.monotonic()
        told = False

        def begun() -> None:
            if not is_terminal(held.outlet.last):  # its end is told in any case
                tell(held.run)

        def emit(events: list[Event]) -> None:
            nonlocal told
            held.outlet.send(events)
            if not told:
                told = True
                self.hands.later(begun)

        try:
            self.sandbox.run(Job.from_json(raw), emit, held.stop)
        except Fenced:
            raise
        except (InvalidJob, InvalidProgram) as error:
            log.error("run %s: not a job: %s", held.run, error)
            reason = "bad-job"
        except Exception:
            log.exception("run %s: the sandbox failed", held.run)
            reason = "sandbox-error"
        else:
            reason = "no-end"
        if not is_terminal(held.outlet.last):
            held.outlet.send([_ended(held.outlet.last, since, reason)])
        if not held.outlet.finish(PATIENCE_SECONDS):
            log.error("run %s: finished, but the message server stayed away", held.run)
            return
        tell(held.run)


def _ended(last: Event, begun: float, reason: str) -> Event:
    elapsed = max(last["t"], round((time.monotonic() - begun) * 1000, 3))
    return {"seq": last["seq"] + 1, "t": elapsed, "type": "ended", "data": {"outcome": "failed", "reason": reason}}


def tell(run: str) -> None:
    """Ask the platform to bring its record in line with the stream. Where this fails, its reaper sees to it."""
    try:
        app.send_task(
            keys.RECORD_TASK,
            args=[run],
            queue=keys.RECORD_QUEUE,
            retry=True,
            retry_policy={"max_retries": 20, "interval_start": 0, "interval_step": 0.2, "interval_max": 1},
        )
    except (OperationalError, RedisError, OSError) as error:
        log.error("run %s: the platform could not be told: %s", run, error)


def connect() -> Any:
    """One attempt a command and short waits: whoever calls decides what a silent server means."""
    return Redis.from_url(
        REDIS_URL, socket_connect_timeout=1, socket_timeout=2, retry=Retry(NoBackoff(), 0), health_check_interval=0
    )


_worker: Worker | None = None


@app.task(name=keys.RUN_TASK)
def run(raw: Any) -> None:
    """One job, as `sandbox.job.Job.to_json` made it."""
    if _worker is None:
        raise RuntimeError("this worker has no sandbox")
    _worker.execute(raw)


@worker_init.connect
def _boot(**_: Any) -> None:
    """Build the sandbox before the first job is taken, or refuse to serve."""
    global _worker
    from sandbox.supervisor import CannotJail, Sandbox

    client = connect()
    try:
        sandbox = Sandbox(warm=min(SLOTS, 8)).__enter__()
    except CannotJail as error:
        print(f"The sandbox worker serves nothing: {error}", file=sys.stderr, flush=True)
        try:
            client.set(keys.REFUSAL, str(error), ex=keys.REFUSAL_SECONDS)
        except RedisError:
            log.warning("the platform could not be told of it: the message server is away")
        raise SystemExit(NO_JAIL) from None
    _worker = Worker(sandbox, client)


@worker_ready.connect
def _serve(**_: Any) -> None:
    if _worker is None:
        raise SystemExit(NO_JAIL)
    try:
        _worker.client.delete(keys.REFUSAL)
        if missing := _worker.sandbox.missing:
            _worker.client.set(keys.MISSING, json.dumps(missing))
        else:
            _worker.client.delete(keys.MISSING)
        for job in _worker.cores.orphans():
            app.send_task(keys.RUN_TASK, args=[job], queue=keys.QUEUE, task_id=Job.id_of(job))
    except RedisError:
        log.warning("the message server is away; serving when it comes back")


@worker_shutting_down.connect
def _stop_runs(**_: Any) -> None:
    if _worker is not None:
        _worker.hands.stop_all()


@worker_shutdown.connect
@worker_process_shutdown.connect
def _close(**_: Any) -> None:
    global _worker
    if _worker is not None:
        worker, _worker = _worker, None
        worker.sandbox.__exit__(None, None, None)
