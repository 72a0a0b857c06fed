# expect: nothing
# looks-like: async-without-await
# why: the interface asks for coroutines, and one of its two implementations has nothing to wait for
import asyncio
from typing import Protocol


class Store(Protocol):
    async def get(self, key: str) -> str: ...


class Remote:
    async def get(self, key: str) -> str:
        await asyncio.sleep(0.15)
        return f"remote {key}"


class Memory:
    def __init__(self) -> None:
        self.known = {"a": "memory a"}

    async def get(self, key: str) -> str:
        return self.known[key]


async def show(store: Store) -> None:
    print(await store.get("a"))


async def main() -> None:
    await asyncio.gather(show(Remote()), show(Memory()))


asyncio.run(main())
