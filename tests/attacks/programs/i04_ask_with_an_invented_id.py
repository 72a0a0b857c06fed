# exercise: M2
# The right shape and the right overlap, with an id the kitchen never gave.
import asyncio, os
async def get(path):
    reader, writer = await asyncio.open_connection("127.0.0.1", int(os.environ["COCINA"].rsplit(":", 1)[1]))
    writer.write(f"GET {path} HTTP/1.1\r\nhost: k\r\n\r\n".encode())
    await reader.readuntil(b"\r\n\r\n")
    writer.close()
async def main():
    await get("/perfil?ms=200")
    await asyncio.gather(get("/compras/1?ms=300"), get("/sugerencias/1?ms=300"))
asyncio.run(main())
