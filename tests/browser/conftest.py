"""Real Chromium against the whole platform as an operator starts it. Both are started once for this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from zlib import crc32

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import LOCALES, running_chromium
from tests.browser.complaints import Complaints
from tests.browser.words import Words
from tests.running_platform import Platform, running_platform

DEADLINE_MS: Final = 30_000
"""For anything that must come at all; a machine under load takes its time."""

Enter = Callable[..., Page]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    ours = [item for item in items if "tests/browser/" in item.path.as_posix()]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    spared = {item for item in ours if not _asked(item)}
    if spared:
        config.hook.pytest_deselected(items=spared)
        items[:] = [item for item in items if item not in spared]


def _asked(item: pytest.Item) -> bool:
    """What is about sentences is asked in every language; how a page behaves in one, another from test to test."""
    parameters = dict(item.callspec.params) if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    language = parameters.pop("language", None)
    if language is None or item.get_closest_marker("wording"):
        return True
    case = f"{item.path.name} {getattr(item, 'originalname', item.name)} {sorted(parameters.items())}"
    return list(LOCALES).index(language) == crc32(case.encode()) % len(LOCALES)


@pytest.fixture(scope="package")
def platform() -> Iterator[Platform]:
    with running_platform() as platform:
        yield platform


# For this folder only: while Playwright runs, its loop stands in the way of every other test that needs one.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=DEADLINE_MS)
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    complaints = Complaints()
    yield complaints
    assert not complaints.unforeseen


@pytest.fixture
def enter(chromium: Browser, platform: Platform, complaints: Complaints) -> Iterator[Enter]:
    """`enter("es")` is somebody new: a browser of their own, at no page yet. Further options are Playwright's."""
    contexts: list[BrowserContext] = []

    def somebody(language: str, **options: Any) -> Page:
        wish = {"base_url": platform.url, "locale": LOCALES[language], "viewport": {"width": 1280, "height": 900}}
        context = chromium.new_context(**{**wish, **options})
        context.set_default_timeout(DEADLINE_MS)
        complaints.listen(context)
        contexts.append(context)
        return context.new_page()

    yield somebody
    for context in contexts:
        context.close()


@pytest.fixture(params=["es", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def words(language: str) -> Words:
    return Words(language)


@pytest.fixture
def page(enter: Enter, language: str) -> Page:
    return enter(language)
