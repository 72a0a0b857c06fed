# expect: nothing
# looks-like: sequential-awaits
import asyncio


async def server(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(0.05)
        writer.write(b"ok " + line)
        await writer.drain()
    writer.close()


async def say(reader, writer, text):
    writer.write(text.encode() + b"\n")
    await writer.drain()
    return (await reader.readline()).decode().strip()


async def main():
    srv = await asyncio.start_server(server, "127.0.0.1", 9000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 9000)
    print(await say(reader, writer, "HELO"))
    print(await say(reader, writer, "MAIL"))
    print(await say(reader, writer, "QUIT"))
    writer.close()
    await writer.wait_closed()
    srv.close()


asyncio.run(main())
