# expect: gather-of-one@18|sequential-awaits@18|gather-of-one@20|sequential-awaits@20
# allow: sequential-awaits
import asyncio


async def lights():
    await asyncio.sleep(0.13)
    return "on"


async def heating():
    await asyncio.sleep(0.16)
    return "21"


async def home():
    pending = [lights()]
    first = await asyncio.gather(*pending)
    pending = [heating()]
    second = await asyncio.gather(*pending)
    return first + second


print(asyncio.run(home()))
