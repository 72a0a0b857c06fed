"""How an entrant came to its end: by itself, or ended by us, and then why."""

from __future__ import annotations

import os
import signal
from typing import Any


class Ending:
    """The first reason to end an entrant is the one that counts."""

    def __init__(self) -> None:
        self._reason = ""
        self._limit = ""

    def __bool__(self) -> bool:
        """Whether we have begun to end it."""
        return bool(self._reason)

    def decide(self, reason: str, limit: str = "") -> None:
        """`reason`: exited (its measurement is complete), stopped, or limit with the limit's name."""
        if not self._reason:
            self._reason, self._limit = reason, limit

    def outcome(self, status: int | None) -> dict[str, Any]:
        """By the learner's own wait status (None where it is not known), unless we ended it."""
        outcome: dict[str, Any] = {"outcome": "exited", "exit_code": None, "signal": None, "limit": ""}
        if status is not None:
            code = os.waitstatus_to_exitcode(status)
            if code >= 0:
                outcome["exit_code"] = code
            else:
                outcome.update(outcome="signalled", signal=-code)
        if self._reason == "limit":
            outcome.update(outcome="limit", limit=self._limit)
        elif self._reason == "exited":
            outcome.update(outcome="exited", exit_code=0, signal=None)
        elif self._reason:
            outcome["outcome"] = self._reason
        elif status is None:
            outcome["outcome"] = "failed"
        elif outcome["signal"] == signal.SIGXCPU:
            outcome.update(outcome="limit", limit="cpu", signal=None)
        return outcome
