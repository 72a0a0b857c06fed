"""What was bet, answered, run and passed, by concept, with the history of submissions and their code."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from lessons.course import course
from tests.browser.words import Words
from tests.browser.workbench import Workbench


@pytest.mark.wording
def test_an_empty_page_says_where_to_begin(page: Page, words: Words) -> None:
    page.goto("/progress/")
    expect(page.locator(".empty h2")).to_have_text(words("The grill is cold, and that is fine"))
    page.get_by_role("link", name=words("Place the first bet"), exact=True).click()
    expect(page).to_have_url(re.compile("/course/A/$"))


@pytest.mark.wording
def test_the_diary_tells_the_bet_the_answers_and_the_submissions(page: Page, words: Words) -> None:
    concept = course().concept("M")
    exercise = course().exercise("M2")
    assert concept.bet
    page.goto("/course/M/")
    mistaken = next(stake for stake in concept.bet.stakes if not stake.right)
    page.locator(f'.slip label:has(input[value="{mistaken.key}"])').click()
    page.get_by_role("button", name=words("Lock the bet"), exact=True).click()
    page.locator("#watch").get_by_role("button", name=words.key("run.run"), exact=True).click()
    expect(page.locator("bet-outcome")).to_be_visible()
    bench = Workbench(page, words).open()
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_have_text(words.key("verdict.not-yet"))
    bench.write((exercise.folder / "reference.py").read_text())
    bench.submit.click()
    expect(bench.verdict.locator("h2")).to_have_text(words.key("verdict.passed"))

    page.goto("/progress/")
    diary = page.locator("section#M")
    expect(diary).to_contain_text(mistaken.text.of(words.language))
    expect(diary).to_contain_text(concept.bet.right.text.of(words.language))
    expect(diary.locator(".answers li")).to_have_count(len(concept.items))
    expect(diary.locator(".pill", has_text=words("Passed"))).to_be_visible()
    diary.locator(f'a[href="/progress/{exercise.id}/"]').click()
    submissions = page.locator("main > article")
    expect(submissions).to_have_count(2)
    latest, first = submissions.all()
    expect(latest.locator("h2")).to_contain_text(words("Passed"))
    expect(first.locator("h2")).to_contain_text(words("Not yet"))
    latest.locator("summary").click()
    expect(latest.locator("pre")).to_contain_text("asyncio.gather")
    first.get_by_role("link", name=words("Its output and its timeline"), exact=True).click()
    expect(page.locator("run-replay .entrant[data-rows]").first).to_be_attached()
