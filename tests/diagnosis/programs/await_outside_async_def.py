# expect: await-outside-async@12
# exit: 1
import asyncio


async def baja(url):
    await asyncio.sleep(0.1)
    return url


def main():
    pagina = await baja("ejemplo")
    print(pagina)


main()
