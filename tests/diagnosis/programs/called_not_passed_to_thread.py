# expect: called-not-passed@14
# exit: 1
# allow: blocking-sleep await-plain-value block-hidden-in-helper
import asyncio
import time


def genera_pdf(n):
    time.sleep(0.2)
    return f"factura-{n}.pdf"


async def main():
    archivo = await asyncio.to_thread(genera_pdf(7))
    print(archivo)


asyncio.run(main())
