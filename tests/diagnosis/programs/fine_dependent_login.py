# expect: nothing
# looks-like: sequential-awaits
import asyncio


async def login(user):
    await asyncio.sleep(0.15)
    return f"token-{user}"


async def profile(token):
    await asyncio.sleep(0.15)
    return {"token": token, "id": 12}


async def orders(person):
    await asyncio.sleep(0.15)
    return [person["id"], 2, 3]


async def main():
    token = await login("eva")
    person = await profile(token)
    print(await orders(person))


asyncio.run(main())
