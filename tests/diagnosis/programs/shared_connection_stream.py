# expect: shared-connection@17
# exit: 1
import asyncio


async def serve(reader, writer):
    await asyncio.sleep(0.1)
    writer.write(b"one\ntwo\n")
    await writer.drain()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8811)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8811)

    async def line():
        return await reader.readline()

    await asyncio.gather(line(), line())


asyncio.run(main())
