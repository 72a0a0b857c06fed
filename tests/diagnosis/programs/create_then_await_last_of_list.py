# expect: create-then-await@14|await-in-loop@14|create-then-await@15|await-in-loop@15
import asyncio


async def send(letter):
    await asyncio.sleep(0.1)
    return letter


async def main():
    sent = []
    tasks = []
    for letter in "abc":
        tasks.append(asyncio.create_task(send(letter)))
        sent.append(await tasks[-1])
    print(sent)


asyncio.run(main())
