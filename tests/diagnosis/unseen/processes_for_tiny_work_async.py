# expect: processes-for-tiny-work@9|processes-for-tiny-work@11
import asyncio
from concurrent.futures import ProcessPoolExecutor

def mayuscula(x): return x.upper()

async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(3) as pp:
        palabras = "el perro de san roque no tiene rabo porque ramón ramírez se lo ha robado".split()
        rs = await asyncio.gather(*(loop.run_in_executor(pp, mayuscula, p) for p in palabras))
    print(" ".join(rs))

if __name__ == "__main__":
    asyncio.run(main())
