"""The channel layer of the class boards, on a client that heeds cancellation."""

from functools import cache
from typing import Any

from channels_redis.core import RedisChannelLayer

from parrilla.runs.cancelling import heed_cancellation


class ChannelLayer(RedisChannelLayer):  # type: ignore[misc]
    """redis-py 8.1 swallows a cancellation that meets it while it connects: a browser that leaves at that moment would
    leave a task behind that waits for ever."""

    def create_pool(self, index: int) -> Any:
        pool = super().create_pool(index)
        pool.connection_class = _heeding(pool.connection_class)
        return pool


@cache
def _heeding(plain: Any) -> Any:
    class Heeding(plain):  # type: ignore[misc]
        async def connect(self) -> None:
            await super().connect()
            heed_cancellation()

    return Heeding
