# expect: nothing
# looks-like: run-inside-loop shared-between-loops
import asyncio

async def suma(a, b):
    await asyncio.sleep(.05); return a + b

def test_suma(): assert asyncio.run(suma(1, 2)) == 3
def test_resta(): assert asyncio.run(suma(1, -2)) == -1

for t in (test_suma, test_resta): t()
print("2 passed")
