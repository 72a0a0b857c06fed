"""The playground as it is lived: an example is raced, changed, kept, shared, copied by a stranger, taken back."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.course import course
from tests.browser.account import sign_up
from tests.browser.complaints import Complaints
from tests.browser.conftest import Enter
from tests.browser.test_accessible import accessible
from tests.browser.words import Words
from tests.browser.workbench import lines, write

EXAMPLE: Final = "one-fails"
SKETCH: Final = re.compile(r"/playground/sketches/[0-9a-f-]{36}/$")
SERVED: Final = """\
from fastapi import FastAPI
app = FastAPI()
@app.get("/")
async def table(user: int = 0):
    print("user", user)
    return user
"""


def opened(page: Page, place: str) -> Page:
    page.goto(place)
    expect(page.locator("parrilla-editor:visible .cm-content").first).to_be_visible()
    return page


def saved(page: Page, words: Words) -> None:
    expect(page.locator("[data-kept]")).to_have_text(words.like("editor.saved.now"))
    expect(page).to_have_url(SKETCH)


def titled(page: Page, title: str, words: Words) -> None:
    page.locator("[data-title]").fill(title)
    saved(page, words)


def race(page: Page, words: Words, programs: int) -> None:
    page.get_by_role("button", name=words.key("forms.race", n=programs), exact=True).click()
    finished(page, words)


def finished(page: Page, words: Words) -> None:
    expect(page.locator(".race > header .pill")).to_have_text(words.like("run.finished.on"))


def share(page: Page, words: Words, *, run: bool = False) -> str:
    panel = page.locator("[data-share]")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    panel.locator("[data-share-run]").set_checked(run)
    panel.get_by_role("button", name=words("Make the link"), exact=True).click()
    link = panel.locator("[data-share-link]")
    expect(link).to_have_text(re.compile("/playground/s/"))
    return str(link.get_attribute("href"))


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name, exact=True)


def test_an_example_is_raced_as_it_stands_and_is_nobody_s_until_it_is_changed(page: Page, words: Words) -> None:
    example = course().example(EXAMPLE)
    page.goto("/playground/")
    page.get_by_role("link", name=example.title.of(words.language), exact=True).click()
    expect(page.locator("[data-title]")).to_have_value(example.title.of(words.language))
    race(page, words, len(example.parts))
    for part in example.parts:
        tab(page, part.name.of(words.language)).click()
        expect(lines(page.locator("[data-console]")).last).to_have_text("closed")
    expect(page).to_have_url(re.compile(f"/playground/examples/{EXAMPLE}/$"))

    write(page.locator("parrilla-editor:visible"), "print('mine now')\n")
    saved(page, words)
    page.reload()
    second = example.parts[1].name.of(words.language)
    tab(page, second).click()
    expect(page.locator("parrilla-editor:visible .cm-content")).to_contain_text("mine now")
    finished(page, words)  # the race is still there
    expect(page.locator(".brief .over")).to_contain_text(example.title.of(words.language))
    page.goto("/playground/")
    expect(page.locator(".sketches").first).to_contain_text(example.title.of(words.language))


def test_what_it_runs_in_is_chosen_kept_and_obeyed(page: Page, words: Words) -> None:
    opened(page, "/playground/new/")
    expect(page.locator("[data-crowd]")).to_be_hidden()
    write(page.locator("parrilla-editor"), SERVED)
    page.locator('[data-choice="kind"]').select_option("app")
    page.locator('[data-choice="users"]').select_option("10")
    page.locator("[data-service]").select_option("")
    expect(page.locator("[data-crowd]")).to_be_visible()
    expect(page.locator("[data-says]:visible")).to_have_count(0)
    saved(page, words)
    page.get_by_role("button", name=words.key("run.run"), exact=True).click()
    finished(page, words)
    expect(lines(page.locator("[data-console]"))).to_have_count(10)
    page.reload()
    expect(page.locator('[data-choice="kind"]')).to_have_value("app")
    expect(page.locator('[data-choice="users"]')).to_have_value("10")
    expect(page.locator("[data-service]")).to_have_value("")


@pytest.mark.wording
def test_a_sketch_is_shared_with_its_run_copied_by_a_stranger_and_taken_back(
    page: Page, enter: Enter, words: Words, complaints: Complaints
) -> None:
    complaints.foresee("status of 404")
    opened(page, f"/playground/examples/{EXAMPLE}/")
    titled(page, "<b>Mine</b>", words)
    race(page, words, 2)
    link = share(page, words, run=True)

    stranger = enter(words.language)
    opened_link = stranger.goto(link)
    assert opened_link
    assert opened_link.headers["x-robots-tag"] == "noindex, nofollow"
    expect(stranger.get_by_role("heading", level=1)).to_have_text("<b>Mine</b>")
    finished(stranger, words)
    expect(stranger.locator(".printed").first).to_contain_text("closed")
    expect(stranger.locator("parrilla-editor .cm-content").first).to_contain_text("async def cook")
    expect(stranger.get_by_role("button", name=words("Revoke"))).to_have_count(0)
    stranger.get_by_role("button", name=words("Make a copy of my own")).click()
    expect(stranger).to_have_url(SKETCH)
    expect(stranger.locator(".brief .over")).to_contain_text("<b>Mine</b>")
    write(stranger.locator("parrilla-editor:visible"), "print('theirs')\n")
    saved(stranger, words)

    page.goto(link)
    page.get_by_role("button", name=words("Revoke")).click()
    expect(page.get_by_text(words("The link opens nothing any more."), exact=True)).to_be_visible()
    expect(page.locator("parrilla-editor:visible .cm-content")).not_to_contain_text("theirs")
    stranger.goto(link)
    expect(stranger.get_by_role("heading", level=1)).to_have_text(words("This link opens nothing"))


def test_a_run_of_another_program_is_not_shared_for_this_one(page: Page, words: Words, complaints: Complaints) -> None:
    complaints.foresee("status of 409")
    opened(page, f"/playground/examples/{EXAMPLE}/")
    race(page, words, 2)
    write(page.locator("parrilla-editor:visible"), "print('changed')\n")
    saved(page, words)
    panel = page.locator("[data-share]")
    panel.locator("summary").click()
    panel.locator("[data-share-run]").check()
    panel.get_by_role("button", name=words("Make the link"), exact=True).click()
    expect(panel.get_by_role("alert")).to_have_text(
        words("Something has changed since that run. Run it again to share it with what is there now.")
    )


def test_an_example_nobody_changed_is_shared_too(page: Page, words: Words) -> None:
    opened(page, f"/playground/examples/{EXAMPLE}/")
    assert "/playground/s/" in share(page, words)
    saved(page, words)


def test_of_two_windows_none_loses_what_it_wrote(page: Page, words: Words, complaints: Complaints) -> None:
    complaints.foresee("status of 409")
    opened(page, "/playground/new/")
    titled(page, "One", words)
    other = opened(page.context.new_page(), page.url)
    titled(other, "Theirs", words)
    page.locator("[data-title]").fill("Ours")
    clash = page.locator("[data-clash]")
    expect(clash).to_be_visible()
    clash.get_by_text(words("See the other one"), exact=True).click()
    expect(clash.locator("[data-clash-seen]")).to_contain_text("Theirs")
    clash.get_by_role("button", name=words("Keep this one"), exact=True).click()
    expect(clash).to_be_hidden()
    saved(page, words)
    other.reload()
    expect(other.locator("[data-title]")).to_have_value("Ours")

    titled(page, "Ours again", words)
    other.locator("[data-title]").fill("Not this one")
    other.locator("[data-clash-theirs]").click()
    expect(other.locator("[data-title]")).to_have_value("Ours again")


def test_what_the_server_refuses_stays_in_this_browser(page: Page, words: Words, complaints: Complaints) -> None:
    complaints.foresee("status of 413")
    opened(page, "/playground/new/")
    write(page.locator("parrilla-editor"), "x = 1  # " + "ñ" * 40_000)
    expect(page.locator("[data-refused]")).to_have_text(words("The program is larger than 64 KB."))
    expect(page.locator("[data-kept]")).to_have_text(words.key("editor.saved.here"))
    page.reload()
    assert len(str(page.locator("parrilla-editor").evaluate("editor => editor.value"))) > 40_000
    write(page.locator("parrilla-editor"), "x = 1\n")
    saved(page, words)
    expect(page.locator("[data-refused]")).to_be_hidden()


def test_a_program_is_added_renamed_and_taken_away_from_the_keyboard(page: Page, words: Words) -> None:
    opened(page, "/playground/new/")
    page.get_by_role("button", name=words("Rename"), exact=True).click()
    maker = page.locator(".form-maker")
    maker.locator("input").fill("first")
    maker.locator("input").press("Enter")
    saved(page, words)
    page.get_by_role("button", name=words.key("forms.add"), exact=True).click()
    maker.locator("input").fill("second")
    maker.locator("input").press("Enter")
    expect(tab(page, "second")).to_be_focused()
    tab(page, "second").press("ArrowLeft")
    expect(tab(page, "first")).to_be_focused()
    saved(page, words)
    page.reload()
    expect(page.get_by_role("tab")).to_have_text(["first", "second"])
    tab(page, "second").press("Delete")
    expect(page.get_by_role("tab")).to_have_count(0)
    saved(page, words)
    page.reload()
    expect(page.locator("parrilla-editor .cm-content")).to_have_count(1)


def test_what_a_guest_sketched_is_theirs_after_signing_up_and_goes_for_good_when_deleted(
    page: Page, words: Words
) -> None:
    opened(page, "/playground/new/")
    titled(page, "From before", words)
    sign_up(page, words, "Lucia", then="/playground/")
    page.goto("/playground/")
    page.get_by_role("link", name="From before", exact=True).click()
    page.locator("[data-share] summary").click()
    expect(page.locator("[data-share]")).to_contain_text("Lucia")
    page.locator("[data-share-named]").check()
    page.goto(share(page, words))
    expect(page.locator(".over bdi")).to_have_text("Lucia")
    page.goto("/playground/")
    row = page.locator(".sketches").first.locator("li")
    row.locator("summary").click()
    row.get_by_role("button", name=words("Delete it for good"), exact=True).click()
    expect(page.get_by_text(words("Deleted: %(title)s", title="From before"), exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_can_be_used_by_everybody(enter: Enter, words: Words, complaints: Complaints, scheme: str) -> None:
    complaints.foresee("status of 404")
    page = enter(words.language, color_scheme=scheme, reduced_motion="reduce")
    page.goto("/playground/")
    accessible(page)
    opened(page, f"/playground/examples/{EXAMPLE}/")
    accessible(page)
    race(page, words, 2)
    link = share(page, words, run=True)
    accessible(page)
    page.reload()
    accessible(page)
    page.goto("/playground/")
    accessible(page)
    opened(page, link)
    accessible(page)
    page.goto(f"{link[:-5]}AAAA/")
    accessible(page)
