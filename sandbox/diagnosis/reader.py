"""Has a program read: in a cell of its own, beside the entrant's turn, without holding it up."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from typing import Any, Final

from sandbox.channels import TraceBudget
from sandbox.diagnosis.facts import Facts, read_facts
from sandbox.frames import Stream
from sandbox.job import Entrant, Job, Limits
from sandbox.turn import Turn
from sandbox.zygote.client import Unavailable
from sandbox.zygote.pool import Pool

log = logging.getLogger(__name__)

LIMITS: Final = Limits(wall_s=2.0, cpu_s=2.0, memory_mb=128, processes=8, output_kb=64)
HEADSTART_S: Final = 0.3
"""The entrant's own start and first output come first."""
PATIENCE_S: Final = 3.0
"""Once the entrant has ended. A reading takes some 50 ms; where the machine is too busy, what ran speaks alone."""
PROGRAM: Final = "from sandbox.inside import reading\nreading.tell({source!r})\n"


KNOWN: Final = 64
"""Texts whose facts are remembered: the same program is run again and again."""
_known: Final[OrderedDict[bytes, Facts]] = OrderedDict()
_knowing: Final = threading.Lock()


class Reader:
    """One program's reading. A text that was read before is not read again; what a text forges in its reading it forges
    only for itself."""

    def __init__(self, pool: Pool, run: str, source: str) -> None:
        self._pool = pool
        self._job = Job(run=run, entrants=(Entrant(PROGRAM.format(source=source)),), limits=LIMITS, trace=False)
        self._lines = source.count("\n") + 1
        self._name = hashlib.sha256(source.encode()).digest()
        self._facts = _remembered(self._name)
        self._wanted = threading.Event()
        self._given_up = threading.Event()
        self._thread: threading.Thread | None = None
        if not self._facts.read:
            self._thread = threading.Thread(target=self._read, name="program-reader", daemon=True)
            self._thread.start()

    def facts(self) -> Facts:
        """What the text says; empty where it could not be read in time."""
        self._wanted.set()
        if self._thread is not None:
            self._thread.join(PATIENCE_S)
            if self._thread.is_alive():
                self.give_up()
                return Facts()
        return self._facts

    def give_up(self) -> None:
        """Nobody needs it any more."""
        self._given_up.set()
        self._wanted.set()

    def _read(self) -> None:
        self._wanted.wait(HEADSTART_S)
        if self._given_up.is_set():
            return
        try:
            cell = self._pool.take(self._job.limits.disk_mb, (False,))
        except Unavailable:
            return
        try:
            turn = Turn(self._job, 0, cell, Stream(_unheard), stop=self._given_up, budget=TraceBudget())
            played = turn.play()
        except Exception:
            log.exception("run %s: its program could not be read", self._job.run)
            return
        finally:
            cell.close()
        if played.exit.outcome == "exited" and played.exit.exit_code == 0:
            self._facts = read_facts(played.stdout.strip(), self._lines)
            _remember(self._name, self._facts)


def _remembered(name: bytes) -> Facts:
    with _knowing:
        return _known.get(name, Facts())


def _remember(name: bytes, facts: Facts) -> None:
    with _knowing:
        if facts.read:
            _known[name] = facts
        while len(_known) > KNOWN:
            _known.popitem(last=False)


def _unheard(frame: list[Any]) -> None:
    """Its events are nobody's."""
