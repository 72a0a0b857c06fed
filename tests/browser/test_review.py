"""What was missed comes back after days: answered, told, and due again; and the map says why something is mastered."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from lessons.course import course
from tests.browser import answers
from tests.browser.test_accessible import accessible
from tests.browser.words import Words
from tests.running_platform import Platform


def days_pass(platform: Platform) -> None:
    """Every card is due; the clock itself stays."""
    with closing(sqlite3.connect(platform.state / "parrilla.sqlite3", timeout=30)) as database, database:
        database.execute("UPDATE review_card SET due_at = '2020-01-01 00:00:00'")


def test_what_was_missed_comes_back_until_it_is_known(page: Page, words: Words, platform: Platform) -> None:
    item = course().item("M.q1")
    page.goto("/course/M/")
    answers.give(page.locator(f"quiz-item#{item.slug}"), item, answers.wrong(item), words)
    expect(page.locator(f"quiz-item#{item.slug} .belief")).to_be_visible()
    page.goto("/review/")
    expect(page.get_by_role("heading", name=words("Nothing is due"), exact=True)).to_be_visible()
    days_pass(platform)
    asked = []
    while page.goto("/review/") and page.locator("form.quiz[method=post]").count():
        prompt = page.locator("legend").inner_text().split()
        asked.append(next(one for one in course().items.values() if words.of(one.prompt).split() == prompt))
        answers.give(page.locator("main"), asked[-1], answers.right(asked[-1]), words)
        expect(page.locator(".belief.right")).to_contain_text(words.of(asked[-1].why))
        accessible(page)
    assert len(asked) == 2, "the idea, and the run to predict"
    expect(page.locator(".days li").last).to_contain_text("2")
    page.get_by_role("link", name=words("What is mastered"), exact=True).click()
    concept = page.locator("#M")
    expect(concept).to_be_hidden()
    page.locator('.atlas a[href="#M"]').click()
    expect(concept).to_be_visible()
    expect(concept).to_contain_text(re.compile(rf"1 .* {len(course().concept('M').items)}"))
