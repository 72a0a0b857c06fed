"""An exercise: write, run as often as one likes, submit for a verdict, stop; and lose nothing."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from lessons.beliefs import belief
from lessons.course import course
from sandbox import grading
from tests.browser.words import Words
from tests.browser.workbench import Workbench


@pytest.fixture
def bench(page: Page, words: Words) -> Workbench:
    return Workbench(page, words).open()


def test_run_is_free_and_judges_nothing(bench: Workbench, words: Words) -> None:
    bench.write("print('sin red', 6 * 7)\n")
    bench.run.click()
    expect(bench.lines).to_have_text(["sin red 42"])
    expect(bench.run).to_be_visible()
    expect(bench.state).to_have_text(words.like("run.finished.on"))
    expect(bench.verdict).to_be_empty()


@pytest.mark.parametrize("exercise", ["A1", "K1", "M2"])
@pytest.mark.wording
def test_a_submission_is_told_what_was_measured_and_what_to_try(page: Page, words: Words, exercise: str) -> None:
    bench = Workbench(page, words, exercise).open()
    expected = course().exercise(exercise)
    code = expected.expect["starter.py"]["code"]
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_have_text(words.key("verdict.not-yet"))
    expect(bench.verdict.locator(".verdict .say")).to_have_text(re.compile(r"\d"))
    idea = belief(grading.misconception(code) or "")
    assert idea
    expect(bench.verdict.locator(".belief h3")).to_contain_text(idea.of(words.language))
    next_step = grading.next_step(code, words.language)
    assert next_step
    expect(bench.verdict).to_contain_text(next_step)
    said = bench.verdict.locator(".verdict .say").inner_text()

    # The same on the run's own page, in the history, and after a reload.
    bench.page.reload()
    expect(bench.verdict.locator(".verdict .say")).to_have_text(said)
    expect(bench.page.locator(".history li")).to_have_count(1)
    bench.verdict.get_by_role("link").click()
    expect(bench.page.locator("h1")).to_have_text(said)
    expect(bench.page.locator("pre.code")).to_contain_text(expected.starter.strip().splitlines()[-1].strip())


@pytest.mark.parametrize("exercise", ["A1", "K1", "M2"])
def test_the_reference_passes(page: Page, words: Words, exercise: str) -> None:
    bench = Workbench(page, words, exercise).open()
    bench.write((course().exercise(exercise).folder / "reference.py").read_text())
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_have_text(words.key("verdict.passed"))
    expect(bench.verdict.locator(".verdict .say")).to_have_text(re.compile(r"\d"))
    expect(bench.verdict.locator(".belief")).to_have_count(0)


def test_stop_ends_a_run_and_keeps_what_it_printed(bench: Workbench, words: Words) -> None:
    bench.write("import time\nprint('va')\ntime.sleep(14)\nprint('no llega')\n")
    bench.run.click()
    expect(bench.lines).to_have_text(["va"])
    expect(bench.run).to_be_hidden()
    bench.stop.click()
    expect(bench.state).to_have_text(words.key("run.stopped"))
    expect(bench.lines).to_have_text(["va"])
    expect(bench.run).to_be_visible()


def test_output_comes_line_by_line_while_the_clock_runs(bench: Workbench, words: Words) -> None:
    bench.write("import time\nfor n in range(4):\n    print('línea', n)\n    time.sleep(0.8)\n")
    bench.run.click()
    expect(bench.state).to_have_text(words.like("run.running"))
    for n in range(3):
        bench.page.wait_for_function(
            """n => {
                const text = document.querySelector("[data-console] .console").textContent;
                return text.includes(`línea ${n}`) && !text.includes(`línea ${n + 1}`);
            }""",
            arg=n,
        )
    expect(bench.lines).to_have_text([f"línea {n}" for n in range(4)])
    expect(bench.page.locator(".race .entrant[data-rows]").first).to_be_attached()


def test_what_is_written_is_saved_by_itself(bench: Workbench, words: Words) -> None:
    bench.write("# guardado en el servidor\n")
    expect(bench.page.locator("[data-saved]")).to_have_text(words.key("editor.saved.now"))
    bench.page.evaluate("localStorage.clear()")  # so it is the server that remembers
    bench.open()
    expect(bench.code).to_contain_text("guardado en el servidor")


def test_a_reload_in_the_middle_of_a_word_loses_nothing(bench: Workbench) -> None:
    bench.code.click()
    bench.page.keyboard.press("Control+Home")
    bench.page.keyboard.type("# a med")
    bench.page.reload()
    expect(bench.code).to_contain_text("# a med")


def test_the_given_code_can_be_had_back_and_the_own_too(bench: Workbench, words: Words) -> None:
    given = bench.text()
    bench.write("print('lo mío')\n")
    bench.page.get_by_role("button", name=words("Back to the code you were given"), exact=True).click()
    expect(bench.code).to_contain_text("sugerencias")
    assert bench.text() == given
    bench.page.keyboard.press("Control+z")
    expect(bench.code).to_contain_text("lo mío")


def test_the_keyboard_alone_runs_and_leaves_the_editor(bench: Workbench) -> None:
    bench.write("")
    bench.code.focus()
    bench.page.keyboard.type("for n in (1, 2):\nprint('vuelta', n)")
    bench.page.keyboard.press("Control+Enter")
    expect(bench.lines).to_have_text(["vuelta 1", "vuelta 2"])
    before = bench.text()
    bench.page.keyboard.press("Tab")
    expect(bench.code).to_be_focused()
    assert bench.text() != before
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("Tab")
    expect(bench.code).not_to_be_focused()
    assert bench.page.evaluate("document.activeElement !== document.body")


def test_the_place_in_the_queue_is_told(bench: Workbench, words: Words) -> None:
    """Held back by a socket that takes the run and says no more than its place."""

    def hold(socket: WebSocketRoute, message: str | bytes) -> None:
        said = json.loads(message)
        if said["type"] == "watch":
            socket.send(json.dumps({"type": "queue", "id": said["run"], "place": 3, "wait_s": 4}))

    bench.page.route_web_socket(
        re.compile(r"/ws/runs/"), lambda socket: socket.on_message(lambda message: hold(socket, message))
    )
    bench.page.reload()
    bench.run.click()
    expect(bench.page.locator("[data-queue]")).to_have_text(words.like("run.queue"))
