# expect: blocking-http@12
# service: kitchen
import asyncio, http.client, json, os
from urllib.parse import urlsplit

ADDR = urlsplit(os.environ["KITCHEN"])

class Api:
    async def get(self, path):
        c = http.client.HTTPConnection(ADDR.hostname, ADDR.port)
        c.request("GET", path)
        r = c.getresponse()
        try:
            return json.loads(r.read())
        finally:
            c.close()

async def go():
    api = Api()
    a, b, c = await asyncio.gather(api.get("/a?ms=130"), api.get("/b?ms=130"), api.get("/c?ms=130"))
    print(a["ruta"], b["ruta"], c["ruta"])

asyncio.run(go())
