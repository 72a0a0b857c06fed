"""A teacher's class: joined by a link, watched live, opened by a click."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import expect

from lessons.course import course
from tests.browser.account import fill_sign_up, sign_up, somebody
from tests.browser.conftest import Enter
from tests.browser.words import Words
from tests.browser.workbench import Workbench

SOON_MS: Final = 5000
"""The board promises a second; a machine that runs the class's programs too may take longer."""


def test_a_learners_run_appears_on_the_board_and_opens(enter: Enter, words: Words) -> None:
    teacher, learner = enter(words.language), enter(words.language)
    sign_up(teacher, words, "Teresa", "teacher", then="/classes/")
    teacher.locator("main input[name=name]").fill("Martes <b>B</b>")
    teacher.get_by_role("button", name=words("Create the class"), exact=True).click()
    expect(teacher.locator(".over bdi")).to_have_text("Martes <b>B</b>")
    pill = teacher.locator("[data-pill]")
    expect(pill).to_have_text(words.key("board.live"))
    link = teacher.locator("[data-nobody] .wrap-anywhere").inner_text()
    teacher.evaluate("window.neverReloaded = true")

    learner.goto(link)
    learner.get_by_role("button", name=words("Create an account and join"), exact=True).click()
    fill_sign_up(learner, words, somebody("Lucia"))
    join = learner.get_by_role("button", name=words("Join the class"), exact=True)
    join_or_in = join.or_(learner.get_by_text("Martes <b>B</b>"))
    expect(join_or_in.first).to_be_visible()
    if join.is_visible():
        join.click()
    row = teacher.locator("tr[data-row]", has_text="Lucia")
    expect(row).to_be_visible(timeout=SOON_MS)

    bench = Workbench(learner, words).open()
    cell = row.locator('td[data-exercise="M2"] > a')
    bench.write("import time\nprint('hola, profe')\ntime.sleep(6)\n")
    bench.run.click()
    expect(cell).to_have_class(re.compile(r"\blive\b"), timeout=SOON_MS)
    bench.stop.click()
    expect(cell).not_to_have_class(re.compile(r"\blive\b"))

    bench.write((course().exercise("M2").folder / "starter.py").read_text())
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_have_text(words.key("verdict.not-yet"))
    said = bench.verdict.locator(".verdict .say").inner_text()
    expect(cell).to_have_text("1", timeout=SOON_MS)
    assert teacher.evaluate("window.neverReloaded")

    cell.click()
    submission = teacher.locator("article.submission")
    expect(submission).to_have_count(1)
    expect(submission.locator(".say")).to_have_text(said)
    expect(submission.locator("pre.code")).to_contain_text("sugerencias")
    submission.locator("summary").click()
    expect(submission.locator("pre.printed")).to_contain_text("sello")
    submission.get_by_role("link", name=words("See its timeline"), exact=True).click()
    expect(teacher.locator("run-replay .entrant[data-rows]").first).to_be_attached()


def test_the_board_is_walked_with_the_arrow_keys(enter: Enter) -> None:
    words = Words("en")
    teacher, learner = enter("en"), enter("en")
    sign_up(teacher, words, "Teresa", "teacher", then="/classes/")
    teacher.locator("main input[name=name]").fill("Wednesday")
    teacher.get_by_role("button", name=words("Create the class"), exact=True).click()
    code = teacher.locator("[data-code]").inner_text()
    sign_up(learner, words, "Carla", then="/classes/")
    learner.locator("main input[name=code]").fill(code.lower())
    learner.get_by_role("button", name=words("Join"), exact=True).click()
    learner.get_by_role("button", name=words("Join the class"), exact=True).click()
    cells = teacher.locator("tr[data-row] a.cell")
    expect(cells.first).to_be_visible(timeout=SOON_MS)
    expect(teacher.locator('a.cell[tabindex="0"]')).to_have_count(1)
    cells.first.focus()
    teacher.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    teacher.keyboard.press("Enter")
    expect(teacher.locator("h1")).to_contain_text(list(course().exercises)[1].id)
