# expect: task-dropped@12
import asyncio


async def send_mail(to):
    await asyncio.sleep(0.1)
    print("mail to", to)


async def sign_up(name):
    await asyncio.sleep(0.05)
    asyncio.ensure_future(send_mail(name))
    return {"name": name}


async def main():
    users = await asyncio.gather(sign_up("ann"), sign_up("bob"))
    await asyncio.sleep(0.15)
    print(users)


asyncio.run(main())
