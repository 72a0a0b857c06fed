# expect: nothing
# looks-like: sequential-awaits
import asyncio


async def server(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(0.06)
        writer.write(b"+" + line)
        await writer.drain()
    writer.close()


async def main():
    listening = await asyncio.start_server(server, "127.0.0.1", 8765)
    async with listening:
        reader, writer = await asyncio.open_connection("127.0.0.1", 8765)
        writer.write(b"HELLO\n")
        first = await reader.readline()
        writer.write(b"MAIL\n")
        second = await reader.readline()
        print(first, second)
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
