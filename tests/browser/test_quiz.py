"""Questions answered with whatever hands there are: lines put in order from the keyboard, and by a finger."""

from __future__ import annotations

from typing import Final, cast

from playwright.sync_api import Locator, Page, expect

from lessons.course import course
from lessons.items import Order
from tests.browser import answers
from tests.browser.conftest import Enter
from tests.browser.words import Words

WANTED: Final = cast(Order, course().item("M.q2")).lines


def lines(question: Locator) -> list[str]:
    return question.locator(".movable code").all_inner_texts()


def test_the_keyboard_alone_puts_lines_in_order_and_every_move_is_told(page: Page, words: Words) -> None:
    page.goto("/course/M/")
    question = page.locator("quiz-item#M-q2")
    told = question.locator("[aria-live=polite]")
    expect(question.locator(".movable > li").last.locator(".up")).to_be_visible()
    for place, line in enumerate(WANTED):
        now = lines(question)
        found = now.index(line, place)
        if found == place:
            continue
        question.locator(".movable > li").nth(found).locator(".up").focus()
        for step in range(found - 1, place - 1, -1):
            page.keyboard.press("ArrowUp")
            expect(told).to_have_text(words.key("quiz.moved", line=line, place=step + 1, total=len(now)))
        expect(question.locator(".movable > li").nth(place).locator(".up")).to_be_focused()
    assert lines(question) == list(WANTED)
    button = question.get_by_role("button", name=words("Check"), exact=True)
    while not button.evaluate("button => button === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question.locator(".belief.right")).to_be_focused()


def test_a_finger_drags_a_line_and_the_page_stays_where_it_is(enter: Enter) -> None:
    page = enter("es", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto("/course/M/")
    question = page.locator("quiz-item#M-q2")
    rows = question.locator(".movable > li")
    rows.first.scroll_into_view_if_needed()
    before = lines(question)
    grip = rows.first.locator(".grip").bounding_box()
    last = rows.last.bounding_box()
    assert grip
    assert last
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    target = last["y"] + last["height"] - 2
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *ys: float) -> None:
        points = [{"x": x, "y": at} for at in ys]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    scrolled = page.evaluate("scrollY")
    touch("touchStart", y)
    for part in range(1, 9):
        touch("touchMove", y + (target - y) * part / 8)
    touch("touchEnd")
    expect(rows.last.locator("code")).to_have_text(before[0])
    assert lines(question) == [*before[1:], before[0]]
    assert page.evaluate("scrollY") == scrolled


def test_what_is_mixed_for_a_learner_stands_the_same_after_a_reload_and_otherwise_for_another(enter: Enter) -> None:
    def mixed(page: Page) -> list[str]:
        page.goto("/course/M/")
        controls = page.locator("quiz-item .option input, quiz-item select option")
        return list(controls.evaluate_all("them => them.map(one => one.value)"))

    page = enter("es")
    first = mixed(page)
    assert len(first) > 20
    assert mixed(page) == first
    assert any(mixed(enter("es")) != first for _other in range(3))


def test_a_puzzle_is_built_from_the_keyboard_alone(page: Page, words: Words) -> None:
    item = course().item("K.q5")
    page.goto(f"/course/{item.letter}/")
    question = page.locator(f"quiz-item#{item.slug}")
    answers.give(question, item, answers.right(item), words)
    expect(question.locator(".belief.right")).to_be_focused()
