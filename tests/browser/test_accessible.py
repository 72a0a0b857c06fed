"""Every page by the rules of WCAG 2.2 AA that a machine can check, and none wider than a small telephone."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.conftest import Enter
from tests.browser.population import Population, become, populate
from tests.browser.words import Words
from tests.browser.workbench import Workbench
from tests.running_platform import ROOT, Platform

pytestmark = pytest.mark.wording

AXE: Final = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RULES: Final = """async tags => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    const told = node => `${node.target.join(" ")}: ${node.failureSummary}`;
    return found.violations.map(({id, nodes}) => ({id, nodes: nodes.map(told)}));
}"""
OVERFLOW: Final = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > wide + 1)
        .map(element => element.outerHTML.slice(0, 120)).slice(0, 5);
}"""

VISITOR: Final = [
    *("/course/", "/course/A/", "/course/B/", "/exercises/", "/progress/", "/lab/", "/search/?q=await"),
    *("/glossary/", "/course/N/", "/exercises/N1/"),
    *("/account/signup/", "/account/login/", "/classes/"),
]
LEARNER: Final = [
    *("/course/M/", "/progress/", "/progress/M2/", "/progress/mastery/", "/progress/bets/", "/review/"),
    "/badges/",
    *("/account/", "/account/data/", "/classes/"),
]


@pytest.fixture(scope="package")
def population(platform: Platform) -> Population:
    return populate(platform.url)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(enter: Enter, language: str, scheme: str) -> Page:
    return enter(language, color_scheme=scheme, reduced_motion="reduce")


def test_pages_of_a_visitor(page: Page) -> None:
    for place in VISITOR:
        page.goto(place)
        accessible(page)


def test_the_home_page_before_and_after_a_race(page: Page, words: Words) -> None:
    page.goto("/")
    expect(page.locator("[data-slips] fieldset")).to_have_count(2)
    accessible(page)
    for slip in page.locator("[data-slips] fieldset").all():
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


def test_pages_of_a_learner_and_of_a_teacher(page: Page, language: str, population: Population) -> None:
    become(page, population.learner, language)
    for place in [*LEARNER, population.run]:
        page.goto(place)
        accessible(page)
    become(page, population.teacher, language)
    for place in [population.board, population.submissions, "/classes/"]:
        page.goto(place)
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
    """By axe at this width, and without sideways scrolling at 360 pixels."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RULES, TAGS)
    assert not found, f"{page.url}: {found}"
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": 360, "height": 740})
    with suppress(TimeoutError):
        page.wait_for_function(f"() => ({OVERFLOW})().length === 0", timeout=3000)  # what is drawn anew takes a frame
    assert page.evaluate(OVERFLOW) == [], page.url
    page.set_viewport_size(size)
