"""Notices to open class boards: "something changed", never what. The board reads the truth from the database.

The channel layer may drop a notice without a word (it holds 100 a process). So each moves the class on a version, and
the heartbeat of a board compares versions: a dropped notice is late by one heartbeat, never lost for good.
"""

import logging
import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.core.cache import cache
from django.db import transaction

log = logging.getLogger(__name__)


def group(class_id: UUID) -> str:
    """The name of the group of a class's open boards."""
    return f"class.{class_id.hex}"


def version(class_id: UUID) -> int:
    """How far the class has come. Starts from the clock, so that it never goes back, even with an emptied cache."""
    key = _key(class_id)
    cache.add(key, time.time_ns() // 1_000_000, timeout=None)
    return int(cache.get(key) or 0)


def tell(class_ids: Iterable[UUID]) -> None:
    """Tell the boards of these classes once the transaction is in. Never raises: a run's record is worth more."""
    ids = list(class_ids)
    if ids:
        transaction.on_commit(lambda: _send(ids))


def _send(class_ids: list[UUID]) -> None:
    layer = get_channel_layer()
    for class_id in class_ids:
        try:
            version(class_id)
            notice: dict[str, Any] = {"type": "board.changed", "version": cache.incr(_key(class_id))}
            async_to_sync(layer.group_send)(group(class_id), notice)
        except Exception:
            log.warning("the board of class %s could not be told", class_id, exc_info=True)


def _key(class_id: UUID) -> str:
    return f"board-version:{class_id.hex}"
