# expect: nothing
# looks-like: sequential-awaits
import asyncio


async def allowed(user):
    await asyncio.sleep(0.12)
    return user != "eve"


async def report(user):
    await asyncio.sleep(0.15)
    return f"{user}: 3 orders"


async def show(user):
    if not await allowed(user):
        return "no"
    return await report(user)


async def show_checked(user):
    permitted = await allowed(user)
    if not permitted:
        raise PermissionError(user)
    text = await report(user)
    return text


async def main():
    print(await show("ada"))


asyncio.run(main())
