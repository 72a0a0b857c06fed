# expect: main-never-run@18
import asyncio


class App:
    async def start(self):
        await asyncio.sleep(0.2)
        print("server started")


async def run_app():
    app = App()
    await app.start()


if __name__ == "__main__":
    print("booting")
    result = run_app()
    print("bye")
