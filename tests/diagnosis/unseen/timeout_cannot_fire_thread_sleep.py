# expect: timeout-cannot-fire@12
# allow: blocking-sleep block-hidden-in-helper
import time
import anyio


def calibrate():
    time.sleep(0.35)


async def main():
    with anyio.move_on_after(0.1) as scope:
        calibrate()
        await anyio.sleep(0)
    print("late" if scope.cancelled_caught else "calibrated")


anyio.run(main)
