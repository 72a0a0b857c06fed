# expect: sequential-awaits@7|sequential-awaits@8
# service: kitchen
import asyncio, os, httpx

async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as c:
        user = (await c.get("/user/7?ms=150")).json()
        flags = (await c.get("/flags?ms=150")).json()
        if "ruta" in user and "ruta" in flags:
            print(user["ruta"], flags["ruta"])

asyncio.run(main())
