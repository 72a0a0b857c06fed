"""What cannot be run is refused in words, and the program stays where it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from parrilla.runs.request import PROGRAM_MESSAGES
from tests.browser.complaints import Complaints
from tests.browser.conftest import Enter
from tests.browser.words import Words
from tests.browser.workbench import Workbench, lines


@pytest.mark.wording
def test_an_empty_program_is_refused(page: Page, words: Words, complaints: Complaints) -> None:
    complaints.foresee("status of 400")
    bench = Workbench(page, words).open()
    bench.write("")
    bench.run.click()
    expect(page.locator(".run-said")).to_have_text(words.lazy(PROGRAM_MESSAGES["empty"]))
    expect(bench.run).to_be_visible()
    bench.write("print('ahora sí')\n")
    bench.run.click()
    expect(bench.lines).to_have_text(["ahora sí"])
    expect(page.locator(".run-said")).to_be_hidden()


def test_a_program_that_is_too_large_is_refused_and_kept(page: Page, words: Words, complaints: Complaints) -> None:
    complaints.foresee("status of 413")
    bench = Workbench(page, words).open()
    program = "# " + "x" * 70_000 + "\nprint(1)\n"
    bench.write(program)
    bench.run.click()
    expect(page.locator(".run-said")).to_have_text(words.lazy(PROGRAM_MESSAGES["too-large"]))
    assert bench.text() == program


def test_a_second_run_leads_to_the_first(enter: Enter, complaints: Complaints) -> None:
    complaints.foresee("status of 409")
    words = Words("es")
    first = Workbench(enter("es"), words).open()
    first.write("import time\nprint('va')\ntime.sleep(14)\n")
    first.run.click()
    expect(first.lines).to_have_text(["va"])
    second = Workbench(first.page.context.new_page(), words, "K1").open()
    second.run.click()
    said = second.page.locator(".run-said")
    expect(said).to_be_visible()
    said.get_by_role("link").click()
    expect(second.page.locator("h1")).to_have_text(words("Running now"))
    expect(lines(second.page.locator("[data-printed]"))).to_have_text(["va"])
    first.stop.click()
    expect(first.run).to_be_visible()
    expect(second.page.locator("h1")).to_have_text(words("Stopped by hand"))
    expect(second.page.locator("[data-printed] pre")).to_have_text("va")


def test_what_the_server_cannot_read_is_kept_by_the_browser(page: Page, words: Words, complaints: Complaints) -> None:
    complaints.foresee("status of 400")
    bench = Workbench(page, words).open()
    bench.write("print('nul \\0')\n".replace("\\0", "\0"))
    bench.run.click()
    expect(page.locator(".run-said")).to_have_text(words.lazy(PROGRAM_MESSAGES["nul"]))
    assert "nul" in bench.text()
