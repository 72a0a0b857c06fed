"""A platform worker that has gone deaf ends itself, to be started again.

Its clock asks for a round of the reaper every two seconds, through the message server and back to this process. Where
no round arrives for VIGIL_SECONDS, the clock has died or the consumer has not come back after the message server did
(seen once, and not again in the 22 deaths tried after: the process lived and took nothing more). Whoever started the
worker starts it again; what it left unacknowledged is delivered again, and each of its tasks may be done twice.
"""

import logging
import os
import threading
import time
from typing import Final

VIGIL_SECONDS: Final = 20.0
EXIT_STATUS: Final = 75
"""EX_TEMPFAIL: try again."""

log = logging.getLogger(__name__)


class Vigil:
    def __init__(self, seconds: float = VIGIL_SECONDS) -> None:
        self._seconds = seconds
        self._heard = time.monotonic()

    def heard(self) -> None:
        """A round has arrived."""
        self._heard = time.monotonic()

    def deaf(self) -> bool:
        return time.monotonic() - self._heard > self._seconds

    def keep(self) -> None:
        """Watch from a thread of its own until the process ends. Called once the worker is connected."""
        self.heard()
        threading.Thread(target=self._watch, name="vigil", daemon=True).start()

    def _watch(self) -> None:
        pause = threading.Event()
        while not pause.wait(1.0):
            if self.deaf():
                log.critical("nothing heard for %.0f s: this worker ends, to be started again", self._seconds)
                os._exit(EXIT_STATUS)  # a clean stop would wait for the very connection that is deaf


vigil = Vigil()
