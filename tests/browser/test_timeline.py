"""The timeline under a hand: pointer, wheel, fingers, keys; crowds, moments, files. Made runs on a page of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import made_runs
from tests.browser.bare_page import open_bare
from tests.browser.chromium import LOCALES
from tests.browser.complaints import Complaints
from tests.browser.test_accessible import accessible
from tests.browser.words import Words
from tests.browser.workbench import Workbench

TIMELINE: Final = '<section class="race"><h2>Race</h2><parrilla-timeline></parrilla-timeline></section>'
SECOND: Final = 1000.0

SHOW: Final = """([events, bets]) => {
    const timeline = document.querySelector("parrilla-timeline");
    window.picked = [];
    timeline.addEventListener("span-picked", event => window.picked.push(event.detail));
    const source = "import time\\n\\nasync def cook():\\n    time.sleep(1)";
    timeline.open([{name: "cooks", form: "async", source}], bets);
    timeline.take(events);
}"""
WINDOW: Final = "timeline => [timeline.window.from, timeline.window.to]"
ORANGE: Final = """(canvas) => {
    const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4)
        if (data[at] > 190 && data[at + 1] > 70 && data[at + 1] < 130 && data[at + 2] < 60) found++;
    return found;
}"""
"""How many pixels have the colour of a blocked loop, by day or by night."""

Show = Callable[..., Page]


@pytest.fixture
def show(chromium: Browser, complaints: Complaints) -> Iterator[Show]:
    """`show(events)` is a page with nothing but that run's timeline, drawn."""
    contexts: list[BrowserContext] = []

    def shown(
        events: list[made_runs.Event], bets: list[Any] | None = None, language: str = "en", **options: Any
    ) -> Page:
        wish = {"locale": LOCALES[language], "viewport": {"width": 1280, "height": 900}, **options}
        context = chromium.new_context(**wish)
        complaints.listen(context)
        contexts.append(context)
        page = context.new_page()
        open_bare(page, TIMELINE, language)
        page.wait_for_function("!!customElements.get('parrilla-timeline')")
        page.evaluate(SHOW, [events, bets or []])
        expect(page.locator(".entrant[data-rows]").first).to_be_visible()
        return page

    yield shown
    for context in contexts:
        context.close()


def three_cooks() -> list[made_runs.Event]:
    """One second: the first cook holds the loop on line 4, the second sleeps at its await on line 6."""
    rows = [
        *made_runs.opening(),
        made_runs.task(1, 0),
        made_runs.task(2, 1),
        made_runs.step(2, 1, 1, "sleep", 6, 0.2),
        made_runs.block(1, 2, 698, line=4),
        made_runs.done(1, 2, 698),
        made_runs.done(2, 710, 290),
    ]
    events = [*made_runs.begun("cooks"), made_runs.started(0, 0), made_runs.traced(0, SECOND, rows)]
    return made_runs.numbered([*events, made_runs.ended(0, SECOND, 1.0), made_runs.over(SECOND + 1)])


def ten_thousand() -> list[made_runs.Event]:
    rows = made_runs.opening()
    for number in range(1, 10_001):
        rows += [made_runs.task(number, number / 100), made_runs.step(number, 100 + number / 100, 0.01)]
    rows += [made_runs.done(number, 500 + number / 50, 0.02) for number in range(1, 10_001)]
    events = [*made_runs.begun("crowd"), made_runs.started(0, 0), made_runs.traced(0, SECOND, rows)]
    return made_runs.numbered([*events, made_runs.ended(0, SECOND, 1.0), made_runs.over(SECOND + 1)])


def place(page: Page, ms: float, row: int) -> tuple[float, float]:
    """Where on the page a moment of a row lies, counted from the loop's."""
    box = page.locator(".pane").first.bounding_box()
    assert box
    start, end = page.locator("parrilla-timeline").evaluate(WINDOW)
    label = 136 if box["width"] >= 560 else 0
    height = 26 if label else 44
    x = box["x"] + label + (ms - start) / (end - start) * (box["width"] - label)
    return x, box["y"] + 6 + row * height + height - 13


def length(page: Page) -> float:
    start, end = page.locator("parrilla-timeline").evaluate(WINDOW)
    return float(end - start)


def test_a_blocked_loop_is_drawn_in_its_colour_by_day_and_by_night(show: Show) -> None:
    page = show(three_cooks())
    canvas = page.locator(".pane canvas").first
    page.wait_for_function(f"({ORANGE})(document.querySelector('.pane canvas')) > 3000")
    day = canvas.evaluate("canvas => canvas.toDataURL()")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function("day => document.querySelector('.pane canvas').toDataURL() !== day", arg=day)
    assert canvas.evaluate(ORANGE) > 3000


