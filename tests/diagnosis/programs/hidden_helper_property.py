# expect: block-hidden-in-helper@9|blocking-sleep@9|block-hidden-in-helper@14
import asyncio
import time


class Sensor:
    @property
    def value(self):
        time.sleep(0.1)
        return 21


async def show(sensor):
    return sensor.value


async def main():
    print(await asyncio.gather(*(show(Sensor()) for _ in range(3))))


asyncio.run(main())
