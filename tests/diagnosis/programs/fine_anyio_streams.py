# expect: nothing
# looks-like: await-in-loop polling
import anyio


async def produce(send):
    async with send:
        for n in range(8):
            await anyio.sleep(0.01)
            await send.send(n)


async def consume(receive, label):
    async with receive:
        async for n in receive:
            await anyio.sleep(0.04)
            print(label, n)


async def main():
    send, receive = anyio.create_memory_object_stream(max_buffer_size=2)
    async with anyio.create_task_group() as tg:
        tg.start_soon(produce, send)
        tg.start_soon(consume, receive.clone(), "A")
        tg.start_soon(consume, receive, "B")


anyio.run(main)