def test_a_click_on_a_span_tells_its_line_and_how_everything_stood_then(show: Show) -> None:
    page = show(three_cooks())
    page.mouse.click(*place(page, 300, 1))
    picked = page.evaluate("window.picked")
    assert [(one["entrant"], one["line"]) for one in picked] == [(0, 4)]
    expect(page.locator(".entrant")).to_have_attribute("data-lit", "2")  # the loop's and the task's
    moment = page.locator(".moment")
    expect(moment).to_be_visible()
    expect(moment.locator("li").first).to_contain_text("line 4")
    rows = moment.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("loop blocked")
    expect(rows.nth(0).locator("code")).to_have_text("time.sleep(1)")
    expect(rows.nth(1)).to_contain_text("ready, without a turn")
    moment.get_by_role("button", name="Leave this moment").click()
    expect(moment).to_be_hidden()


def test_the_pointer_over_a_span_says_what_it_is(show: Show) -> None:
    page = show(three_cooks())
    tip = page.locator(".span-tip")
    expect(tip).to_be_hidden()
    page.mouse.move(*place(page, 100, 2))
    expect(tip).to_contain_text("sleep 0.20")
    page.mouse.move(*place(page, 100, 1))
    expect(tip).to_contain_text("time.sleep(1)")
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_the_keyboard_moves_through_time_and_is_told_where_it_stands(show: Show) -> None:
    page = show(three_cooks())
    slider = page.get_by_role("slider", name="A moment of the race")
    slider.focus()
    for _ in range(11):
        slider.press("ArrowRight")
    assert 0.1 <= float(slider.get_attribute("aria-valuenow") or 0) <= 0.2
    said = page.locator("parrilla-timeline > [role=status]")
    expect(said).to_contain_text("has held the loop")
    for _ in range(3):
        slider.press("ArrowDown")
    expect(said).to_contain_text("cook 2: waiting at an await, sleep 0.20\u202fs, line 6")
    slider.press("Enter")
    assert page.evaluate("window.picked.at(-1).line") == 6
    slider.press("Alt+ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", "0.202")
    expect(said).to_contain_text("ready, without a turn")
    slider.press("Escape")
    expect(page.locator(".moment")).to_be_hidden()


def test_keys_buttons_and_wheel_look_closer_and_all_comes_back(show: Show) -> None:
    page = show(three_cooks())
    whole = length(page)
    slider = page.get_by_role("slider", name="A moment of the race")
    slider.press("+")
    assert length(page) < whole * 0.7
    slider.press("0")
    assert length(page) == whole
    page.get_by_role("button", name="Look closer", exact=True).click()
    assert length(page) < whole * 0.7
    show_all = page.get_by_role("button", name="Show all")
    show_all.click()
    expect(show_all).to_be_hidden()
    x, y = place(page, 700, 1)
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    page.wait_for_function(f"({WINDOW})(document.querySelector('parrilla-timeline'))[0] > 200")
    start, end = page.locator("parrilla-timeline").evaluate(WINDOW)
    assert start < 700 < end
    assert place(page, 700, 1)[0] == pytest.approx(x, abs=4)  # a wheel is told in whole pixels, then zoomed


def test_a_drag_moves_along_and_is_no_click(show: Show) -> None:
    page = show(three_cooks())
    for _ in range(3):
        page.get_by_role("slider").press("+")
    before, _ = page.locator("parrilla-timeline").evaluate(WINDOW)
    x, y = place(page, before + 50, 1)
    page.mouse.move(x + 300, y)
    page.mouse.down()
    page.mouse.move(x + 150, y, steps=4)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    after, _ = page.locator("parrilla-timeline").evaluate(WINDOW)
    assert after > before
    assert page.evaluate("window.picked") == []
    page.keyboard.down("Shift")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Shift")
    page.wait_for_function(f"after => ({WINDOW})(document.querySelector('parrilla-timeline'))[0] < after", arg=after)


