# expect: nothing
# kind: app
# load: /wait 10
# looks-like: blocking-endpoint thread-limit-reached
import time

import anyio
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route


def old_library():
    time.sleep(0.12)
    return 12


async def wait(request):
    n = await run_in_threadpool(old_library)
    await anyio.sleep(0.05)
    return JSONResponse({"n": n})


app = Starlette(routes=[Route("/wait", wait)])
