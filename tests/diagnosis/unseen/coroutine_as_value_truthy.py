# expect: coroutine-as-value@11|never-awaited@11
# why: a coroutine is always true, so the door is always open; no error says so
import asyncio

async def tiene_permiso(quien):
    await asyncio.sleep(.05)
    return quien == "ana"

async def entra(quien):
    await asyncio.sleep(.1)
    if tiene_permiso(quien):
        print(quien, "dentro")
    else:
        print(quien, "fuera")

async def main():
    await asyncio.gather(entra("ana"), entra("intruso"))
asyncio.run(main())
