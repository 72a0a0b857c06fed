# expect: block-hidden-in-helper@14|block-hidden-in-helper@20|blocking-endpoint@20
# kind: app
# load: /bill/{user} 5
import time

from fastapi import FastAPI, HTTPException

app = FastAPI()
TABLES = {n: n * 3.5 for n in range(50)}


def lookup(table):
    """Plain def: FastAPI surely sends it to a thread."""
    time.sleep(0.14)
    return TABLES.get(table)


@app.get("/bill/{table}")
async def bill(table: int):
    amount = lookup(table)
    if amount is None:
        raise HTTPException(404)
    return {"table": table, "amount": amount}
