"""Racing forms of one's own program: write them, name them, race them, and read what can be said of the result."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.course import course
from tests.browser.conftest import Enter
from tests.browser.test_accessible import accessible
from tests.browser.words import Words
from tests.browser.workbench import Workbench, bet_slips, lines

SLOW = "import time\nprint('slow')\ntime.sleep(1.2)\n"
QUICK = "import time\nprint('quick')\ntime.sleep(0.3)\n"


@dataclass(frozen=True)
class Forms(Workbench):
    """The workbench with its forms."""

    @property
    def bar(self) -> Locator:
        return self.page.locator(".forms")

    @property
    def tabs(self) -> Locator:
        return self.bar.get_by_role("tab")

    @property
    def maker(self) -> Locator:
        return self.page.locator(".form-maker")

    @property
    def race(self) -> Locator:
        return self.bar.get_by_role("button", name=re.compile(self.words.key("forms.race", n=r"\d")))

    @property
    def sheet(self) -> Locator:
        return self.page.locator(".sheet table")

    @property
    def said(self) -> Locator:
        return self.page.locator(".race .said")

    @property
    def editor(self) -> Locator:
        """The one that is shown."""
        return self.page.locator("[data-form-panel]:not([hidden]) parrilla-editor")

    def write(self, program: str) -> None:
        expect(self.editor.locator(".cm-content")).to_be_visible()
        self.editor.evaluate("(editor, program) => { editor.value = program }", program)

    def text(self) -> str:
        return str(self.editor.evaluate("editor => editor.value"))

    def add(self, name: str, form: str = "", program: str | None = None) -> None:
        """A copy of the form that is shown, then rewritten."""
        self.bar.get_by_role("button", name=self.words.key("forms.add"), exact=True).click()
        start = self.maker.get_by_label(self.words.key("forms.new.from"), exact=True)
        start.select_option(index=start.locator("option").count() - 1)
        self.maker.get_by_label(self.words.key("forms.new.name"), exact=True).fill(name)
        self.maker.get_by_label(self.words.key("forms.new.form"), exact=True).select_option(form)
        self.maker.get_by_role("button", name=self.words.key("forms.create"), exact=True).click()
        expect(self.tabs.filter(has_text=name)).to_have_attribute("aria-selected", "true")
        if program is not None:
            self.write(program)

    def cell(self, row: int, head: str) -> Locator:
        """Of the sheet, by what its column is called."""
        heads = self.sheet.locator("thead th").all_inner_texts()
        return self.sheet.locator("tbody tr").nth(row).locator("th, td").nth(heads.index(self.words.key(head)))


@pytest.fixture
def bench(page: Page, words: Words) -> Forms:
    forms = Forms(page, words)
    forms.open()
    return forms


def saved(bench: Forms, act: Callable[[], None]) -> None:
    """Do it, and wait until the server has the draft of the form."""
    with bench.page.expect_response(lambda answer: "/forms/" in answer.url and answer.url.endswith("/draft")) as answer:
        act()
    assert answer.value.ok


def test_without_another_form_there_is_nothing_to_race(bench: Forms) -> None:
    expect(bench.tabs).to_have_count(0)
    expect(bench.race).to_be_hidden()


@pytest.mark.wording
def test_a_learner_races_two_forms_and_reads_what_came_of_it(bench: Forms, words: Words) -> None:
    bench.write(SLOW)
    bench.add("Breve", "threads", QUICK)
    expect(bench.race).to_have_text(words.key("forms.race", n=2))
    bench.race.click()
    expect(bench.state).to_have_text(words.like("run.finished.on"))

    expect(bench.said).to_contain_text(words.like("race.ratio"))
    expect(bench.said).to_contain_text("Breve")
    expect(bench.sheet.locator("tbody tr")).to_have_count(2)
    expect(bench.cell(0, "table.program")).to_contain_text(words.key("run.program"))
    expect(bench.cell(1, "table.program")).to_contain_text(words.key("form.threads"))
    expect(bench.cell(0, "table.total")).to_have_text(re.compile(words.seconds("1.") + r"\d\d\ss"))
    expect(bench.cell(1, "sheet.peak")).to_have_text("1")
    expect(bench.cell(1, "sheet.end")).to_have_text(words.key("fate.done"))
    # Each form has a console of its own.
    expect(bench.lines).to_have_text(["quick"])
    bench.tabs.first.click()
    expect(bench.lines).to_have_text(["slow"])

    # The same on the run's own page.
    [run] = run_ids(bench.page)
    bench.page.goto(f"/runs/{run}/")
    expect(bench.sheet.locator("tbody tr")).to_have_count(2)
    expect(bench.said).to_contain_text(words.like("race.ratio"))


def run_ids(page: Page) -> list[str]:
    """The run this browser remembers of the exercise."""
    values = page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.includes(':run:')).map(([, v]) => v)"
    )
    return [str(value).split()[0] for value in values]


@pytest.mark.wording
def test_rounds_give_medians_and_an_honest_word_where_nothing_can_be_said(bench: Forms, words: Words) -> None:
    bench.write(QUICK)
    bench.add("Igual")
    bench.bar.get_by_label(words.key("rounds.name"), exact=True).select_option("3")
    bench.race.click()
    expect(bench.sheet.locator("caption")).to_have_text(words.key("sheet.caption.rounds", n=3))
    expect(bench.state).to_have_text(words.like("run.finished.on"))
    expect(bench.cell(0, "sheet.spread")).to_have_text(re.compile(r"\d–\d"))
    # Twice the same program: most often their rounds overlap; where they do not, a ratio is told. Never both.
    told = bench.said.inner_text()
    assert bool(words.like("race.tied").search(told)) != bool(words.like("race.ratio.median").search(told))


def test_run_and_submit_take_the_form_that_is_shown(bench: Forms, words: Words) -> None:
    bench.write(SLOW)
    bench.add("Breve", "", QUICK)
    bench.run.click()
    expect(bench.lines).to_have_text(["quick"])
    expect(bench.run).to_be_visible()
    reference = (course().exercise("M2").folder / "reference.py").read_text()
    bench.write(reference)
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_have_text(words.key("verdict.passed"))
    bench.tabs.first.click()
    bench.run.click()
    expect(bench.lines).to_have_text(["slow"])


def test_forms_are_kept_and_come_back_elsewhere(bench: Forms) -> None:
    bench.add("Breve", "threads")
    saved(bench, lambda: bench.write(QUICK))
    bench.page.evaluate("() => localStorage.clear()")
    bench.page.reload()
    expect(bench.tabs).to_have_count(2)
    bench.tabs.nth(1).click()
    expect(bench.editor.locator(".cm-content")).to_be_visible()
    assert bench.text() == QUICK


def test_a_form_is_renamed_removed_and_taken_back(bench: Forms, words: Words) -> None:
    bench.add("Breve", "", QUICK)
    bench.page.get_by_role("button", name=words.key("forms.rename"), exact=True).click()
    bench.maker.get_by_label(words.key("forms.new.name"), exact=True).fill(words.key("run.program"))
    bench.maker.get_by_role("button", name=words.key("forms.save"), exact=True).click()
    expect(bench.maker.get_by_role("alert")).to_have_text(words.key("forms.taken"))
    bench.maker.get_by_label(words.key("forms.new.name"), exact=True).fill("Corta")
    bench.maker.get_by_role("button", name=words.key("forms.save"), exact=True).click()
    expect(bench.tabs.nth(1)).to_have_text("Corta")
    bench.page.get_by_role("button", name=words.key("forms.remove"), exact=True).click()
    expect(bench.tabs).to_have_count(0)
    expect(bench.bar.get_by_role("status")).to_contain_text(words.key("forms.removed", name="Corta"))
    bench.bar.get_by_role("button", name=words.key("forms.undo"), exact=True).click()
    expect(bench.tabs).to_have_count(2)
    expect(bench.tabs.nth(1)).to_have_text("Corta")
    expect(bench.editor.locator(".cm-content")).to_be_visible()
    assert bench.text() == QUICK
    bench.page.reload()
    expect(bench.tabs).to_have_count(2)


def test_a_span_shows_the_form_it_belongs_to_and_lights_its_line(bench: Forms) -> None:
    bench.write(SLOW)
    bench.add("Breve", "", QUICK)
    bench.race.click()
    expect(bench.sheet.locator("tbody tr")).to_have_count(2)
    expect(bench.run).to_be_visible()
    pick = """(timeline, entrant) => timeline.dispatchEvent(
        new CustomEvent("span-picked", {bubbles: true, detail: {entrant, line: 3, from: 0, to: 1}}))"""
    for entrant in (0, 1):
        bench.page.locator("parrilla-timeline").evaluate(pick, entrant)
        expect(bench.tabs.nth(entrant)).to_have_attribute("aria-selected", "true")
        expect(bench.editor.locator(".cm-line.lit")).to_have_count(1)
        expect(bench.page.locator(".cm-line.lit")).to_have_count(1)


def test_the_author_gives_a_form(bench: Forms, words: Words) -> None:
    [given] = course().exercise("M2").given
    bench.bar.get_by_role("button", name=words.key("forms.add"), exact=True).click()
    expect(bench.maker.get_by_label(words.key("forms.new.name"), exact=True)).to_have_value(
        given.name.of(words.language)
    )
    bench.maker.get_by_role("button", name=words.key("forms.create"), exact=True).click()
    expect(bench.tabs).to_have_count(2)
    expect(bench.editor.locator(".cm-content")).to_be_visible()
    assert bench.text() == given.source
    bench.race.click()
    expect(bench.sheet.locator("tbody tr")).to_have_count(2)
    expect(bench.state).to_have_text(words.like("run.finished.on"))
    # The kitchen saw one request at a time in both.
    expect(bench.cell(0, "sheet.peak")).to_have_text("1")
    expect(bench.cell(1, "sheet.peak")).to_have_text("1")


def test_the_keyboard_alone_adds_walks_and_removes(bench: Forms, words: Words) -> None:
    page = bench.page
    bench.bar.get_by_role("button", name=words.key("forms.add"), exact=True).focus()
    page.keyboard.press("Enter")
    expect(bench.maker.get_by_label(words.key("forms.new.from"), exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(bench.maker).to_have_count(0)
    expect(bench.bar.get_by_role("button", name=words.key("forms.add"), exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Teclado")
    page.keyboard.press("Enter")
    expect(bench.tabs.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(bench.tabs.nth(0)).to_be_focused()
    expect(bench.tabs.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    panel = page.get_by_role("tabpanel")
    expect(panel).to_have_count(1)
    expect(panel).to_have_accessible_name("Teclado")
    page.keyboard.press("Delete")
    expect(bench.bar.get_by_role("button", name=words.key("forms.undo"), exact=True)).to_be_focused()


def test_a_race_has_room_for_four(bench: Forms, words: Words) -> None:
    for name in ("Dos", "Tres", "Cuatro"):
        bench.add(name)
    expect(bench.tabs).to_have_count(4)
    expect(bench.bar.get_by_role("button", name=words.key("forms.add"), exact=True)).to_be_hidden()
    expect(bench.bar.get_by_text(words.key("forms.full"), exact=True)).to_be_visible()
    expect(bench.race).to_have_text(words.key("forms.race", n=4))


def test_everything_fits_a_narrow_screen(enter: Enter, words: Words) -> None:
    page = enter(words.language, viewport={"width": 360, "height": 740})
    bench = Forms(page, words)
    bench.open()
    bench.write(QUICK)
    bench.add("Una forma con nombre muy largo (2)")
    bench.add("Tres")
    bench.race.click()
    expect(bench.sheet.locator("tbody tr")).to_have_count(3)
    expect(bench.state).to_have_text(words.like("run.finished.on"))
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_and_the_result_of_their_race_are_accessible(enter: Enter, words: Words, scheme: str) -> None:
    bench = Forms(enter(words.language, color_scheme=scheme, reduced_motion="reduce"), words)
    bench.open()
    bench.write(QUICK)
    bench.add("Dos", "threads")
    bench.race.click()
    expect(bench.sheet.locator("tbody tr")).to_have_count(2)
    expect(bench.state).to_have_text(words.like("run.finished.on"))
    bench.bar.get_by_role("button", name=words.key("forms.add"), exact=True).click()
    expect(bench.maker).to_be_visible()
    accessible(bench.page)


def test_the_race_of_a_lesson_can_be_repeated_too(page: Page, words: Words) -> None:
    page.goto("/")
    for slip, seconds in zip(bet_slips(page), ("1.0", "1.5"), strict=True):
        slip.locator("input.own").fill(words.seconds(seconds))
    page.get_by_label(words.key("rounds.name"), exact=True).select_option("3")
    page.get_by_role("button", name=words.key("run.lock"), exact=True).click()
    sheet = page.locator(".sheet table")
    expect(sheet.locator("caption")).to_have_text(words.key("sheet.caption.rounds", n=3))
    heads = sheet.locator("thead th").all_inner_texts()
    bet = heads.index(words.key("sheet.bet"))
    expect(sheet.locator("tbody tr").nth(1).locator("th, td").nth(bet)).to_have_text(re.compile(words.seconds("1.50")))
    expect(page.locator(".race .said")).to_contain_text(words.like("race.ratio.median"))
    assert lines(page.locator('[data-console="0"]')).count() > 0
