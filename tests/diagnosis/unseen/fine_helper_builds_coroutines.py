# expect: nothing
# looks-like: block-hidden-in-helper never-awaited
import asyncio
async def tarea(n): await asyncio.sleep(.15); return -n
def prepara(ns): return [tarea(n) for n in ns]
async def main(): print(await asyncio.gather(*prepara(range(3))))
asyncio.run(main())
