"""The machine's own Chromium, quiet: it asks nobody on the network for anything."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from typing import Final

from playwright.sync_api import Browser, sync_playwright

QUIET: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCALES: Final = {"es": "es-MX", "en": "en-GB"}


@contextlib.contextmanager
def running_chromium() -> Iterator[Browser]:
    """Raises AssertionError where there is none: a browser test that skips proves nothing."""
    executable = shutil.which("chromium")
    assert executable, "no chromium on this machine: `make setup` names the package to install"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()
