# expect: nothing
# looks-like: await-in-loop lock-around-the-wait polling left-behind
import asyncio
import random
from dataclasses import dataclass, field


@dataclass
class Stage:
    name: str
    seconds: float
    workers: int
    inbox: asyncio.Queue = field(default_factory=lambda: asyncio.Queue(maxsize=4))
    handled: int = 0

    async def work(self, next_stage: "Stage | None", sink: list) -> None:
        while True:
            item = await self.inbox.get()
            try:
                await asyncio.sleep(self.seconds)
                self.handled += 1
                if next_stage is None:
                    sink.append(item)
                else:
                    await next_stage.inbox.put(item)
            finally:
                self.inbox.task_done()


class Pipeline:
    def __init__(self, *stages: Stage) -> None:
        self.stages = stages
        self.sink: list[int] = []
        self.tasks: list[asyncio.Task] = []

    async def __aenter__(self) -> "Pipeline":
        for stage, following in zip(self.stages, (*self.stages[1:], None)):
            for _ in range(stage.workers):
                self.tasks.append(asyncio.create_task(stage.work(following, self.sink)))
        return self

    async def __aexit__(self, *error: object) -> None:
        for stage in self.stages:
            await stage.inbox.join()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def feed(self, item: int) -> None:
        await self.stages[0].inbox.put(item)


async def main() -> None:
    random.seed(1)
    async with Pipeline(Stage("wash", 0.02, 2), Stage("cut", 0.03, 3), Stage("fry", 0.04, 4)) as pipeline:
        for n in range(16):
            await pipeline.feed(n)
    for stage in pipeline.stages:
        print(stage.name, stage.handled)
    print(sorted(pipeline.sink) == list(range(16)))


if __name__ == "__main__":
    asyncio.run(main())
