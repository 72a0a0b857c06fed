# expect: nothing
# looks-like: main-never-run
import asyncio


async def main():
    await asyncio.sleep(0.15)
    return "ok"


if __name__ == "__main__":
    with asyncio.Runner() as runner:
        program = main()
        print(runner.run(program))
