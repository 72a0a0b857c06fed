"""What a browser grumbles about: errors in its console, exceptions in a page, and so every breach of the CSP."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError


@dataclass
class Complaints:
    heard: list[str] = field(default_factory=list)
    foreseen: list[re.Pattern[str]] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._exception)

    def foresee(self, pattern: str) -> None:
        """For a test that provokes one: a refused request, a network that is away."""
        self.foreseen.append(re.compile(pattern))

    @property
    def unforeseen(self) -> list[str]:
        return [text for text in self.heard if not any(pattern.search(text) for pattern in self.foreseen)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(f"{message.text} ({message.location.get('url', '')})")

    def _exception(self, error: WebError) -> None:
        self.heard.append(str(error.error))
