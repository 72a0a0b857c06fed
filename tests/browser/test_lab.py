"""The FastAPI lab: a crowd of a chosen size against three programs, and what the page says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.course import course
from lessons.lab import SPOTS, SPREAD_S
from tests.browser.conftest import Enter
from tests.browser.test_accessible import accessible
from tests.browser.words import Words
from tests.browser.workbench import write

PLAIN, AWAITS, BLOCKS = range(3)


@dataclass(frozen=True)
class Lab:
    page: Page
    words: Words

    def open(self) -> Lab:
        self.page.goto("/lab/")
        expect(self.run).to_be_visible()
        return self

    @property
    def run(self) -> Locator:
        return self.page.locator("parrilla-lab").get_by_role("button", name=self.words.key("lab.run.all"), exact=True)

    def one(self, index: int) -> Locator:
        return self.page.locator(f'[data-one="{index}"] button')

    @property
    def rows(self) -> Locator:
        return self.page.locator(".lab-measured .sheet tbody tr")

    @property
    def state(self) -> Locator:
        return self.page.locator(".lab-measured > header .pill")

    @property
    def said(self) -> Locator:
        return self.page.locator(".lab-words > li")

    def cell(self, row: int, head: str) -> Locator:
        heads = self.page.locator(".lab-measured .sheet thead th").all_inner_texts()
        return self.rows.nth(row).locator("th, td").nth(heads.index(head))

    def ms(self, row: int, head: str) -> float:
        """A time of the table, in milliseconds."""
        number, unit = re.split(r"\s", self.cell(row, head).inner_text())[:2]
        return float(number.replace(",", ".")) * {"ms": 1, "s": 1000}[unit]

    def come(self, users: int) -> None:
        self.page.locator(f'[data-spot="{users}"]').click()


@pytest.fixture
def lab(page: Page, words: Words) -> Lab:
    return Lab(page, words).open()


@pytest.mark.wording
def test_three_programs_under_a_crowd_are_told_in_words_and_figures(lab: Lab, words: Words) -> None:
    lab.come(20)
    lab.run.click()
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    expect(lab.rows).to_have_count(3)
    for row, entrant in enumerate(course().lab.in_language(words.language)):  # type: ignore[arg-type]
        expect(lab.cell(row, words.key("table.program"))).to_contain_text(entrant.name)
        expect(lab.cell(row, words.key("lab.col.served"))).to_have_text(words.key("lab.of", n=20, of=20))
        expect(lab.said.nth(row)).to_contain_text(words.like("lab.said.served"))
    expect(lab.said.nth(PLAIN)).to_contain_text(words.like("lab.said.pool"))
    expect(lab.said.nth(BLOCKS)).to_contain_text(words.like("lab.said.beside.blocked"))
    expect(lab.cell(PLAIN, words.key("lab.col.threads"))).to_have_text(words.key("lab.threads", n=20, room=40))
    expect(lab.cell(AWAITS, words.key("lab.col.threads"))).to_have_text("")
    # Who blocks the loop makes everybody wait in a row, the bystander and the heartbeat among them.
    for head in (words.key("lab.col.longest"), words.key("lab.col.menu"), words.key("lab.col.ping")):
        assert lab.ms(BLOCKS, head) > 1500
        assert lab.ms(BLOCKS, head) > 1.5 * lab.ms(AWAITS, head)

    # The drawing has a line a program, and a table that says the same.
    expect(lab.page.locator(".lab-plot .lab-line")).to_have_count(3)
    expect(lab.page.locator(".lab-plot .lab-line.block")).to_have_count(1)
    expect(lab.page.locator(".lab-pools section")).to_have_count(1)
    twin = lab.page.locator(".lab-measured .twin")
    twin.locator("summary").click()
    expect(twin.locator("table")).to_have_count(2)
    expect(twin.locator("table").first.locator("tbody tr")).to_have_count(11)
    accessible(lab.page)


def test_one_program_is_run_alone_and_the_others_keep_their_figures(lab: Lab, words: Words) -> None:
    lab.come(20)
    lab.one(AWAITS).click()
    expect(lab.rows).to_have_count(1)
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    lab.come(1)
    lab.one(BLOCKS).click()
    expect(lab.rows).to_have_count(2)
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    expect(lab.cell(0, words.key("lab.col.served"))).to_have_text(words.key("lab.of", n=20, of=20))
    expect(lab.cell(1, words.key("lab.col.served"))).to_have_text(words.key("lab.of", n=1, of=1))
    expect(lab.said.nth(1)).to_contain_text(words.like("lab.said.single"))


def test_those_who_come_one_after_another_wait_longer_and_longer_where_the_loop_stands(lab: Lab, words: Words) -> None:
    lab.come(40)
    lab.page.locator(f'[data-comes] input[value="{SPREAD_S}"]').check()
    lab.one(AWAITS).click()
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    lab.one(BLOCKS).click()
    expect(lab.rows).to_have_count(2)
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    expect(lab.said.nth(1)).to_contain_text(words.like("lab.said.rising"))
    expect(lab.page.locator(".lab-plot")).to_contain_text(words.key("lab.axis.coming"))
    # At one moment they make another drawing: what was drawn goes.
    lab.page.locator('[data-comes] input[value="0"]').check()
    lab.one(AWAITS).click()
    expect(lab.rows).to_have_count(1)
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    expect(lab.page.locator(".lab-plot")).to_contain_text(words.key("lab.axis.nth"))


def test_whoever_was_not_served_in_time_is_computed_and_said_to_be(lab: Lab, words: Words) -> None:
    lab.come(200)
    lab.one(BLOCKS).click()
    expect(lab.state).to_have_text(words.like("run.finished.on"), timeout=60_000)
    expect(lab.said).to_contain_text(words.like("lab.said.law"))
    expect(lab.cell(0, words.key("lab.col.longest"))).to_have_text(words.like("lab.computed"))
    assert lab.ms(0, words.key("lab.col.longest")) > 15_000
    expect(lab.page.locator(".lab-plot .law")).to_have_count(1)
    expect(lab.page.locator(".lab-measured .legend").first).to_contain_text(words.key("lab.dashed"))


def test_a_program_of_the_learners_own_is_told_by_what_it_does(lab: Lab, words: Words) -> None:
    expect(lab.page.locator("parrilla-editor .cm-content").first).to_be_visible()
    editor = lab.page.locator("parrilla-editor").nth(AWAITS)
    write(editor, "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/burger/{n}')\nasync def f(n: int): 1 / 0\n")
    lab.come(1)
    lab.one(AWAITS).click()
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    expect(lab.said).to_contain_text(words.like("lab.said.nobody"))
    expect(lab.said).to_contain_text(words.key("lab.said.failed", n=1))
    expect(lab.page.locator('[data-console="1"]')).to_contain_text("ZeroDivisionError")


def test_the_keyboard_chooses_any_size(lab: Lab) -> None:
    slider = lab.page.locator("[data-users]")
    slider.focus()
    lab.page.keyboard.press("Home")
    expect(lab.page.locator("[data-users-said]")).to_have_text("1")
    lab.page.keyboard.press("ArrowRight")
    expect(lab.page.locator("[data-users-said]")).to_have_text("2")
    lab.page.keyboard.press("End")
    expect(lab.page.locator("[data-users-said]")).to_have_text("200")
    expect(lab.page.locator('[data-spot="200"]')).to_have_attribute("aria-pressed", "true")


def test_it_fits_a_narrow_screen_and_is_found_from_where_it_belongs(enter: Enter, words: Words) -> None:
    page = enter(words.language, viewport={"width": 360, "height": 740})
    for place in ("/course/A/", "/playground/"):
        page.goto(place)
        expect(page.locator("main a[href='/lab/']")).to_be_visible()
    lab = Lab(page, words).open()
    lab.come(SPOTS[1])
    lab.one(PLAIN).click()
    expect(lab.state).to_have_text(words.like("run.finished.on"))
    expect(lab.said).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
