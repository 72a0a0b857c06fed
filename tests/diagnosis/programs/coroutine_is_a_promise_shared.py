# expect: coroutine-is-a-promise@11|coroutine-is-a-promise@15
# exit: 1
import asyncio


async def load_config():
    await asyncio.sleep(0.15)
    return {"debug": False}


config = load_config()


async def service(name):
    settings = await config
    return name, settings["debug"]


async def main():
    print(await asyncio.gather(service("web"), service("mail")))


asyncio.run(main())
