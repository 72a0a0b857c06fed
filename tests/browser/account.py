"""Signing up, in and out by the forms."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.words import Words


@dataclass(frozen=True)
class Account:
    name: str
    email: str
    password: str


def somebody(name: str) -> Account:
    return Account(name, f"{name.lower()}-{secrets.token_hex(4)}@example.org", secrets.token_urlsafe(16))


def fill_sign_up(page: Page, words: Words, account: Account, role: str = "learner") -> None:
    """The form stands open already."""
    page.locator("input[name=name]").fill(account.name)
    page.locator("input[name=email]").fill(account.email)
    page.locator("input[name=password1]").fill(account.password)
    page.locator(f"label:has(input[name=role][value={role}])").click()
    page.get_by_role("button", name=words("Create the account"), exact=True).click()
    page.wait_for_url(lambda address: "/account/signup" not in address)


def sign_up(page: Page, words: Words, name: str, role: str = "learner", then: str = "/") -> Account:
    account = somebody(name)
    page.goto(f"/account/signup/?next={then}")
    fill_sign_up(page, words, account, role)
    return account


def sign_in(page: Page, words: Words, account: Account, then: str = "/") -> None:
    page.goto(f"/account/login/?next={then}")
    page.locator("input[name=login]").fill(account.email)
    page.locator("input[name=password]").fill(account.password)
    page.locator("main").get_by_role("button", name=words("Sign in"), exact=True).click()
    page.wait_for_url(lambda address: "/account/login" not in address)
    expect(page.locator(".mast")).to_contain_text(account.name)
