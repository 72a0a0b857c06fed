# expect: main-never-run@10
import asyncio

async def arrancar():
    tareas = [asyncio.create_task(asyncio.sleep(.1)) for _ in range(3)]
    await asyncio.gather(*tareas)
    print("todo en marcha")

if __name__ == '__main__':
    arrancar()
