"""Signing up: what a guest did is still theirs, and so is the language they chose."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from lessons.course import course
from tests.browser import answers
from tests.browser.account import sign_in, sign_up
from tests.browser.complaints import Complaints
from tests.browser.conftest import Enter
from tests.browser.words import Words
from tests.browser.workbench import Workbench


def _launched(frame: str | bytes) -> list[str]:
    """The page of the run that this message of the server's says has been launched, if it says so."""
    message = json.loads(frame)
    return [message["url"]] if message["type"] == "launched" else []


def test_what_a_guest_did_is_theirs_after_signing_up(
    page: Page, enter: Enter, words: Words, complaints: Complaints
) -> None:
    complaints.foresee("status of 40[34]")  # a stranger asks for the run
    concept = course().concept("M")
    item = concept.items[0]
    page.goto("/course/M/")
    page.locator(".slip .stake").first.click()
    page.get_by_role("button", name=words("Lock the bet"), exact=True).click()
    expect(page.locator(".slip .locked")).to_be_visible()
    question = page.locator(f"quiz-item#{item.slug}")
    answers.give(question, item, answers.right(item), words)
    expect(question.locator(".belief.right")).to_be_visible()
    launched: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: launched.extend(_launched(frame))))
    bench = Workbench(page, words).open()
    bench.write("print('del huésped')\n")
    bench.run.click()
    expect(bench.lines).to_have_text(["del huésped"])
    expect(page.locator("[data-saved]")).to_have_text(words.like("editor.saved.now"))
    (run,) = launched

    page.goto("/progress/")
    page.get_by_role("link", name=words("Keep it: sign up"), exact=True).click()
    account = sign_up(page, words, "Lucia", then="/progress/")
    expect(page).to_have_url(re.compile("/progress/$"))
    expect(page.locator(".mast")).to_contain_text("Lucia")
    diary = page.locator("section#M")
    expect(diary).to_contain_text(concept.title.of(words.language))
    expect(diary.locator(".answers li").first).to_contain_text(words("at the first attempt"))
    kept = page.goto(run)
    assert kept
    assert kept.status == 200
    expect(page.locator("main pre.printed")).to_have_text("del huésped")
    assert "del huésped" in Workbench(page, words).open().text()

    # From any other browser too, and no longer from one without the account.
    elsewhere = enter(words.language)
    refused = elsewhere.goto(run)
    assert refused
    assert refused.status in (403, 404)
    sign_in(elsewhere, words, account, then=run)
    expect(elsewhere.locator("main pre.printed")).to_have_text("del huésped")


def test_the_language_chosen_as_a_guest_follows_the_account(enter: Enter) -> None:
    english, spanish = Words("en"), Words("es")
    page = enter("es")
    page.goto("/")
    page.locator(".only-wide").get_by_role("button", name="English", exact=True).click()
    account = sign_up(page, english, "Simon")
    elsewhere = enter("es")
    elsewhere.goto("/")
    expect(elsewhere.locator("html")).to_have_attribute("lang", "es")
    sign_in(elsewhere, spanish, account)
    expect(elsewhere.locator("html")).to_have_attribute("lang", "en")
