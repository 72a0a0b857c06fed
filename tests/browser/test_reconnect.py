"""A page reloaded, a network lost: the whole run is there again, and nothing twice."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import expect

from tests.browser.complaints import Complaints
from tests.browser.conftest import Enter
from tests.browser.words import Words
from tests.browser.workbench import Workbench

SECONDS: Final = 12
PROGRAM: Final = f"import time\nfor n in range({SECONDS}):\n    print('second', n)\n    time.sleep(1)\nprint('done')\n"
ALL: Final = [*(f"second {n}" for n in range(SECONDS)), "done"]
AWAY: Final = "ERR_INTERNET_DISCONNECTED|WebSocket"


def test_after_a_reload_the_whole_run_is_there_once(enter: Enter, words: Words) -> None:
    bench = started(enter, words)
    expect(bench.lines.nth(2)).to_be_visible()
    bench.page.reload()
    expect(bench.lines.nth(2)).to_be_visible()
    expect(bench.stop).to_be_visible()
    whole(bench)
    bench.page.reload()
    whole(bench)


def test_a_network_that_is_away_for_a_moment_costs_no_line(enter: Enter, complaints: Complaints) -> None:
    complaints.foresee(AWAY)
    words = Words("es")
    bench = started(enter, words)
    pill = bench.page.locator("parrilla-connection")
    expect(bench.lines.nth(1)).to_be_visible()
    bench.page.context.set_offline(True)
    expect(pill).to_have_text(words.key("connection.down"))
    bench.page.wait_for_timeout(3000)
    seen = bench.lines.count()
    bench.page.context.set_offline(False)
    expect(pill).to_have_text(words.key("connection.up"))
    expect(bench.lines.nth(seen + 1)).to_be_visible()
    expect(bench.stop).to_be_visible()
    whole(bench)


def test_a_run_that_ended_while_the_network_was_away_for_20_seconds_is_all_there(
    enter: Enter, complaints: Complaints
) -> None:
    complaints.foresee(AWAY)
    words = Words("en")
    bench = started(enter, words)
    pill = bench.page.locator("parrilla-connection")
    expect(bench.lines.nth(1)).to_be_visible()
    bench.page.context.set_offline(True)
    expect(pill).to_have_text(words.key("connection.down"))
    said = bench.page.locator(".run-said")
    expect(said).to_have_text(words.key("connection.down.kept"))
    bench.page.wait_for_timeout(20_000)
    assert bench.lines.count() < len(ALL)
    bench.write("# written while away\n")
    bench.page.context.set_offline(False)
    whole(bench)
    expect(said).to_be_hidden()
    expect(pill).to_have_text(words.key("connection.up"))
    expect(bench.page.locator("[data-saved]")).to_have_text(words.key("editor.saved.now"))


def started(enter: Enter, words: Words) -> Workbench:
    bench = Workbench(enter(words.language), words).open()
    bench.write(PROGRAM)
    bench.run.click()
    return bench


def whole(bench: Workbench) -> None:
    expect(bench.lines.last).to_have_text("done")
    expect(bench.lines).to_have_text(ALL)
    expect(bench.run).to_be_visible()