def test_fingers_tap_and_pinch_on_a_narrow_screen(show: Show) -> None:
    page = show(three_cooks(), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    x, y = place(page, 300, 1)
    page.touchscreen.tap(x, y)
    expect(page.locator(".moment")).to_be_visible()
    assert page.evaluate("window.picked.at(-1).line") == 4
    whole = length(page)
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *xs: float) -> None:
        points = [{"x": at, "y": y, "id": index} for index, at in enumerate(xs)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x, x + 60)
    for apart in range(70, 180, 10):
        touch("touchMove", x - apart / 4, x + apart)
    touch("touchEnd")
    page.wait_for_function(
        f"most => {{ const [a, b] = ({WINDOW})(document.querySelector('parrilla-timeline')); return b - a < most; }}",
        arg=whole * 0.8,
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_ten_thousand_tasks_are_a_row_that_opens_and_only_what_is_seen_is_drawn(show: Show) -> None:
    page = show(ten_thousand())
    entrant = page.locator(".entrant")
    expect(entrant).to_have_attribute("data-rows", "14")  # the loop, twelve tasks, all the others
    page.get_by_role("button", name="and 9988 more tasks").click()
    expect(entrant).to_have_attribute("data-rows", "10002")
    lanes = page.locator(".lanes")
    canvas = page.locator(".pane canvas").first
    assert lanes.evaluate("lanes => lanes.scrollHeight") > 250_000
    assert canvas.evaluate("canvas => canvas.height") < 2000
    top = canvas.evaluate("canvas => canvas.toDataURL()")
    lanes.evaluate("lanes => lanes.scrollTo(0, 150_000)")
    page.wait_for_function("top => document.querySelector('.pane canvas').toDataURL() !== top", arg=top)
    lanes.evaluate("lanes => lanes.scrollTo(0, 0)")
    page.get_by_role("button", name="Fold these 9988 again").click()
    expect(entrant).to_have_attribute("data-rows", "14")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_moment_and_an_opened_crowd_are_accessible(show: Show, scheme: str) -> None:
    page = show(ten_thousand(), color_scheme=scheme)
    page.get_by_role("button", name="and 9988 more tasks").click()
    slider = page.get_by_role("slider", name="A moment of the race")
    slider.press("ArrowRight")
    slider.press("PageUp")
    expect(page.locator(".moment tbody tr").first).to_be_visible()
    accessible(page)


def test_four_programs_stand_on_one_axis_each_with_its_own_bet(show: Show) -> None:
    events = made_runs.begun("one", "two", "three", "four")
    for index in range(4):
        start = index * 2000
        rows = [*made_runs.opening(), made_runs.task(1, 0), made_runs.step(1, 0, 1, "sleep", 6, 0.3)]
        rows.append(made_runs.done(1, 300 * (index + 1), 1))
        events += [made_runs.started(index, start), made_runs.traced(index, start + 1, rows)]
        events.append(made_runs.ended(index, start + 1500, 0.3 * (index + 1)))
    bets = [{"entrant": index, "seconds": 0.5 + index / 4} for index in range(4)]
    page = show(made_runs.numbered([*events, made_runs.over(8000)]), bets)
    entrants = page.locator(".entrant")
    expect(entrants).to_have_count(4)
    assert [one.get_attribute("data-bet") for one in entrants.all()] == ["0.5", "0.75", "1", "1.25"]
    widths = {one.evaluate("one => one.querySelector('canvas').getBoundingClientRect().left") for one in entrants.all()}
    assert len(widths) == 1
    assert page.locator("parrilla-timeline").evaluate(WINDOW)[1] < 2000  # of its own time, not of the run's
    expect(entrants.first).to_have_class("entrant won")


def test_a_bet_that_is_told_after_the_events_is_drawn_too(show: Show) -> None:
    page = show(three_cooks())
    entrant = page.locator(".entrant")
    assert entrant.get_attribute("data-bet") is None
    page.locator("parrilla-timeline").evaluate(
        "timeline => { timeline.model.bets = [{entrant: 0, seconds: 0.5}]; timeline.wish(); }"
    )
    expect(entrant).to_have_attribute("data-bet", "0.5")


def test_the_timeline_is_saved_as_a_drawing_a_picture_and_a_trace(show: Show, tmp_path: Path) -> None:
    page = show(three_cooks())
    saved: dict[str, bytes] = {}
    for name in ("Drawing (SVG)", "Picture (PNG)", "Trace for Perfetto (JSON)"):
        page.locator(".menu summary").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        saved[file.name] = file.read_bytes()
    assert set(saved) == {"parrilla.svg", "parrilla.png", "parrilla-trace.json"}
    texts = [text.text for text in ElementTree.fromstring(saved["parrilla.svg"]).findall(".//{*}text")]
    assert {"cook", "cook 2"} <= set(texts)
    assert any("BLOCKED 698\u202fms · line 4" in (text or "") for text in texts)
    assert saved["parrilla.png"].startswith(b"\x89PNG\r\n\x1a\n")
    trace = json.loads(saved["parrilla-trace.json"])
    assert {event["ph"] for event in trace["traceEvents"]} >= {"X", "b", "e", "M"}


def test_a_line_of_the_editor_and_its_spans_light_each_other(page: Page, words: Words) -> None:
    bench = Workbench(page, words).open()
    bench.write("import time\n\n\ndef cook():\n    time.sleep(0.3)\n\n\ncook()\n")
    bench.run.click()
    expect(bench.run).to_be_visible()
    entrant = page.locator(".entrant")
    expect(entrant).to_have_attribute("data-rows", "1")
    page.locator(".pane").scroll_into_view_if_needed()
    page.mouse.click(*place(page, 150, 0))
    expect(page.locator(".cm-line.lit")).to_have_text("    time.sleep(0.3)")
    expect(page.locator(".moment tbody code").first).to_have_text("time.sleep(0.3)")
    page.locator(".cm-lineNumbers .cm-gutterElement", has_text="1").first.click()
    expect(entrant).not_to_have_attribute("data-lit", "1")
    expect(page.locator(".cm-line.lit")).to_have_count(0)
    page.locator(".cm-line", has_text="time.sleep").click()
    expect(entrant).to_have_attribute("data-lit", "1")
