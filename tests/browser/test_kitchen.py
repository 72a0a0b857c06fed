"""A run as a burger shop, and the stories of the lessons: played, stepped, chosen, answered, by hand and by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.animation import Animation, Option, Stop
from lessons.beliefs import belief
from lessons.course import course
from tests.browser.conftest import Enter
from tests.browser.test_accessible import accessible
from tests.browser.words import Words
from tests.browser.workbench import Workbench, bet_slips

STUCK: Final = """\
import asyncio
import time


async def cook(n):
    await asyncio.sleep(0.2)


async def talk():
    time.sleep(0.6)


async def main():
    await asyncio.gather(cook(1), cook(2), talk())


asyncio.run(main())
"""
TALK: Final = 10
"""The line on which the loop is held."""

SEEK: Final = """(slider, share) => {
    slider.value = 1000 * share;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
}"""


class Kitchen:
    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words
        self.element = page.locator(".kitchen")

    def open(self) -> Kitchen:
        self.page.get_by_text(self.words.key("kitchen.show"), exact=True).click()
        expect(self.element.locator("[data-figure]").first).to_be_visible()
        return self

    def seek(self, share: float) -> None:
        self.slider.evaluate(SEEK, share)

    def button(self, key: str) -> Locator:
        return self.element.get_by_role("button", name=self.words.key(key), exact=True)

    @property
    def slider(self) -> Locator:
        return self.element.get_by_role("slider")

    @property
    def caption(self) -> Locator:
        return self.element.locator(".caption")

    @property
    def said(self) -> Locator:
        return self.element.locator(".figure-said")

    @property
    def cashier(self) -> Locator:
        return self.element.locator(".actor.cashier")

    def tickets(self, place: str) -> Locator:
        return self.element.locator(f".place.{place} .actor.ticket")


@pytest.fixture
def kitchen(page: Page, words: Words) -> Kitchen:
    """Of a run in which somebody holds the loop for most of the time."""
    bench = Workbench(page, words).open()
    bench.write(STUCK)
    bench.run.click()
    expect(page.locator(".race > header .pill")).to_have_text(words.like("run.finished.on"))
    return Kitchen(page, words).open()


@pytest.mark.wording
def test_who_is_stuck_with_whom_is_seen_and_said_with_its_line(kitchen: Kitchen, words: Words) -> None:
    page = kitchen.page
    expect(kitchen.button("kitchen.play")).to_be_visible()
    expect(kitchen.slider).to_have_value("0")  # nothing plays by itself
    kitchen.seek(0.7)
    expect(kitchen.cashier).to_have_attribute("data-state", "block")
    expect(kitchen.tickets("screen")).to_have_count(2)
    expect(kitchen.tickets("counter")).to_contain_text("talk")
    kitchen.cashier.click()
    line = words.key("kitchen.line", line=TALK)
    expect(kitchen.said).to_have_text(words.like("kitchen.says.cashier.stuck"))
    expect(kitchen.said).to_contain_text(line)
    expect(page.locator(".cm-line.lit")).to_contain_text("time.sleep(0.6)")
    expect(page.locator(".entrant")).to_have_attribute("data-lit", "2")  # the loop's span and the task's
    expect(page.locator(".moment")).to_be_hidden()  # the shop itself shows the instant
    accessible(page)

    # The clock is the timeline's: its cursor went along, and leads back.
    page.locator(".axis").press("End")
    expect(kitchen.caption).to_have_text(words.key("kitchen.closed"))
    expect(kitchen.tickets("done")).to_have_count(4)


def test_the_keyboard_goes_from_moment_to_moment_and_from_figure_to_figure(kitchen: Kitchen, words: Words) -> None:
    page = kitchen.page
    kitchen.slider.focus()
    page.keyboard.press("ArrowRight")
    expect(kitchen.caption).to_contain_text("main")
    page.keyboard.press("ArrowLeft")
    expect(kitchen.caption).to_have_text(words.key("kitchen.begins"))
    page.keyboard.press("End")
    expect(kitchen.caption).to_have_text(words.key("kitchen.closed"))
    kitchen.seek(0.7)
    kitchen.element.locator('[data-figure][tabindex="0"]').focus()
    page.keyboard.press("Home")
    expect(kitchen.tickets("screen").first).to_be_focused()
    expect(kitchen.said).to_have_text(words.like("kitchen.says.at.ready"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(kitchen.cashier).to_be_focused()
    expect(kitchen.cashier).to_have_attribute("aria-pressed", "true")
    expect(kitchen.element.locator('[data-figure][tabindex="0"]')).to_have_count(1)


def test_it_plays_to_its_end_when_asked_and_every_moment_can_be_read(kitchen: Kitchen, words: Words) -> None:
    kitchen.element.get_by_role("combobox").select_option("4")
    kitchen.button("kitchen.play").click()
    expect(kitchen.button("kitchen.pause")).to_be_visible()
    expect(kitchen.button("kitchen.again")).to_be_visible()
    expect(kitchen.caption).to_have_text(words.key("kitchen.closed"))
    kitchen.element.get_by_text(words.key("kitchen.list"), exact=True).click()
    told = kitchen.element.locator(".telling li")
    assert told.count() >= 12
    stuck = told.filter(has_text=words.like("kitchen.moment.stuck"))
    expect(stuck).to_contain_text(words.key("kitchen.line", line=TALK))
    stuck.get_by_role("button").click()
    expect(kitchen.cashier).to_have_attribute("data-state", "block")
    accessible(kitchen.page)


def test_a_race_has_a_kitchen_for_each_program_on_one_clock(enter: Enter) -> None:
    words = Words("es")
    page = enter("es", reduced_motion="reduce", viewport={"width": 360, "height": 740})
    page.goto("/")
    for slip in bet_slips(page):
        slip.locator(".stake").first.click()
    page.get_by_role("button", name=words.key("run.lock"), exact=True).click()
    expect(page.get_by_role("button", name=words.key("run.again"), exact=True)).to_be_visible()
    kitchen = Kitchen(page, words).open()
    expect(kitchen.element.locator(".shop")).to_have_count(2)
    kitchen.seek(0.2)
    synchronous, asynchronous = kitchen.element.locator(".shop").all()
    expect(synchronous.locator(".place.grill .actor.ticket")).to_have_count(1)
    expect(synchronous.locator(".place.grill .actor.cashier")).to_have_attribute("data-state", "stands")
    expect(asynchronous.locator(".place.grill .actor.ticket")).to_have_count(3)
    expect(asynchronous.locator(".actor.cashier")).to_have_attribute("data-state", "free")
    accessible(page)


# --- the stories ----------------------------------------------------------------------------------------------------


class Story:
    def __init__(self, page: Page, words: Words, animation: Animation) -> None:
        self.page, self.words, self.animation = page, words, animation
        self.element = page.locator("parrilla-story")

    def open(self) -> Story:
        self.page.goto(f"/course/{self.animation.letter}/")
        stakes = self.page.locator(".slip .stake")
        if stakes.count():
            expect(self.element).to_have_count(0)  # a bet comes first
            stakes.first.click()
            self.page.locator(".slip button[type=submit]").click()
        expect(self.element.locator("[data-figure]").first).to_be_visible()
        return self

    def stop(self, index: int) -> Locator:
        return self.element.locator(f'[data-stop="{index}"]')

    @property
    def knob(self) -> Locator:
        return self.element.locator("[data-knobs] input").first

    def form(self, index: int) -> Locator:
        return self.stop(index).locator("form")

    def answer(self, index: int, choose: Callable[[Stop], Option]) -> Option:
        option = choose(self.animation.stops[index])
        self.form(index).locator(f'input[value="{option.key}"]').check()
        self.form(index).locator("[type=submit]").click()
        return option

    def reach(self, index: int) -> None:
        """Play up to the instant the question is about, if it is not there yet."""
        expect(self.stop(index)).to_be_visible()
        if not self.form(index).is_visible():
            self.element.get_by_role("combobox").select_option("4")
            self.element.get_by_role("button", name=self.words.key("kitchen.play"), exact=True).click()
        expect(self.form(index)).to_be_visible()


def right(stop: Stop) -> Option:
    return next(option for option in stop.options if option.right)


def wrong(stop: Stop) -> Option:
    return next(option for option in stop.options if not option.right)


def story(page: Page, words: Words, letter: str) -> Story:
    animation = course().concept(letter).animation
    assert animation
    return Story(page, words, animation).open()


@pytest.mark.wording
def test_the_story_of_h_asks_replies_to_the_misconception_and_opens_its_values(page: Page, words: Words) -> None:
    told = story(page, words, "H")
    expect(told.form(0)).to_be_hidden()  # its instant is not there yet
    told.reach(0)
    expect(told.form(0).locator("legend")).to_be_focused()
    told.form(0).locator("[type=submit]").click()
    expect(told.form(0).get_by_role("alert")).to_be_visible()
    option = told.answer(0, wrong)
    reply = told.stop(0).locator("[data-reply]:visible")
    idea = belief(option.misconception)
    assert idea
    expect(reply).to_contain_text(idea.of(words.language))
    expect(reply).to_contain_text(words.of(option.says))
    accessible(page)

    # The same telling goes on to the second question, which comes by itself.
    told.element.get_by_role("combobox").select_option("4")
    told.stop(0).locator("[data-watch]").click()
    expect(told.form(1).locator("legend")).to_be_focused()
    told.answer(1, right)
    expect(told.stop(1).locator("[data-reply]:visible")).to_contain_text(words.of(told.animation.stops[1].why))
    told.stop(1).locator("[data-next]").click()

    # The third is of another program, before anything moves.
    expect(told.element.locator("pre[data-program=blocking]")).to_be_visible()
    expect(told.knob).to_be_disabled()
    told.answer(2, right)
    told.stop(2).locator("[data-next]").click()
    expect(told.knob).to_be_enabled()

    # A value changes the program and what it takes.
    customers = told.element.locator('[data-parameter="customers"]')
    customers.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    constant = told.animation.parameters[2].constant.of(words.language)
    expect(told.element.locator("pre:visible").get_by_text(f"{constant} = 6", exact=True)).to_be_visible()
    slider = told.element.get_by_role("slider", name=words.key("kitchen.time"))
    slider.focus()
    page.keyboard.press("End")
    expect(told.element.locator(".place.done .actor.ticket")).to_have_count(6)
    expect(told.element.locator(".place.done .more")).to_have_text(words.key("kitchen.more", n=7))
    accessible(page)

    page.reload()
    expect(told.knob).to_be_enabled()  # it is told once
    told.element.locator("[data-again] button").click()
    expect(told.stop(0)).to_be_visible()


def test_the_story_of_i_shows_seats_taken_and_cores_free(enter: Enter) -> None:
    words = Words("en")
    page = enter("en", reduced_motion="reduce")
    told = story(page, words, "I")
    told.answer(0, right)
    told.element.get_by_role("combobox").select_option("4")
    told.stop(0).locator("[data-watch]").click()
    expect(told.form(1)).to_be_visible()
    expect(told.element.locator("[data-cores]")).to_be_hidden()  # that is what it asks
    expect(told.element.locator('.actor.cook[data-state="sleep"]')).to_have_count(8)
    told.answer(1, wrong)
    expect(told.element.locator("[data-cores]")).to_have_text(words.key("story.cores", busy=0, cores=2))
    told.stop(1).locator("[data-next]").click()
    told.answer(2, right)
    told.stop(2).locator("[data-next]").click()
    told.answer(3, right)
    slider = told.element.get_by_role("slider", name=words.key("kitchen.time"))
    slider.evaluate(SEEK, 0.5)
    expect(told.element.locator("[data-cores]")).to_have_text(words.key("story.cores", busy=2, cores=2))
    expect(told.element.locator('.actor.cook[data-state="works"]')).to_have_count(8)
    told.element.locator(".actor.cook").first.click()
    expect(told.element.locator(".code .l.picked")).to_have_count(1)
    accessible(page)
