"""Every page by the rules of WCAG 2.2 AA that a machine can check, and none wider than a small telephone."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from lessons.course import course
from tests.browser import answers, population
from tests.browser.complaints import Complaints
from tests.browser.conftest import Enter
from tests.browser.population import Graduate, Population, become
from tests.browser.words import Words
from tests.browser.workbench import Workbench, bet_slips
from tests.running_platform import ROOT, Platform

pytestmark = pytest.mark.wording

AXE: Final = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RULES: Final = """async tags => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    const told = node => `${node.target.join(" ")}: ${node.failureSummary}`;
    // Axe takes whatever stands in a disabled fieldset for out of reach; only controls are.
    const reached = node => document.querySelector(node.target[0])?.matches('fieldset:disabled [tabindex="0"]');
    const real = ({id, nodes}) => nodes.filter(node => id !== "scrollable-region-focusable" || !reached(node));
    return found.violations.map(one => ({id: one.id, nodes: real(one).map(told)})).filter(one => one.nodes.length);
}"""
OVERFLOW: Final = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > wide + 1)
        .map(element => element.outerHTML.slice(0, 120)).slice(0, 5);
}"""

VISITOR: Final = [
    *("/course/", "/exercises/", "/progress/", "/lab/", "/search/", "/search/?q=await", "/search/?q=zzz", "/glossary/"),
    *("/review/", "/progress/mastery/", "/progress/bets/", "/badges/", "/step/", "/playground/"),
    *("/account/signup/", "/account/login/", "/account/password/reset/", "/classes/", "/classes/join/", "/nowhere/"),
]
LEARNER: Final = [
    *("/course/M/", "/progress/", "/progress/M2/", "/progress/mastery/", "/progress/bets/", "/review/"),
    *("/badges/", "/classes/"),
    *("/account/", "/account/data/", "/account/password/change/", "/account/email/", "/account/logout/"),
]
PARTS: Final = [
    *(f"/course/{concept.letter}/" for concept in course().concepts),
    *(f"/exercises/{exercise.id}/" for exercise in course().exercises),
]
NARROW: Final = 360


@pytest.fixture(scope="package")
def people(platform: Platform) -> Population:
    return population.populate(platform.url)


@pytest.fixture(scope="package")
def graduate(platform: Platform) -> Graduate:
    return population.graduate(platform)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(enter: Enter, language: str, scheme: str) -> Page:
    return enter(language, color_scheme=scheme, reduced_motion="reduce")


def test_pages_of_a_visitor(page: Page, complaints: Complaints) -> None:
    complaints.foresee(r"404 .*/nowhere/")
    for place in VISITOR:
        page.goto(place)
        accessible(page)


def test_every_lesson_and_every_exercise(page: Page, language: str, scheme: str) -> None:
    """They share their parts, so each is looked at in one of the four ways; over the four, all are."""
    way = 2 * ("es", "en").index(language) + ("light", "dark").index(scheme)
    for place in PARTS[way::4]:
        page.goto(place)
        accessible(page)


def test_the_home_page_before_and_after_a_race(page: Page, words: Words) -> None:
    page.goto("/")
    both = bet_slips(page)
    accessible(page)
    for slip in both:
        slip.locator(".stake").last.click()
    page.get_by_role("button", name=words.key("run.lock"), exact=True).click()
    expect(page.get_by_role("button", name=words.key("run.again"), exact=True)).to_be_visible()
    page.get_by_text(words.key("table.show"), exact=True).click()
    accessible(page)


def test_an_exercise_with_its_verdict(page: Page, words: Words) -> None:
    bench = Workbench(page, words).open()
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_be_visible()
    accessible(page)


def test_a_lesson_with_every_question_answered_rightly_and_not(page: Page, words: Words) -> None:
    page.goto("/course/M/")
    for answer in (answers.wrong, answers.right):
        for item in course().concept("M").items:
            question = page.locator(f"quiz-item#{item.slug}")
            again = question.get_by_role("link", name=words("Answer again"), exact=True)
            if again.count():
                again.click()
            answers.give(question, item, answer(item), words)
            expect(question.locator(".belief")).to_be_visible()
        accessible(page)


def test_the_ladder_with_its_puzzle_and_its_worked_run(page: Page, words: Words) -> None:
    page.goto("/exercises/M2/")
    for number in range(1, 7):
        page.locator("hint-ladder form button").click()
        expect(page.locator(f"#hint-{number}")).to_be_visible()
    accessible(page)
    for place in ("lines", "worked"):
        page.goto(f"/exercises/M2/{place}/")
        accessible(page)


def test_pages_of_a_learner_and_of_a_teacher(page: Page, language: str, people: Population) -> None:
    become(page, people.learner, language)
    for place in [*LEARNER, people.run]:
        page.goto(place)
        accessible(page)
    become(page, people.teacher, language)
    for place in [people.board, people.submissions, "/classes/"]:
        page.goto(place)
        accessible(page)


def test_pages_of_who_has_finished(page: Page, words: Words, graduate: Graduate) -> None:
    become(page, graduate.cookies, words.language)
    page.goto("/review/")
    expect(page.locator("form.quiz[method=post]")).to_be_visible()
    accessible(page)
    for place in ("/progress/mastery/", "/badges/", graduate.badge, "/account/data/"):
        page.goto(place)
        for summary in page.locator("main summary").all():
            summary.click()
        accessible(page)


def test_the_visited_section_is_in_sight_on_a_small_telephone(enter: Enter) -> None:
    page = enter("en", viewport={"width": 360, "height": 740})
    page.goto("/progress/")
    expect(page.locator(".mast nav [aria-current]")).to_be_in_viewport(ratio=0.9)


def test_the_check_itself_can_fail(enter: Enter) -> None:
    page = enter("en")
    page.set_content('<html lang="en"><title>Bad</title><main><h1>Bad</h1><input></main></html>')
    with pytest.raises(AssertionError, match="label"):
        accessible(page)
    page.set_content('<html lang="en"><title>Wide</title><main><h1>Wide</h1><hr width="500"></main></html>')
    with pytest.raises(AssertionError, match="<hr"):
        accessible(page)


def accessible(page: Page) -> None:
    """By axe, wide and narrow, and without sideways scrolling at 360 pixels."""
    page.evaluate(AXE)
    size = page.viewport_size
    assert size
    for width in (size["width"], NARROW):
        page.set_viewport_size({"width": width, "height": size["height"]})
        if width == NARROW:
            with suppress(TimeoutError):  # what is drawn anew takes a frame
                page.wait_for_function(f"() => ({OVERFLOW})().length === 0", timeout=3000)
            assert page.evaluate(OVERFLOW) == [], page.url
        found: list[dict[str, Any]] = page.evaluate(RULES, TAGS)
        assert not found, f"{page.url} at {width}: {found}"
    page.set_viewport_size(size)
