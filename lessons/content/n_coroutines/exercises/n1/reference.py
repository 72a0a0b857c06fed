import os
import types

import requests

KITCHEN = os.environ["COCINA"]


def correr(coro):
    """Drive `coro` to its end: give it the answers it asks for, and return what it returns."""
    answer = None
    while True:
        try:
            path = coro.send(answer)
        except StopIteration as end:
            return end.value
        answer = fetch(path)


# From here on all is given: leave it as it is.


@types.coroutine
def ask(path):
    """Suspend: hand `path` over to whoever drives this coroutine, and wake up with the kitchen's answer."""
    return (yield path)


async def cook(steps):
    for step in range(1, steps + 1):
        await ask(f"/paso/{step}")


async def napkins():
    return "servilletas"


async def order():
    slip = await ask("/comanda")
    await cook(slip["pasos"])
    print("con", await napkins())
    return slip["vale"]


async def burnt():
    await ask("/plancha")
    raise ValueError("se ha quemado")


def fetch(path):
    """What the kitchen answers."""
    return requests.get(KITCHEN + path, timeout=10).json()


def main():
    voucher = correr(order())
    fetch(f"/entrega/{voucher}")
    try:
        correr(burnt())
    except ValueError:
        fetch("/aviso")
    print(correr(napkins()))


main()
