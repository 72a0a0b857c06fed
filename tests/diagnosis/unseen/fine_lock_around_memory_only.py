# expect: nothing
# looks-like: lock-around-the-wait
import asyncio

class Bank:
    def __init__(self):
        self.gate = asyncio.Lock()
        self.moves = []
    async def transfer(self, n):
        await asyncio.sleep(.1)
        await self.gate.acquire()
        try:
            self.moves.append(n)
        finally:
            self.gate.release()

async def main():
    b = Bank()
    await asyncio.gather(*(b.transfer(n) for n in range(5)))
    print(b.moves)

asyncio.run(main())
