# expect: left-behind@11
# why: what asyncio.wait leaves over goes on until main ends, and is cut there
import asyncio

async def descarga(n):
    await asyncio.sleep(n)
    print("descargado", n)
    return n

async def main():
    ts = [asyncio.create_task(descarga(n)) for n in (.1, .5, .6)]
    listas, resto = await asyncio.wait(ts, timeout=.2)
    print(len(listas), "de", len(ts))

asyncio.run(main())
