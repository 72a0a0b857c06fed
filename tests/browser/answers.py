"""Answering a question of a quiz with one's hands: right, or wrong in a foreseen way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, expect

from lessons.beliefs import belief
from lessons.items import Blank, BugLine, Elapsed, Item, Match, Multiple, Order, Output, Single
from lessons.parsons import Parsons
from lessons.quiz import Remark, check
from tests.browser.words import Words

Answer = str | float | int | list[str] | list[list[Any]] | dict[str, str]


def right(item: Item) -> Answer:
    match item:
        case Multiple():
            return [option.key for option in item.options if option.right]
        case Single():
            return next(option.key for option in item.options if option.right)
        case Elapsed():
            return item.seconds
        case Blank():
            return list(item.accept[0])
        case Order():
            return list(item.lines)
        case Match():
            return {pair.key: pair.right for pair in item.pairs}
        case BugLine():
            return item.line
        case Output():
            return item.whole("es")
        case Parsons():
            return [list(part) for part in item.arrangement]
        case _:
            raise TypeError(item)


def wrong(item: Item) -> Answer:
    """A wrong answer behind which an idea stands."""
    match item:
        case Multiple():
            trap = next(option for option in item.options if option.misconception)
            return [option.key for option in item.options if option.right or option is trap]
        case Single():
            return next(option.key for option in item.options if option.misconception)
        case Match():
            chosen = {pair.key: pair.right for pair in item.pairs}
            pair = next(pair for pair in item.pairs if pair.misconceptions)
            return chosen | {pair.key: next(iter(pair.misconceptions))}
        case Parsons():
            stranger = next(one for one in item.distractors if one.trap.misconception)
            built: list[list[Any]] = [list(part) for part in item.arrangement]
            built[stranger.instead][0] = stranger.key
            return built
        case _:
            return next(trap.value for trap in item.traps if trap.misconception)


def told(item: Item, answer: Answer, words: Words) -> list[str]:
    """What that wrong answer must be told: the idea behind it, and why it fails."""
    remarks: Sequence[Remark] = check(item, answer).remarks
    assert remarks
    said = [words.of(remark.says) for remark in remarks]
    ideas = [belief(remark.misconception) for remark in remarks]
    return [idea.of(words.language) for idea in ideas if idea] + said


def give(question: Locator, item: Item, answer: Answer, words: Words) -> None:
    match item, answer:
        case Multiple(), list():
            for key in answer:
                _pick(question, str(key))
        case Elapsed(), float() | int():
            question.locator("input[name=answer]").fill(words.seconds(f"{answer:g}"))
        case Blank(), list():
            for number, text in enumerate(answer, 1):
                question.locator(f"input[name=gap-{number}]").fill(str(text))
        case Order(), list():
            _arrange(question, [str(line) for line in answer])
        case Output(), str():
            question.locator("textarea[name=answer]").fill(answer)
        case Parsons(), list():
            _build(question, answer)
        case Match(), dict():
            for key, chosen in answer.items():
                question.locator(f"select[name=pair-{key}]").select_option(chosen)
        case _:
            _pick(question, str(answer))
    question.get_by_role("button", name=words("Check"), exact=True).click()


def _pick(question: Locator, value: str) -> None:
    question.locator(f'label:has(input[name=answer][value="{value}"])').click()


def _arrange(question: Locator, wanted: Sequence[str]) -> None:
    """By the buttons, one step at a time."""
    rows = question.locator(".movable > li")
    # The answered question has no buttons; where it is asked again, its lines may come in another order.
    expect(rows.first.locator(".down")).to_be_visible()
    for place, line in enumerate(wanted):
        now = [row.locator("code").inner_text() for row in rows.all()]
        for step in range(now.index(line, place), place, -1):
            rows.nth(step).locator(".up").click()


def _build(question: Locator, wanted: Sequence[Any]) -> None:
    """By keyboard: each piece put in, then moved to its level."""
    for place, (key, level) in enumerate(wanted):
        at_hand = question.page.locator(f'[data-key="{key}"]')
        question.locator(".pieces .piece").filter(has=at_hand).first.click()
        row = question.locator(".assembly > li").nth(place)
        expect(row.locator(".code")).to_have_attribute("data-key", key)
        row.locator(".piece").focus()
        for _step in range(7):
            question.page.keyboard.press("ArrowLeft")
        for _step in range(level):
            question.page.keyboard.press("ArrowRight")
        expect(question.locator(".assembly > li").nth(place)).to_have_attribute("data-level", str(level))
