"""What stands around the workbench: hints, the history, moments, two tabs at once, our own failures, paper."""

from __future__ import annotations

import json
import re

import pytest
from django.utils.translation import ngettext, override
from playwright.sync_api import Page, WebSocketRoute, expect

from lessons.course import course
from lessons.hints import ladder_of
from tests.browser.complaints import Complaints
from tests.browser.conftest import Enter
from tests.browser.words import Words
from tests.browser.workbench import Workbench


def test_hints_come_one_at_a_time_without_leaving_the_page(page: Page, words: Words) -> None:
    bench = Workbench(page, words).open()
    bench.write("# not lost\n")
    hints, more = page.locator(".hint"), page.locator("hint-ladder button")
    expect(hints).to_have_count(0)
    rungs = len(ladder_of(course().exercise("M2")))
    for number in range(1, rungs + 1):
        more.click()
        expect(hints).to_have_count(number)
        expect(hints.last.locator("summary")).to_be_focused()
        expect(hints.last).to_have_attribute("open", "")
    expect(more).to_have_count(0)
    assert bench.text() == "# not lost\n"
    page.reload()
    expect(hints).to_have_count(rungs)
    page.goto("/progress/")
    expect(page.locator("#M .diary")).to_contain_text(taken(words.language, rungs))


def taken(language: str, hints: int) -> str:
    with override(language):
        return ngettext("%(hints)s hint taken", "%(hints)s hints taken", hints) % {"hints": hints}


def test_a_submission_joins_the_history_when_it_is_judged(enter: Enter) -> None:
    """And its moment is the reader's, who lives fourteen hours ahead of the server's zone."""
    words = Words("en")
    page = enter("en", timezone_id="Pacific/Kiritimati")
    bench = Workbench(page, words).open()
    expect(page.locator(".history li")).to_have_count(0)
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_be_visible()
    row = page.locator(".history li")
    expect(row).to_have_count(1)
    expect(row).to_have_class("ko")
    expect(row).to_contain_text(bench.verdict.locator(".verdict .say").inner_text())
    moment = row.locator("time")
    shown = page.evaluate(
        """iso => new Intl.DateTimeFormat("en-GB", {
            dateStyle: "medium", timeStyle: "short", timeZone: "Pacific/Kiritimati"
        }).format(new Date(iso))""",
        moment.get_attribute("datetime"),
    )
    expect(moment).to_have_text(shown)
    assert "UTC" not in shown


def test_the_bar_of_a_verdict_is_as_long_as_what_was_measured(enter: Enter) -> None:
    bench = Workbench(enter("en"), Words("en")).open()
    bench.submit.click()
    bars = bench.verdict.locator(".tallies .tally")
    expect(bars).to_have_count(1)
    share = float(bars.get_attribute("data-share") or "nan")
    assert 0 <= share < 0.3  # the starter waits for one after the other
    width = float(bars.locator("rect.ko").get_attribute("width") or "nan")
    assert width == pytest.approx(300 * share)


def test_without_a_script_a_moment_names_its_zone(enter: Enter) -> None:
    page = enter("en")
    bench = Workbench(page, Words("en")).open()
    bench.submit.click()
    expect(page.locator(".history li")).to_have_count(1)
    plain = page.context.browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())  # type: ignore[union-attr]
    still = plain.new_page()
    still.goto(page.url)
    expect(still.locator(".history time")).to_have_text(re.compile(r"\d{4}, \d\d:\d\d UTC$"))
    plain.close()


def test_of_two_tabs_the_later_one_is_asked_and_nothing_is_lost(
    page: Page, words: Words, complaints: Complaints
) -> None:
    complaints.foresee("409")
    first = Workbench(page, words).open()
    first.write("# first\n")
    saved = page.locator(".frame > header [data-saved]").first
    expect(saved).to_have_text(words.key("editor.saved.now"))
    second = Workbench(page.context.new_page(), words).open()
    first.write("# first, further\n")
    expect(saved).to_have_text(words.key("editor.saving"))
    expect(saved).to_have_text(words.key("editor.saved.now"))
    second.write("# second\n")
    banner = second.page.locator(".editor-conflict")
    expect(banner).to_be_visible()
    expect(second.page.locator(".frame > header [data-saved]").first).to_have_text(words.key("editor.saved.here"))
    banner.locator("summary").click()
    expect(banner.locator("pre")).to_have_text("# first, further")
    code = second.page.locator("parrilla-editor .code-place").bounding_box()
    assert code
    assert code["height"] >= 150  # the program is still there to be read beside the other
    banner.get_by_role("button", name=words.key("editor.conflict.theirs"), exact=True).click()
    expect(banner).to_have_count(0)
    assert second.text() == "# first, further\n"


@pytest.mark.parametrize("outcome", ["lost", "failed"])
@pytest.mark.wording
def test_a_run_that_we_spoil_is_said_to_be_our_fault_and_can_be_sent_again(
    page: Page, words: Words, outcome: str
) -> None:
    """Told by a socket in the server's place, as it tells of a worker that died."""

    def tell(socket: WebSocketRoute, message: str | bytes) -> None:
        said = json.loads(message)
        if said["type"] != "watch":
            return
        run = {"id": said["run"], "purpose": "run", "entrants": [{"name": "main", "form": ""}], "bets": []}
        printed = {"seq": 0, "t": 5, "type": "output", "entrant": 0, "data": {"stream": "stdout", "text": "so far\n"}}
        ended = {"seq": 1, "t": 9, "type": "ended", "data": {"outcome": outcome, "reason": "worker-lost"}}
        for told in (
            {"type": "frame", "events": [printed, ended]},
            {"type": "state", "state": "ended", "run": {**run, "state": "ended", "outcome": outcome}},
        ):
            socket.send(json.dumps({**told, "id": said["run"]}))

    page.route_web_socket(re.compile(r"/ws/runs/"), lambda socket: socket.on_message(lambda said: tell(socket, said)))
    bench = Workbench(page, words).open()
    bench.run.click()
    expect(page.locator(".run-said")).to_have_text(words.key(f"run.{outcome}.text"))
    expect(bench.state).to_have_text(words.key(f"run.{outcome}"))
    expect(bench.lines).to_have_text(["so far"])
    expect(page.locator("[data-queue]")).not_to_have_text(words.key("run.queued"))
    expect(bench.run).to_be_visible()


@pytest.mark.parametrize("place", ["/course/M/", "/exercises/M2/"])
def test_paper_is_light_and_holds_the_whole_width(enter: Enter, place: str) -> None:
    page = enter("es", color_scheme="dark", viewport={"width": 794, "height": 1123})
    page.goto(place)
    light = """() => {
        const [r, g, b] = getComputedStyle(document.querySelector("h1")).color.match(/\\d+/g).map(Number);
        return r + g + b < 384;
    }"""
    assert not page.evaluate(light)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(light)
    expect(page.locator(".mast nav").first).to_be_hidden()
    cut = """() => [...document.querySelectorAll("main pre, main .code")]
        .filter((one) => one.offsetParent && one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.textContent.slice(0, 80))"""
    assert page.evaluate(cut) == []
