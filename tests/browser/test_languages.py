"""Spanish and English: by the browser's wish, Spanish where it has none of ours, and switchable in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Enter
from tests.browser.words import Words

pytestmark = pytest.mark.wording


@pytest.mark.parametrize(
    ("wish", "spoken"),
    [
        ("es-AR", "es"),
        ("en-US,en;q=0.9,es;q=0.5", "en"),
        ("fr,en;q=0.5", "en"),
        ("de-DE", "es"),
        ("*", "es"),
    ],
)
def test_the_browsers_wish_decides_and_spanish_where_it_has_none(enter: Enter, wish: str, spoken: str) -> None:
    page = enter("en")

    def wishing(route: Route) -> None:
        headers = {name: value for name, value in route.request.headers.items() if name != "accept-language"}
        route.continue_(headers=headers | {"accept-language": wish})

    page.route("**/course/", wishing)
    page.goto("/course/")
    expect(page.locator("html")).to_have_attribute("lang", spoken, timeout=5000)
    expect(page.locator("h1")).to_have_text(Words(spoken)("Fourteen concepts, one grill"))


@pytest.mark.parametrize(
    "place", ["/", "/course/", "/course/K/#check", "/exercises/A1/", "/exercises/?x=1", "/classes/"]
)
def test_switching_keeps_the_place(enter: Enter, place: str) -> None:
    page = enter("es")
    page.goto(place)
    heading = page.locator("h1").inner_text()
    for language, name in (("en", "English"), ("es", "Español")):
        page.locator(".only-wide").get_by_role("button", name=name, exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.url.endswith(place)
        expect(page.locator(f'.only-wide button[lang="{language}"]')).to_have_attribute("aria-current", "true")
    expect(page.locator("h1")).to_have_text(heading)


def test_a_program_half_written_survives_the_switch(enter: Enter) -> None:
    page = enter("es")
    page.goto("/exercises/M2/")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# mía todavía")
    page.locator(".only-wide").get_by_role("button", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".cm-content")).to_contain_text("# mía todavía")


def test_a_narrow_screen_has_the_switch_in_its_menu(enter: Enter) -> None:
    page = enter("es", viewport={"width": 360, "height": 740})
    page.goto("/exercises/")
    page.locator("details.menu summary").click()
    page.locator("details.menu").get_by_role("button", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/exercises/")
