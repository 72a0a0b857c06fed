# expect: context-follows-everywhere@16
import asyncio
from contextvars import ContextVar

language = ContextVar("language", default="es")


def word():
    return {"es": "hola", "en": "hello"}[language.get()]


async def main():
    language.set("en")
    await asyncio.sleep(0.1)
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: word()))


asyncio.run(main())
