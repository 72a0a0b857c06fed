"""A lesson walked without any script: pages read, bets placed, answers and hints asked for as a form sends them."""

from html import unescape
from typing import Any

from django.test import Client

from lessons.course import course
from lessons.items import Item


def text(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\u202f", " ")


def form_of(item: Item, answer: Any) -> dict[str, Any]:
    """The fields a browser would send for this answer."""
    if item.kind == "blank":
        return {f"gap-{number}": gap for number, gap in enumerate(answer, 1)}
    if item.kind == "parsons":
        lines = {f"line-{number}": key for number, (key, _level) in enumerate(answer, 1)}
        return lines | {f"level-{number}": level for number, (_key, level) in enumerate(answer, 1)}
    if item.kind == "order":
        return {f"line-{number}": line for number, line in enumerate(answer, 1)}
    if item.kind == "match":
        return {f"pair-{left}": right for left, right in answer.items()}
    return {"answer": answer}


def send(client: Client, item: Item, answer: Any, **headers: str) -> Any:
    return client.post(f"/course/{item.letter}/quiz/{item.id}/", form_of(item, answer), headers=headers)


def stake(letter: str, right: bool) -> str:
    bet = course().concept(letter).bet
    assert bet is not None
    return next(stake.key for stake in bet.stakes if stake.right == right)


def climb(client: Client, exercise: str, rungs: int) -> None:
    for number in range(1, rungs + 1):
        assert client.post(f"/exercises/{exercise}/hints/{number}").status_code == 302
