# expect: nothing
# looks-like: sleep-zero-parallel polling
import asyncio

async def saluda(n):
    print("hola", n)
    await asyncio.sleep(0)      # let the other greet first
    print("adiós", n)
    await asyncio.sleep(.15)

async def main(): await asyncio.gather(saluda(1), saluda(2))
asyncio.run(main())
