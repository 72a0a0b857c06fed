# expect: called-not-passed@15
# exit: 1
# allow: blocking-sleep block-hidden-in-helper
import time
import anyio


def render(page):
    time.sleep(0.25)
    return f"<{page}>"


async def main():
    async with anyio.create_task_group():
        html = await anyio.to_thread.run_sync(render("home"))
    print(html)


anyio.run(main)
