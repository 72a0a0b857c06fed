"""What a program prints is text wherever it is shown, never markup, never an order to the page."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.browser.words import Words
from tests.browser.workbench import Workbench

MARKUP: Final = [
    "<script>document.title = 'taken'</script>",
    "</pre></script><h1>taken</h1>",
    "<img src=x onerror=\"document.title='taken'\">",
    "{{ 7 * 7 }} ${7*7} <!-- &lt;b&gt; -->",
]
TERMINAL: Final = "\x1b]0;taken\x07\x1b[2J\x1b[31mred\x1b[0m"
BIDI: Final = "\u202etxt.exe\u202c \u2066abc\u2069"
PROGRAM: Final = (
    "\n".join(f"print({line!r})" for line in [*MARKUP, TERMINAL, BIDI]) + "\nraise ValueError('<b>bold</b>')\n"
)


def test_markup_terminal_codes_and_bidi_are_shown_as_text(page: Page, words: Words) -> None:
    bench = Workbench(page, words).open()
    title = page.title()
    bench.write(PROGRAM)
    with page.expect_response(lambda answer: answer.url.endswith("/runs/")) as created:
        bench.run.click()
    expect(bench.run).to_be_visible()
    for line in MARKUP:
        expect(bench.lines.filter(has_text=line).first).to_be_visible()
    console = page.locator("[data-console]")
    expect(console).to_contain_text("ValueError: <b>bold</b>")
    expect(console).to_contain_text("red")
    nothing_taken(page, console, title)
    stays_in_its_line(console)

    page.goto(created.value.json()["url"])
    printed = page.locator("main pre.printed")
    for line in MARKUP:
        expect(printed).to_contain_text(line)
    nothing_taken(page, page.locator("main"), page.title())
    assert "taken" not in page.title()


def test_a_program_that_is_markup_is_shown_as_code(page: Page, words: Words) -> None:
    bench = Workbench(page, words).open()
    title = page.title()
    bench.write("'''</textarea></script><script>document.title = 'taken'</script>'''\nprint('ran')\n")
    bench.run.click()
    expect(bench.lines).to_have_text(["ran"])
    expect(page.locator("[data-saved]")).to_have_text(words.like("editor.saved.now"))
    page.evaluate("localStorage.clear()")  # so that it comes back inside the server's page
    page.reload()
    expect(bench.code).to_contain_text("</textarea></script><script>")
    nothing_taken(page, page.locator("main"), title)


def nothing_taken(page: Page, where: Locator, title: str) -> None:
    assert page.title() == title
    expect(where.locator("img, h1:text('taken'), b:text('bold')")).to_have_count(0)


def stays_in_its_line(console: Locator) -> None:
    """A line that turns the writing round must not turn the lines after it, nor the time before it."""
    lines = console.locator(".console li:not(.note) > span")
    assert lines.evaluate_all(
        """lines => lines.every(line => {
            const style = getComputedStyle(line);
            return style.display !== "inline" || style.unicodeBidi.match(/isolate|plaintext/);
        })"""
    )
