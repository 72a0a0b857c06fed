# expect: task-dropped@9
# why: the tasks' names are kept and the tasks are not
import asyncio

async def envia(x):
    await asyncio.sleep(.1); print("->", x)

async def main():
    nombres = [asyncio.create_task(envia(x), name=x).get_name() for x in ("uno", "dos")]
    await asyncio.sleep(.2)
    print(nombres)
asyncio.run(main())
