# expect: blocking-endpoint@12
# kind: app
# load: /slow/{user} 5
import time

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def slow(request):
    time.sleep(0.09)
    return JSONResponse({"n": request.path_params["n"]})


app = Starlette(routes=[Route("/slow/{n}", slow)])
