# expect: nothing
# looks-like: main-never-run sequential-awaits
import anyio


async def toast(name):
    await anyio.sleep(0.15)
    print(name, "toasted")


async def main():
    async with anyio.create_task_group() as group:
        for name in ("rye", "wheat", "corn"):
            group.start_soon(toast, name)


if __name__ == "__main__":
    anyio.run(main)
