# expect: nothing
# looks-like: read-await-write
import asyncio
asientos = {"A1": None}
async def paga(): await asyncio.sleep(.15); return True
async def reserva(a, quien):
    if await paga() and asientos[a] is None:
        asientos[a] = quien
        return True
    return False
async def main(): print(await asyncio.gather(reserva("A1", "ana"), reserva("A1", "leo")), asientos)
asyncio.run(main())
