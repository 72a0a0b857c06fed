"""Step mode as it is lived: a deposit is lost by hand, a deadlock is found, undone, shared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from lessons.step import EXAMPLES
from tests.browser.conftest import Enter
from tests.browser.test_accessible import accessible
from tests.browser.words import Words


def opened(page: Page) -> None:
    page.goto("/step/")
    expect(page.locator("parrilla-editor .cm-content")).to_be_visible()


def press(page: Page, words: Words, name: str) -> None:
    page.get_by_role("button", name=words(name), exact=True).click()


@pytest.mark.wording
def test_the_learner_loses_a_deposit_by_choosing_and_takes_it_back(page: Page, words: Words, enter: Enter) -> None:
    opened(page)
    page.locator("[data-start]").click()
    cards = page.locator(".step-card")
    expect(cards).to_have_count(2)
    expect(cards.nth(1)).to_contain_text("Ana")
    expect(page.locator(".step-lines .here")).to_have_count(2)
    page.keyboard.press("1")
    expect(cards.nth(1)).to_contain_text("Beto")
    expect(page.locator("[data-waiting]")).to_contain_text("Ana, Beto")
    cards.nth(1).click()
    expect(page.locator("[data-end]")).to_have_text(words.key("step.end.returned"))
    expect(page.locator("[data-output]")).to_have_text(re.compile("130"))
    accessible(page)
    link = page.url
    press(page, words, "Undo")
    press(page, words, "From the start")
    expect(cards.nth(1)).to_contain_text("Ana")
    press(page, words, "Play out")
    expect(page.locator("[data-output]")).to_have_text(re.compile("180"))

    other = enter(words.language)
    other.goto(link)
    expect(other.locator("[data-output]")).to_have_text(re.compile("130"))


def test_a_deadlock_is_found_and_shown_with_who_has_which_lock(page: Page, words: Words) -> None:
    opened(page)
    page.locator("[data-example]").select_option("two-locks")
    expect(page.locator("[data-says]")).to_have_text(EXAMPLES[1].says.of(words.language))
    press(page, words, "Find an order that breaks it")
    expect(page.locator("[data-end]")).to_have_text(words.key("step.end.deadlock"))
    expect(page.locator("[data-said]")).to_have_text(words.like("step.search.found"))
    held = words.like("step.held")
    expect(page.locator(".step-wait").filter(has_text=held)).to_have_count(2)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(page)


def test_a_program_of_the_playground_is_taken_along(page: Page, words: Words) -> None:
    page.goto("/playground/new/")
    expect(page.locator("parrilla-editor .cm-content")).to_be_visible()
    page.locator("parrilla-editor").evaluate("editor => { editor.value = 'print(\"señal\")\\n' }")
    page.locator("step-link a").click()
    expect(page.locator("parrilla-step parrilla-editor .cm-content")).to_contain_text("señal")
