# expect: main-never-run@12
import asyncio


class App:
    async def run(self):
        await asyncio.sleep(0.1)
        print("running")


loop = asyncio.new_event_loop()
App().run()
loop.close()
