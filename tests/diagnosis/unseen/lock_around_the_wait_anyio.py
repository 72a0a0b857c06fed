# expect: lock-around-the-wait@6|lock-around-the-wait@7
# service: kitchen
import anyio, httpx, os
turno = anyio.Lock()
async def pide(c, x):
    async with turno:
        r = await c.get(f"/{x}?ms=120")
    print(x, r.status_code)
async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as c, anyio.create_task_group() as g:
        for x in ("té", "café", "agua", "zumo"): g.start_soon(pide, c, x)
anyio.run(main)
