# expect: block-hidden-in-helper@14|block-hidden-in-helper@18|block-hidden-in-helper@24
# allow: blocking-subprocess
# why: the pause is in a function two calls away from the coroutine; the call is what the learner takes for harmless
import asyncio
import time


class Impresora:
    def __init__(self, nombre):
        self.nombre = nombre
        self.cola = []

    def _espera_papel(self):
        time.sleep(0.1)

    def imprime(self, texto):
        for linea in texto.splitlines():
            self._espera_papel()
            self.cola.append(linea)


async def ticket(impresora, mesa):
    await asyncio.sleep(0.01)
    impresora.imprime(f"mesa {mesa}\ntotal 20 €\ngracias")


async def main():
    impresora = Impresora("barra")
    async with asyncio.TaskGroup() as tg:
        for mesa in (1, 2):
            tg.create_task(ticket(impresora, mesa))
    print(len(impresora.cola), "líneas")


asyncio.run(main())
