"""A visitor without an account meets a race: they bet, they run, and they watch both programs grow."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from lessons.course import course
from tests.browser.words import Words
from tests.browser.workbench import bet_slips, lines, write

SYNCHRONOUS: Final = """\
import time
print("one in a row")
time.sleep(1.5)
print("two in a row")
"""
ASYNCHRONOUS: Final = """\
import asyncio
async def burger(name):
    await asyncio.sleep(1)
    print(name, "at once")
async def order():
    print("none at once")
    await asyncio.gather(burger("one"), burger("two"))
asyncio.run(order())
"""

GROWING: Final = """([entrant, first, last]) => {
    const said = document.querySelector(`[data-console="${entrant}"] .console`).textContent;
    const rows = document.querySelectorAll(".race .entrant")[entrant].dataset.rows;
    return said.includes(first) && !said.includes(last) && Number(rows) > 0;
}"""
"""One look at the page: the first line is there, its timeline has begun, and the last line is not there yet."""


def test_a_bet_comes_before_the_race(page: Page, words: Words) -> None:
    page.goto("/")
    run = page.get_by_role("button", name=words.key("run.lock"), exact=True)
    why = page.locator("[data-run-bar] .why")
    slips = page.locator("[data-slips] fieldset")
    expect(slips).to_have_count(2)
    expect(run).to_have_attribute("aria-disabled", "true")
    expect(why).to_have_text(words.key("bet.missing"))

    slips.nth(0).locator(".stake").first.click()
    second = course().home_race().racers[1].name.of(words.language)
    expect(why).to_have_text(words.key("bet.missing.one", name=second))
    run.press("Enter")
    expect(slips.nth(1).locator("input").first).to_be_focused()
    expect(page.locator(".race > header .pill")).to_be_hidden()

    slips.nth(1).locator("input.own").fill("ayer")
    expect(why).to_have_text(words.like("bet.invalid"))
    slips.nth(1).locator("input.own").fill(words.seconds("0.5"))
    expect(why).to_have_text("")
    expect(run).to_have_attribute("aria-disabled", "false")


@pytest.mark.wording
def test_both_programs_grow_live_and_the_race_is_told_in_words(page: Page, words: Words) -> None:
    page.goto("/")
    editors = page.locator("parrilla-race parrilla-editor")
    write(editors.nth(0), SYNCHRONOUS)
    write(editors.nth(1), ASYNCHRONOUS)
    slips = page.locator("[data-slips] fieldset")
    slips.nth(0).locator(".stake").first.click()
    slips.nth(1).locator("input.own").fill(words.seconds("0.2"))
    page.get_by_role("button", name=words.key("run.lock"), exact=True).click()

    page.wait_for_function(GROWING, arg=[0, "one in a row", "two in a row"])
    expect(slips.nth(0).locator("input").first).to_be_disabled()
    page.wait_for_function(GROWING, arg=[1, "none at once", "two at once"])
    expect(page.get_by_role("button", name=words.key("run.again"), exact=True)).to_be_visible()
    expect(lines(page.locator('[data-console="0"]'))).to_have_text(["one in a row", "two in a row"])
    expect(lines(page.locator('[data-console="1"]'))).to_have_text(["none at once", "one at once", "two at once"])

    slow, fast = (racer.name.of(words.language) for racer in course().home_race().racers)
    said = page.locator("[data-board] .said")
    expect(said).to_have_text(words.like("race.ratio"))
    expect(said).to_contain_text(fast)
    expect(said).to_contain_text(slow)
    expect(said).to_have_text(words.like("bet.miss.named"))
    entrants = page.locator(".race .entrant")
    for index in (0, 1):
        expect(entrants.nth(index)).to_have_attribute("data-rows", re.compile(r"[1-9]"))
        expect(entrants.nth(index)).to_have_attribute("data-bet", re.compile(r"\d"))

    # After a reload it is all there, the bets too: another round needs no more than a click.
    page.reload()
    expect(said).to_have_text(words.like("race.ratio"))
    expect(slips.nth(0).locator("input").first).to_be_checked()
    expect(slips.nth(1).locator("input.own")).to_have_value(words.seconds("0.2"))
    again = page.get_by_role("button", name=words.key("run.again"), exact=True)
    expect(again).to_have_attribute("aria-disabled", "false")
    for index in (0, 1):
        expect(entrants.nth(index)).to_have_attribute("data-bet", re.compile(r"\d"))


@pytest.mark.wording
def test_what_is_drawn_is_also_a_table(page: Page, words: Words) -> None:
    page.goto("/")
    for slip in bet_slips(page):
        slip.locator(".stake").last.click()
    page.get_by_role("button", name=words.key("run.lock"), exact=True).click()
    expect(page.get_by_role("button", name=words.key("run.again"), exact=True)).to_be_visible()
    page.get_by_text(words.key("table.show"), exact=True).click()
    region = page.get_by_role("region", name=words.key("table.region"))
    expect(region.locator("caption").first).to_have_text(words.key("table.caption"))
    for racer in course().home_race().racers:
        row = region.locator("table").first.locator("tr", has_text=racer.name.of(words.language))
        expect(row.locator("td").first).to_have_text(re.compile(r"\d"))
    lanes = region.locator("details")
    assert lanes.count() >= 2  # the main thread of one program, the loop and the tasks of the other
    spans = region.locator("details table tbody tr")
    assert spans.count() >= 4  # three waits of one program, and the other's, at least
    expect(region.locator("details", has_text=words.key("state.wait")).first).to_be_visible()
