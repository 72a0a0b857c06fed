# expect: main-never-run@11
import asyncio


async def main():
    print("empiezo")
    await asyncio.sleep(0.2)
    print("acabo")


main()
