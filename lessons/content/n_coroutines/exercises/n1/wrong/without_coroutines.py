import os
import types

import requests

KITCHEN = os.environ["COCINA"]


def correr(result):
    return result


# From here on all is given: leave it as it is.


def ask(path):
    """Suspend: hand `path` over to whoever drives this coroutine, and wake up with the kitchen's answer."""
    return fetch(path)


def cook(steps):
    for step in range(1, steps + 1):
        ask(f"/paso/{step}")


def napkins():
    return "servilletas"


def order():
    slip = ask("/comanda")
    cook(slip["pasos"])
    print("con", napkins())
    return slip["vale"]


def burnt():
    ask("/plancha")
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
