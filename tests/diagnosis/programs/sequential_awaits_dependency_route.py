# expect: sequential-awaits@27|sequential-awaits@30
# kind: app
# load: /order/{user} 4
import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()


async def settings():
    return {"shop": 3}


async def price_of(item: int):
    await asyncio.sleep(0.12)
    return item * 2


async def stock_of(item: int, shop: int):
    await asyncio.sleep(0.15)
    return item + shop


@app.get("/order/{item}")
async def order(item: int, known: dict = Depends(settings)):
    price = await price_of(item)
    if price < 0:
        price = 0
    stock = await stock_of(item, known["shop"])
    return {"price": price, "stock": stock}
