# expect: nothing
# looks-like: sequential-awaits await-in-loop task-dropped left-behind
import asyncio


class Sala:
    """Reparte cada línea a todos los que están dentro."""

    def __init__(self):
        self.dentro = {}

    async def atiende(self, lector, escritor):
        nombre = (await lector.readline()).decode().strip()
        self.dentro[nombre] = escritor
        try:
            while linea := await lector.readline():
                await self.reparte(nombre, linea.decode().strip())
        finally:
            del self.dentro[nombre]
            escritor.close()

    async def reparte(self, quien, texto):
        otros = [e for n, e in self.dentro.items() if n != quien]
        for escritor in otros:
            escritor.write(f"{quien}: {texto}\n".encode())
        await asyncio.gather(*(e.drain() for e in otros))


async def cliente(nombre, frases, escucha):
    lector, escritor = await asyncio.open_connection("127.0.0.1", 9100)
    escritor.write(f"{nombre}\n".encode())
    await asyncio.sleep(0.05)
    for frase in frases:
        escritor.write(f"{frase}\n".encode())
        await escritor.drain()
        await asyncio.sleep(0.04)
    oidas = []
    for _ in range(escucha):
        oidas.append((await lector.readline()).decode().strip())
    escritor.close()
    await escritor.wait_closed()
    return oidas


async def main():
    sala = Sala()
    servidor = await asyncio.start_server(sala.atiende, "127.0.0.1", 9100)
    async with servidor:
        oidas = await asyncio.gather(cliente("ana", ["hola", "¿qué tal?"], 1), cliente("leo", ["buenas"], 2))
    for lista in oidas:
        print(lista)


asyncio.run(main())
