# expect: nothing
# looks-like: shared-between-loops blocking-wait
import asyncio
import threading


async def consulta(n):
    await asyncio.sleep(0.15)
    return n * n


bucle = asyncio.new_event_loop()
hilo = threading.Thread(target=bucle.run_forever, daemon=True)
hilo.start()
futuros = [asyncio.run_coroutine_threadsafe(consulta(n), bucle) for n in range(4)]
print([f.result() for f in futuros])  # this thread has no loop: it may wait
bucle.call_soon_threadsafe(bucle.stop)
hilo.join()
bucle.close()
