"""An exercise's page, and the slips of a race, as a learner works them."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.words import Words


@dataclass(frozen=True)
class Workbench:
    page: Page
    words: Words
    exercise: str = "M2"

    def open(self) -> Workbench:
        self.page.goto(f"/exercises/{self.exercise}/")
        expect(self.code).to_be_visible()
        return self

    def write(self, program: str) -> None:
        """Put a program in the editor, as pasting over all of it would."""
        write(self.page.locator("parrilla-editor"), program)

    def text(self) -> str:
        return str(self.page.locator("parrilla-editor").evaluate("editor => editor.value"))

    @property
    def code(self) -> Locator:
        return self.page.locator("parrilla-editor .cm-content")

    @property
    def run(self) -> Locator:
        return self.button("run.run")

    @property
    def submit(self) -> Locator:
        return self.button("run.submit")

    @property
    def stop(self) -> Locator:
        return self.button("run.stop")

    def button(self, key: str) -> Locator:
        return self.page.locator("[data-run-bar]").get_by_role("button", name=self.words.key(key), exact=True)

    @property
    def lines(self) -> Locator:
        """What the program printed, a line each."""
        return lines(self.page.locator("[data-console]"))

    @property
    def ending(self) -> Locator:
        """What the console says below the last line."""
        return self.page.locator("[data-console] .console li.note").last

    @property
    def verdict(self) -> Locator:
        return self.page.locator("[data-verdict]")

    @property
    def state(self) -> Locator:
        return self.page.locator(".race > header .pill")


def lines(console: Locator) -> Locator:
    return console.locator(".console li:not(.note) > span")


def write(editor: Locator, program: str) -> None:
    expect(editor.locator(".cm-content")).to_be_visible()
    editor.evaluate("(editor, program) => { editor.value = program }", program)


def bet_slips(page: Page) -> list[Locator]:
    """The slips of a race of two, once the race's script has made them."""
    made = page.locator("[data-slips] fieldset")
    expect(made).to_have_count(2)
    return made.all()
