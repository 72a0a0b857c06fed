"""What every page knows: where its built files are, who looks at it, and what its scripts must be told."""

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from parrilla.accounts import guests
from parrilla.environment import ROOT
from parrilla.strings.serving import addresses, text

DIST = ROOT / "web" / "dist"
THEMES = frozenset({"light", "dark"})
THEME_COOKIE = "theme"

SECTIONS = {
    "home": "races",
    "course": "course",
    "lesson": "course",
    "search": "course",
    "glossary": "course",
    "exercises": "exercises",
    "exercise": "exercises",
    "exercise-lines": "exercises",
    "exercise-worked": "exercises",
    "run": "progress",
    "progress": "progress",
    "progress-exercise": "progress",
    "mastery": "progress",
    "calibration": "progress",
    "review": "progress",
    "badges": "progress",
    "badge": "progress",
    "lab": "playground",
    "step": "playground",
    "playground": "playground",
    "playground-new": "playground",
    "playground-example": "playground",
    "playground-sketch": "playground",
    "shared": "playground",
}
"""Which entry of the masthead a page belongs to, by the name of its address; `class...` belong to the teachers'."""


def context(request: HttpRequest) -> dict[str, Any]:
    """The `page` of every template, and the two pieces of JSON that base.html embeds."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    language = get_language() or "es"
    signed_in = bool(getattr(request, "user", None) and request.user.is_authenticated)
    return {
        "page": {
            "language": language,
            "place": request.get_full_path(),
            "section": "teachers" if name.startswith("class") else SECTIONS.get(name, ""),
            "theme": theme(request),
            "assets": assets(),
        },
        "page_config": {
            "language": language,
            "csrf": get_token(request),
            "nonce": str(getattr(request, "csp_nonce", "")),
            "signedIn": signed_in,
            "known": signed_in or (hasattr(request, "user") and guests.current(request) is not None),
            "owner": str(request.user.pk) if signed_in else "",
            "urls": {"runs": "/runs/", "socket": "/ws/runs/", "course": reverse("course")},
            "strings": addresses(language),
        },
        "page_strings": _strings(language),
    }


@lru_cache
def _strings(language: str) -> SafeString:
    """What the scripts of every page say; what only some of them say is fetched with them."""
    return json_script(json.loads(text(language, "page")), "strings")


def theme(request: HttpRequest) -> str:
    """light, dark, or nothing: what the system wishes. From the cookie that the browser's switch writes."""
    wish = request.COOKIES.get(THEME_COOKIE, "")
    return wish if wish in THEMES else ""


def assets() -> dict[str, str]:
    """The built files by their plain names, `.` and `-` as `_`: `page.assets.main_js`. Empty before the first build."""
    manifest = DIST / "assets.json"
    try:
        return _read(manifest.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=1)
def _read(_version: int) -> dict[str, str]:
    names: dict[str, str] = json.loads((DIST / "assets.json").read_text())
    return {plain.replace(".", "_").replace("-", "_"): name for plain, name in names.items()}
