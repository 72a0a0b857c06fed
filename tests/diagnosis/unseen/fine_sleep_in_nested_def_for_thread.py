# expect: nothing
# looks-like: blocking-sleep block-hidden-in-helper
import asyncio
import threading
import time


async def supervisa():
    hecho = asyncio.Event()
    bucle = asyncio.get_running_loop()

    def fondo():
        time.sleep(0.2)
        bucle.call_soon_threadsafe(hecho.set)

    threading.Thread(target=fondo, daemon=True).start()
    await hecho.wait()
    return "fondo listo"


print(asyncio.run(supervisa()))
