"""Pictures of every page, wide and narrow, day and night, in both languages: for whoever changed one to look at.

python -m tests.browser.pictures DIRECTORY [PART OF A NAME ...]
python -m tests.browser.pictures                                 docs/picture.png alone: the home page after a race
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from tests.running_platform import ROOT, running_platform

sys.path.insert(0, str(ROOT / "platform"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parrilla.settings")

import django

django.setup()

from playwright.sync_api import Browser, Page, expect  # noqa: E402

from tests.browser.chromium import LOCALES, running_chromium  # noqa: E402
from tests.browser.population import Population, become, populate  # noqa: E402
from tests.browser.words import Words  # noqa: E402
from tests.browser.workbench import Workbench, bet_slips  # noqa: E402

LOOKS: Final[list[dict[str, Any]]] = [
    {"language": "es", "scheme": "light", "width": 1280, "height": 900},
    {"language": "en", "scheme": "dark", "width": 1280, "height": 900},
    {"language": "es", "scheme": "light", "width": 360, "height": 740},
    {"language": "en", "scheme": "dark", "width": 360, "height": 740},
]
PICTURE: Final = ROOT / "docs" / "picture.png"
PICTURED: Final[dict[str, Any]] = {"language": "en", "scheme": "light", "width": 1280, "height": 900}
"""In the language of the README, where it stands."""

Sight = Callable[[Page, Words, Population], None]


def home_after_a_race(page: Page, words: Words, _: Population) -> None:
    page.goto("/")
    for slip, seconds in zip(bet_slips(page), ("1.5", "1.0"), strict=True):
        slip.locator("input.own").fill(words.seconds(seconds))
    page.get_by_role("button", name=words.key("run.lock"), exact=True).click()
    expect(page.get_by_role("button", name=words.key("run.again"), exact=True)).to_be_visible()


def lesson_with_answers(page: Page, words: Words, people: Population) -> None:
    become(page, people.learner, words.language)
    page.goto("/course/M/")
    page.locator("#watch").get_by_role("button", name=words.key("run.run"), exact=True).click()
    expect(page.locator("bet-outcome")).to_be_visible()


def exercise_with_verdict(page: Page, words: Words, _: Population) -> None:
    bench = Workbench(page, words, "A1").open()
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_be_visible()


def exercise_running(page: Page, words: Words, _: Population) -> None:
    bench = Workbench(page, words).open()
    bench.write("import time\nfor vuelta in range(9):\n    print('vuelta', vuelta)\n    time.sleep(1)\n")
    bench.run.click()
    expect(bench.lines.nth(2)).to_be_visible()


def lab_with_a_crowd(page: Page, words: Words, _: Population) -> None:
    page.goto("/lab/")
    page.locator('[data-spot="41"]').click()
    everything = page.get_by_role("button", name=words.key("lab.run.all"), exact=True)
    everything.click()
    expect(everything).to_be_hidden()
    expect(everything).to_be_visible()


def at(place: str) -> Sight:
    return lambda page, _words, _people: void(page.goto(place))


def a_learner(place: Callable[[Population], str]) -> Sight:
    def sight(page: Page, words: Words, people: Population) -> None:
        become(page, people.learner, words.language)
        page.goto(place(people))

    return sight


def a_teacher(place: Callable[[Population], str]) -> Sight:
    def sight(page: Page, words: Words, people: Population) -> None:
        become(page, people.teacher, words.language)
        page.goto(place(people))

    return sight


def void(_: object) -> None:
    return None


SIGHTS: Final[dict[str, Sight]] = {
    "home": at("/"),
    "home-raced": home_after_a_race,
    "course": at("/course/"),
    "lesson-a": at("/course/A/"),
    "lesson-b": at("/course/B/"),
    "lesson-m-answered": lesson_with_answers,
    "exercises": at("/exercises/"),
    "exercise-verdict": exercise_with_verdict,
    "exercise-running": exercise_running,
    "lab": lab_with_a_crowd,
    "progress-empty": at("/progress/"),
    "progress": a_learner(lambda _: "/progress/"),
    "review": a_learner(lambda _: "/review/"),
    "mastery": a_learner(lambda _: "/progress/mastery/"),
    "bets": a_learner(lambda _: "/progress/bets/"),
    "badges": a_learner(lambda _: "/badges/"),
    "history": a_learner(lambda _: "/progress/M2/"),
    "run": a_learner(lambda people: people.run),
    "search": at("/search/?q=await"),
    "glossary": at("/glossary/#coroutine"),
    "data": a_learner(lambda _: "/account/data/"),
    "account": a_learner(lambda _: "/account/"),
    "sign-up": at("/account/signup/"),
    "sign-in": at("/account/login/"),
    "classes-visitor": at("/classes/"),
    "classes": a_teacher(lambda _: "/classes/"),
    "board": a_teacher(lambda people: people.board),
    "submissions": a_teacher(lambda people: people.submissions),
    "404": at("/nowhere/"),
}


def settle(page: Page) -> None:
    """Fonts come, and everything is seen once: an editor measures its lines when it first comes into view."""
    page.evaluate("document.fonts.ready")
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in [*range(0, height, 500), 0]:
        page.evaluate("top => scrollTo(0, top)", top)
        page.wait_for_timeout(60)


def take(browser: Browser, url: str, sight: Sight, wish: dict[str, Any], people: Population, file: Path) -> None:
    context = browser.new_context(
        base_url=url,
        locale=LOCALES[wish["language"]],
        color_scheme=wish["scheme"],
        viewport={"width": wish["width"], "height": wish["height"]},
        reduced_motion="reduce",
    )
    page = context.new_page()
    sight(page, Words(wish["language"]), people)
    settle(page)
    page.screenshot(path=file, full_page=True)
    context.close()


def look(browser: Browser, url: str, directory: Path, wanted: list[str]) -> Iterator[Path]:
    people = populate(url)
    for name, sight in SIGHTS.items():
        if wanted and not any(part in name for part in wanted):
            continue
        for wish in LOOKS:
            file = directory / f"{name}-{wish['width']}-{wish['scheme']}-{wish['language']}.png"
            take(browser, url, sight, wish, people, file)
            yield file


def main(directory: Path | None, wanted: list[str]) -> None:
    expect.set_options(timeout=60_000)
    with running_platform() as platform, running_chromium() as browser:
        if directory is None:
            take(browser, platform.url, home_after_a_race, PICTURED, Population([], [], "", "", ""), PICTURE)
            print(PICTURE)
            return
        directory.mkdir(parents=True, exist_ok=True)
        for file in look(browser, platform.url, directory, wanted):
            print(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None, sys.argv[2:])
