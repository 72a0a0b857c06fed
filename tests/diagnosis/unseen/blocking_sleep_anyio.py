# expect: blocking-sleep@10
import time
import anyio

# Simulates three robots; each one must rest between movements.

async def robot(nombre: str, movimientos: int) -> None:
    for paso in range(movimientos):
        print(f"{nombre}: paso {paso}")
        time.sleep(0.06)
        await anyio.sleep(0.01)

async def fabrica() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(robot, "R2", 2)
        tg.start_soon(robot, "C3", 2)
        tg.start_soon(robot, "BB", 2)

anyio.run(fabrica)
