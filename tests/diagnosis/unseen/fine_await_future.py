# expect: nothing
# looks-like: await-plain-value
import asyncio
async def main():
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(.15, f.set_result, "listo")
    print(await f)
asyncio.run(main())
