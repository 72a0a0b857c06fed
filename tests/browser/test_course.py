"""The map of fourteen concepts, and three lessons lived through: bet, race, reading, questions, exercise."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from lessons.concept import Concept
from lessons.course import course
from lessons.items import Item
from lessons.parsons import Parsons
from tests.browser import answers
from tests.browser.conftest import Enter
from tests.browser.test_accessible import OVERFLOW
from tests.browser.words import Words

BADGES: Final = {"fundamental": "Fundamental", "importante": "Important", "especifico": "Specific"}
LIVED: Final = ("A", "K", "M")


@pytest.mark.wording
def test_the_map_shows_fourteen_concepts(page: Page, words: Words) -> None:
    page.goto("/course/")
    concepts = page.locator("ol.concepts > li")
    expect(concepts).to_have_count(14)
    for entry, concept in zip(concepts.all(), course().concepts, strict=True):
        expect(entry.locator(".badge")).to_have_text(words(BADGES[concept.badge]))
        expect(entry.locator("h2")).to_have_text(f"{concept.letter} · {concept.title.of(words.language)}")
        expect(entry).to_contain_text(words.of(concept.rule))


@pytest.mark.parametrize("letter", LIVED)
def test_a_lesson_is_lived_from_the_bet_to_the_exercise(page: Page, words: Words, letter: str) -> None:
    concept = course().concept(letter)
    page.goto(f"/course/{letter}/")
    bet_and_watch(page, words, concept)
    expect(page.locator("#read .truth")).to_have_text(words.of(concept.truth))
    for item in concept.items:
        answer_wrong_then_right(page, words, item)
    page.locator("#make").get_by_role("link", name=re.compile(concept.exercises[0].id)).click()
    expect(page.locator("h1")).to_have_text(concept.exercises[0].title.of(words.language))


def bet_and_watch(page: Page, words: Words, concept: Concept) -> None:
    bet, demo = concept.bet, concept.demo
    assert bet
    assert demo
    expect(page.locator("#watch parrilla-race")).to_have_count(0)
    stake = next(stake for stake in bet.stakes if not stake.right)
    page.locator(f'.slip label:has(input[value="{stake.key}"])').click()
    page.get_by_role("button", name=words("Lock the bet"), exact=True).click()
    expect(page.locator(".slip .locked")).to_contain_text(stake.text.of(words.language))
    expect(page.locator(".slip input[name=stake]").first).to_be_disabled()
    outcome = page.locator("bet-outcome")
    expect(outcome).to_be_hidden()
    page.locator("#watch").get_by_role("button", name=words.key("run.run"), exact=True).click()
    expect(outcome).to_be_visible()
    expect(outcome).to_contain_text(words.of(stake.says))
    expect(outcome).to_contain_text(words.of(bet.why))
    entrants = page.locator("#watch .race .entrant")
    expect(entrants).to_have_count(len(demo.racers))
    for index, racer in enumerate(demo.racers):
        expect(entrants.nth(index).locator("h3")).to_contain_text(racer.name.of(words.language))
        expect(entrants.nth(index)).to_have_attribute("data-rows", re.compile(r"[1-9]"))
        expect(page.locator(f'[data-console="{index}"] .console li:not(.note)').first).to_be_attached()
    page.reload()
    expect(outcome).to_be_visible()


def answer_wrong_then_right(page: Page, words: Words, item: Item) -> None:
    question = page.locator(f"quiz-item#{item.slug}")
    mistake = answers.wrong(item)
    answers.give(question, item, mistake, words)
    for sentence in answers.told(item, mistake, words):
        expect(question.locator(".belief")).to_contain_text(sentence)
    question.get_by_role("link", name=words("Answer again"), exact=True).click()
    answers.give(question, item, answers.right(item), words)
    expect(question.locator(".belief.right")).to_contain_text(words.of(item.why))
    expect(question.locator(".belief.right")).to_be_focused()


def test_an_answered_puzzle_of_lines_fits_a_small_telephone(enter: Enter) -> None:
    words = Words("en")
    page = enter("en", viewport={"width": 360, "height": 740})
    puzzle = next(item for item in course().concept("K").items if isinstance(item, Parsons))
    page.goto("/course/K/")
    question = page.locator(f"quiz-item#{puzzle.slug}")
    answers.give(question, puzzle, answers.wrong(puzzle), words)
    expect(question.locator(".assembly .tag")).to_be_visible()
    assert page.evaluate(OVERFLOW) == []
    lines = question.locator(".assembly .code")
    lines.first.focus()
    expect(lines.first).to_be_focused()
