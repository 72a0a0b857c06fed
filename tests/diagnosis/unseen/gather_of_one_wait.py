# expect: gather-of-one@13|await-in-loop@13
# allow: await-in-loop
# why: a list of one thing at a time, made and gathered in each turn of the loop
import asyncio

async def ask(q):
    await asyncio.sleep(0.11)
    return q + "!"

async def main():
    for q in ("who", "what", "when"):
        todo = [ask(q)]
        (answer,) = await asyncio.gather(*todo)
        print(answer)

asyncio.run(main())
