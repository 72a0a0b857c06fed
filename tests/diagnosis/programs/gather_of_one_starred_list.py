# expect: gather-of-one@13
# allow: await-in-loop
import asyncio


async def fetch(city):
    await asyncio.sleep(0.1)
    return city[:2]


async def main():
    for city in ("Lugo", "Vigo", "Ourense"):
        [code] = await asyncio.gather(*[fetch(city)])
        print(code)


asyncio.run(main())
