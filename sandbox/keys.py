"""Names in Redis, shared by the sandbox worker and the platform: one place, to be read beside the ACL of each role."""

QUEUE = "sandbox"
"""Celery queue of the sandbox workers. They consume it and nothing else."""

RUN_TASK = "sandbox.run"
"""The one task of the sandbox workers: `run(job)`, on QUEUE, with the run's id as the task's id."""

RECORD_QUEUE = "platform"
RECORD_TASK = "parrilla.runs.record"
"""The one task a sandbox worker may send: `record(run_id)`, on the platform's queue. Sent soon after the run has begun,
unless it is over by then, and when its terminal event is out; it brings the database in line with the stream."""

WAITING = "queue:waiting"
"""Sorted set of run ids not yet taken by a worker, scored by enqueue time (s). Rank = runs ahead."""

QUEUE_CHANNEL = "queue:moved"
"""Published by a worker each time it takes a run (payload: the run id), so that who waits can be told the new place."""

PARKED = "queue:parked"
"""List of jobs (JSON) that need a free core and found none; a worker takes the next one when it gives a core back."""

REFUSAL = "sandbox:refusal"
"""Set for REFUSAL_SECONDS by a sandbox worker that cannot build a jail: why, and the remedy. Gone once one serves."""

REFUSAL_SECONDS = 120

MISSING = "sandbox:missing"
"""Set by a sandbox worker that serves: JSON, the local services its machine cannot give a run, by name, and why. Absent
where nothing is missing."""

CLAIM_SECONDS = 24 * 3600
"""Longer than the broker keeps a job that nobody acknowledged (an hour), so that a late redelivery finds the claim."""

KEEP_EVENTS = 900
"""Seconds a finished run's stream stays in Redis after its terminal event; the database has it by then."""


def events(run: str) -> str:
    """Stream of frames; each entry has one field `f`, a JSON list of events with consecutive `seq`.

    An entry's id is `<last seq of the frame + 1>-0` (an id of 0-0 is not allowed), so a frame cannot be appended twice
    and a reader resumes by the last `seq` it has.
    """
    return f"run:{run}:events"


def channel(run: str) -> str:
    """Pub/sub channel on which each frame is published as it is appended: `<first seq> <last seq> <frame JSON>`.

    The platform publishes RECORDED there once the database has the whole run.
    """
    return f"run:{run}"


RECORDED = "recorded"


def claim(run: str) -> str:
    """Set once, by the worker that executes the run; a redelivered job finds it and does nothing."""
    return f"run:{run}:claim"


def lease(run: str) -> str:
    """Refreshed every second by the worker while it owns the run; lives LEASE_SECONDS."""
    return f"run:{run}:lease"


LEASE_SECONDS = 5


def stop(run: str) -> str:
    """Set by the platform when the owner presses Stop; the worker looks at it with each refresh of its lease."""
    return f"run:{run}:stop"


def stop_channel() -> str:
    """Published with the run id when Stop is pressed, so that the worker need not wait for its next look."""
    return "runs:stop"
