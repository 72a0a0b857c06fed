# expect: lock-around-the-wait@10|lock-around-the-wait@12
# twin: fine_lock_around_memory_only.py
import asyncio

class Bank:
    def __init__(self):
        self.gate = asyncio.Lock()
        self.moves = []
    async def transfer(self, n):
        await self.gate.acquire()
        try:
            await asyncio.sleep(.1)
            self.moves.append(n)
        finally:
            self.gate.release()

async def main():
    b = Bank()
    await asyncio.gather(*(b.transfer(n) for n in range(5)))
    print(b.moves)

asyncio.run(main())
