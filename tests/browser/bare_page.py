"""A page of our scripts and styles with nothing behind it: for what the browser side does by itself."""

from __future__ import annotations

import json
import mimetypes
import os
import sys
from pathlib import Path
from typing import Any, Final

from tests.running_platform import ROOT

sys.path.insert(0, str(ROOT / "platform"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parrilla.settings")

import django

django.setup()

from django.utils.translation import override  # noqa: E402
from playwright.sync_api import Page, Route  # noqa: E402

from parrilla.strings import STRINGS  # noqa: E402

ORIGIN: Final = "http://parrilla.test"
DIST: Final = Path(os.environ.get("PARRILLA_DIST", ROOT / "web" / "dist"))
"""What `npm run build` made; another place for whoever works on it."""


def open_bare(page: Page, body: str, language: str = "en") -> None:
    """Show `body` with everything base.html gives a page. Nothing leaves this machine."""
    page.route(f"{ORIGIN}/**", lambda route: _answer(route, body, language))
    page.goto(f"{ORIGIN}/")


def _answer(route: Route, body: str, language: str) -> None:
    path = route.request.url.removeprefix(ORIGIN).lstrip("/")
    if not path:
        route.fulfill(body=_document(body, language), content_type="text/html; charset=utf-8")
        return
    file = (DIST / path.removeprefix("static/")).resolve()
    if not file.is_relative_to(DIST.resolve()) or not file.is_file():
        route.fulfill(status=404, body="")
        return
    route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2")


def _document(body: str, language: str) -> str:
    manifest = DIST / "assets.json"
    assets = json.loads(manifest.read_text()) if manifest.is_file() else {}
    with override(language):
        strings = {key: str(text) for key, text in STRINGS.items()}
    config: dict[str, Any] = {"language": language, "csrf": "", "nonce": "", "signedIn": False, "owner": ""}
    config["strings"] = {}  # they all stand in the page
    config["urls"] = {"runs": "/runs/", "socket": "/ws/runs/"}
    symbols = (ROOT / "templates" / "components" / "symbols.html").read_text()
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>Parrilla</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/{assets.get("main.css", "main.css")}">
<script type="module" src="/static/{assets.get("main.js", "main.js")}"></script></head>
<body>{symbols}<main class="wrap" id="main"><h1 class="visually-hidden">Parrilla</h1>{body}</main>
<script type="application/json" id="page">{_embedded(config)}</script>
<script type="application/json" id="strings">{_embedded(strings)}</script></body></html>"""


def _embedded(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")
