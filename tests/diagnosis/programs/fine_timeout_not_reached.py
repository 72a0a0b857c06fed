# expect: nothing
# looks-like: timeout-cannot-fire
import anyio


async def consulta():
    await anyio.sleep(0.12)
    return 7


async def main():
    with anyio.move_on_after(1) as ambito:
        print(await consulta())
    print("¿cortado?", ambito.cancelled_caught)


anyio.run(main)
