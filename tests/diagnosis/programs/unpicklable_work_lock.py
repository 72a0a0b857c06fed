# expect: unpicklable-work@23
# exit: 1
import asyncio
import threading
from concurrent.futures import ProcessPoolExecutor


class Cuenta:
    def __init__(self):
        self.candado = threading.Lock()
        self.total = 0

    def suma(self, n):
        with self.candado:
            self.total += n
        return self.total


async def main():
    cuenta = Cuenta()
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as pool:
        print(await loop.run_in_executor(pool, cuenta.suma, 5))


if __name__ == "__main__":
    asyncio.run(main())
