# expect: blocking-subprocess@7
import asyncio, subprocess

class Compilador:
    async def compila(self, fuente: str) -> int:
        p = subprocess.Popen(["sh", "-c", "sleep 0.2"], stdout=subprocess.PIPE)
        p.communicate()
        return p.returncode

async def main():
    c = Compilador()
    codigos = [asyncio.ensure_future(c.compila(f)) for f in ("a.c", "b.c")]
    print(await asyncio.gather(*codigos))

asyncio.run(main())
