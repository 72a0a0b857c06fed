"""What a run tells of its program: a sentence, its line, what would be saved; and the mended copy that proves it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from sandbox.diagnosis import sentences
from tests.browser.words import Words
from tests.browser.workbench import Workbench

IN_LINE = """\
import asyncio

async def milk():
    await asyncio.sleep(0.3)
    return 1

async def bread():
    await asyncio.sleep(0.4)
    return 2

async def main():
    a = await milk()
    b = await bread()
    print(a + b)

asyncio.run(main())
"""

ONE_WAIT = """\
import asyncio

async def main():
    await asyncio.sleep(0.3)
    print("ok")

asyncio.run(main())
"""


@pytest.fixture
def bench(page: Page, words: Words) -> Workbench:
    return Workbench(page, words).open()


@pytest.mark.wording
def test_waits_in_line_are_named_and_the_mended_copy_is_raced(bench: Workbench, words: Words) -> None:
    bench.write(IN_LINE)
    bench.run.click()
    told = bench.page.locator(".diagnosis")
    expect(told.locator("li")).to_have_count(1)
    expect(told.locator(".say")).to_contain_text("milk")
    expect(told).to_contain_text(str(sentences.templates()["sequential-awaits"][f"next_{words.language}"]))

    told.get_by_role("button", name=words.key("diagnosis.line", line=12)).click()
    expect(bench.page.locator(".cm-content .cm-line.lit")).to_have_count(1)
    expect(bench.page.locator(".entrant")).to_have_attribute("data-lit", "2")  # both waits are its proof

    told.get_by_role("button", name=words.key("diagnosis.show")).click()
    expect(told.locator("> .gain")).to_have_text(words.like("diagnosis.foretold"))
    shown = bench.page.locator("[data-form-panel]:visible parrilla-editor")
    assert "await asyncio.gather(milk(), bread())" in shown.evaluate("editor => editor.value")
    expect(bench.page.locator(".sheet tbody tr")).to_have_count(2)
    expect(told.get_by_role("button", name=words.key("diagnosis.show"))).to_have_count(0)


def test_after_a_reload_and_on_the_run_s_own_page_it_can_still_be_shown(bench: Workbench, words: Words) -> None:
    bench.write(IN_LINE)
    bench.run.click()
    told = bench.page.locator(".diagnosis")
    show = told.get_by_role("button", name=words.key("diagnosis.show"))
    expect(told.locator("q")).to_contain_text(sentences.beliefs()["sequential-awaits"][words.language])
    expect(show).to_have_count(1)
    bench.page.reload()
    expect(show).to_have_count(1)

    run = bench.page.evaluate("Object.values(localStorage).map(String).find((kept) => /^[0-9a-f-]{36} /.test(kept))")
    bench.page.goto(f"/runs/{run.split()[0]}/")
    expect(told.locator("q")).to_have_count(1)
    expect(bench.page.locator("header .over")).not_to_contain_text(":script:")
    show.click()
    expect(told.locator("> .gain")).to_have_text(words.like("diagnosis.foretold"))


def test_of_a_right_program_nothing_is_said(bench: Workbench) -> None:
    bench.write(ONE_WAIT)
    bench.run.click()
    expect(bench.lines).to_have_text(["ok"])
    expect(bench.run).to_be_visible()
    expect(bench.page.locator(".diagnosis")).to_be_hidden()
