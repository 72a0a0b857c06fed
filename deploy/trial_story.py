"""The story in a real browser, from outside: a guest bets and races, signs up, submits an exercise and passes.

    python deploy/trial_story.py http://127.0.0.1:8000

Prints a line for each thing seen; ends with an exception at the first that is not.
"""

from __future__ import annotations

import re
import secrets
import shutil
import sys
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, expect, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[1]
REFERENCE: Final = ROOT / "lessons/content/m_async_and_await/exercises/m2/reference.py"
RACE_MS: Final = 60_000
"""A race of seconds, with room for a machine that does other things too."""


def race(page: Page, url: str) -> str:
    """Returns the address of the run's own page."""
    page.goto(url)
    bets = page.get_by_role("region", name="Your bet").get_by_role("group")
    expect(bets).to_have_count(2, timeout=RACE_MS)
    for slip, seconds in zip(bets.all(), ("1.5", "0.5"), strict=True):
        slip.get_by_role("textbox").fill(seconds)
    began = time.monotonic()
    with page.expect_response(lambda answer: answer.url.endswith("/runs/")) as answer:
        page.get_by_role("button", name="Lock the bet and run").click()
    consoles = page.get_by_role("log")
    line = consoles.nth(0).locator("li:has(time)").first
    expect(line).to_be_visible(timeout=RACE_MS)
    print(f"guest: first output {time.monotonic() - began:.1f} s after the click: {said(line)}")
    expect(page.get_by_role("button", name="Run again")).to_be_visible(timeout=RACE_MS)
    expect(consoles.nth(1).locator("li:has(time)").first).to_be_visible()
    ratio = page.get_by_role("region", name="The race").locator(".said")
    expect(ratio).to_contain_text(re.compile(r"\w"))
    print(f"guest: the race is over: {said(ratio)}")
    return f"{url}{answer.value.json()['url']}"


def sign_up(page: Page, url: str, run: str) -> None:
    page.goto(f"{url}/account/signup/")
    name = f"trial-{secrets.token_hex(4)}"
    page.locator("input[name=name]").fill("Trial")
    page.locator("input[name=email]").fill(f"{name}@example.org")
    page.locator("input[name=password1]").fill(secrets.token_urlsafe(16))
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url(lambda address: "/signup" not in address)
    page.goto(f"{url}/account/")
    expect(page.locator("main")).to_contain_text(f"{name}@example.org")
    kept = page.goto(run)
    assert kept is not None
    assert kept.status == 200, kept.status
    expect(page.get_by_role("region", name="The race").locator(".said")).to_contain_text(
        re.compile(r"\w"), timeout=RACE_MS
    )
    print(f"signed up as {name}@example.org; the guest's run is theirs")


def exercise(page: Page, url: str) -> None:
    page.goto(f"{url}/exercises/M2/")
    content = page.locator("parrilla-editor .cm-content")
    expect(content).to_be_visible(timeout=RACE_MS)
    content.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    program = REFERENCE.read_text()
    page.evaluate("program => { document.querySelector('parrilla-editor').value = program }", program)
    expect(content).to_contain_text(program.strip().splitlines()[-1].strip())
    page.get_by_role("button", name="Submit", exact=True).click()
    verdict = page.locator("[data-verdict] .verdict")
    expect(verdict).to_be_visible(timeout=RACE_MS)
    print(f"M2: the reference was judged: {said(verdict)}")
    expect(verdict).to_contain_text("Passed")


def said(place: Locator) -> str:
    return " ".join(place.inner_text().split())


def main(url: str) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(30_000)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        sign_up(page, url, race(page, url))
        exercise(page, url)
        browser.close()
    if complaints:
        raise AssertionError(f"the browser complained: {complaints}")
    print("the browser had nothing to complain about")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
