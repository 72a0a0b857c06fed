# expect: nothing
# kind: app
# service: kitchen
# load: /orders/{user} 10
# looks-like: blocking-endpoint client-is-free sequential-awaits thread-for-nothing async-without-await
import asyncio
import os
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel


class Line(BaseModel):
    dish: str
    seal: str


class Order(BaseModel):
    table: int
    lines: list[Line]


class Kitchen:
    """All that the routes know of the kitchen; one client for all."""

    def __init__(self, client: httpx.AsyncClient, at_once: int = 20) -> None:
        self.client = client
        self.gate = asyncio.Semaphore(at_once)

    async def cook(self, dish: str) -> Line:
        async with self.gate:
            answer = await self.client.get(f"/cook/{dish}", params={"ms": 150})
        if answer.status_code != 200:
            raise HTTPException(502, f"no {dish} today")
        return Line(dish=dish, seal=answer.json()["sello"])


@asynccontextmanager
async def lifespan(app: FastAPI):
    limits = httpx.Limits(max_connections=30)
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"], timeout=10, limits=limits) as client:
        app.state.kitchen = Kitchen(client)
        yield


app = FastAPI(lifespan=lifespan)
served: dict[int, int] = {}


async def the_kitchen(request: Request) -> Kitchen:
    return request.app.state.kitchen


@app.get("/health")
async def health():
    return {"ok": True}


@app.get("/orders/{table}")
async def order(table: int, kitchen: Annotated[Kitchen, Depends(the_kitchen)]) -> Order:
    dishes = ["soup", "fish"] if table % 2 else ["salad", "flan"]
    lines = await asyncio.gather(*(kitchen.cook(dish) for dish in dishes))
    served[table] = served.get(table, 0) + len(lines)
    return Order(table=table, lines=list(lines))
