"""Warm cells: built ahead by a keeper thread, handed out once, replaced. Owns the zygote they come from and its
successor."""

from __future__ import annotations

import threading
import time
from collections import deque
from pathlib import Path
from typing import Final

from sandbox.jail import policy, seccomp
from sandbox.job import Limits
from sandbox.zygote.client import Cell, Unavailable, Zygote

STANDARD_DISK_MB: Final = Limits().disk_mb
FRESH_SHARE: Final = 4
RETRY_S: Final = 1.0
REST_S: Final = 0.2
"""Building a fresh interpreter takes 100 ms of CPU: a run that just began would pay for its successor. So a
replacement waits this long, or until a run ends, unless no cell is left."""


DATABASE_KEPT_S: Final = 600.0
"""A cell with its database started costs 25 MB more than another, and saves its run 60 ms of CPU. One is kept while
databases are used, and this long after."""

Sort = tuple[bool, bool]
"""Of a cell: whether its interpreter is fresh, and whether its database is started."""


def _none() -> dict[Sort, deque[Cell]]:
    return {(fresh, database): deque() for fresh in (True, False) for database in (True, False)}


class Pool:
    """Thread-safe. The keeper thread is the parent of every zygote: the kernel ties a zygote's life to the *thread*
    that started it, so a thread that comes and goes, as a worker's does, must not."""

    def __init__(self, warm: int) -> None:
        """`warm` cells in all, a quarter of them with a fresh interpreter: one costs 13 MB, a preloaded one 5."""
        fresh = (warm + 3) // FRESH_SHARE
        self._target: dict[Sort, int] = {(True, False): fresh, (False, False): warm - fresh}
        self._database_until: dict[bool, float] = {}
        """Per sort of interpreter, until when a cell of it is kept that has its database already."""
        self._filters = seccomp.compiled(), seccomp.compiled(beside=True)
        self.template: Path | None = None
        """What the databases of runs are copied from. To be set before `open`."""
        self._warm: dict[Sort, deque[Cell]] = _none()
        self._worn: list[Zygote] = []
        self._zygote: Zygote | None = None
        self._trouble = ""
        self._closing = False
        self._rest_until = 0.0
        self._moved = threading.Condition()
        self._keeper = threading.Thread(target=self._keep, name="zygote-keeper", daemon=True)

    def open(self, timeout_s: float = 200.0) -> None:
        """Start; returns when the first zygote serves. Raises Unavailable."""
        self._keeper.start()
        with self._moved:
            self._moved.wait_for(lambda: self._zygote or self._trouble, timeout_s)
            if self._zygote is None:
                raise Unavailable(self._trouble or "the zygote did not start in time")

    def close(self) -> None:
        with self._moved:
            self._closing = True
            self._moved.notify_all()
        self._keeper.join()

    def take(self, disk_mb: int, sorts: tuple[bool, ...], *, database: bool = False, timeout_s: float = 60.0) -> Cell:
        """A cell for one entrant, `fresh` one of `sorts`: the first of them that is warm, else the last, built now.

        With a `database`: one that has started it, where there is such a one; any other will start it when its run
        comes. Raises Unavailable.
        """
        if disk_mb == STANDARD_DISK_MB:
            if database:
                self._remember(sorts[0])
            for fresh, started in [
                (fresh, started) for started in ((True, False) if database else (False,)) for fresh in sorts
            ]:
                while (cell := self._pop((fresh, started))) is not None:
                    if cell.alive:
                        return cell
                    cell.close()
        for last in (False, True):
            with self._moved:
                self._moved.wait_for(lambda: self._zygote or self._closing, timeout_s)
                zygote = self._zygote
            if zygote is None:
                raise Unavailable(self._trouble or "closed")
            try:
                return zygote.order(disk_mb, fresh=sorts[-1])
            except Unavailable:
                if last:
                    raise
                self._check()
        raise AssertionError("unreachable")

    def ended(self) -> None:
        """A run is over: the machine has time for its replacement."""
        with self._moved:
            self._rest_until = 0.0
            self._moved.notify_all()

    @property
    def zygote_pid(self) -> int | None:
        """Of bubblewrap, the zygote's outermost process; for measurements and tests."""
        with self._moved:
            return self._zygote.pid if self._zygote else None

    @property
    def zygotes(self) -> int:
        """How many live, those included that are worn and wait for their last run."""
        with self._moved:
            return len(self._worn) + (self._zygote is not None)

    @property
    def warm(self) -> int:
        """Cells that wait for any run; `databases` more wait for one that uses a database."""
        return sum(len(self._warm[sort]) for sort in self._target)

    @property
    def databases(self) -> int:
        return sum(len(cells) for (_, database), cells in self._warm.items() if database)

    def _remember(self, fresh: bool) -> None:
        """Whoever uses databases will want another one soon."""
        with self._moved:
            if sum(self._target.values()):
                self._database_until[fresh] = time.monotonic() + DATABASE_KEPT_S

    def _pop(self, sort: Sort) -> Cell | None:
        with self._moved:
            if not self._warm[sort]:
                self._moved.notify_all()
                return None
            now = time.monotonic()
            if now >= self._rest_until:
                self._rest_until = now + REST_S
            self._moved.notify_all()
            return self._warm[sort].popleft()

    def _check(self) -> None:
        """Have the keeper look at the zygote now."""
        with self._moved:
            if self._zygote is not None and not self._zygote.alive:
                self._retire()
            self._moved.notify_all()

    def _retire(self) -> None:
        """With the lock held: no more orders to this zygote; it lives while its cells do."""
        if self._zygote is not None:
            self._worn.append(self._zygote)
            self._zygote = None

    # --- the keeper thread -----------------------------------------------------------------------------------------

    def _keep(self) -> None:
        while True:
            with self._moved:
                self._await_work()
                if self._closing:
                    break
            self._renew()
            self._forget()
            self._bury()
            self._fill()
        self._end()

    def _await_work(self) -> None:
        """With the lock held: until there is something to do, or it is time to look at the zygote."""
        deadline = time.monotonic() + RETRY_S
        while not self._something_to_do() and (now := time.monotonic()) < deadline:
            wake = min(deadline, self._rest_until) if self._rest_until > now else deadline
            self._moved.wait(wake - now)

    def _something_to_do(self) -> bool:
        return self._closing or self._zygote is None or (self._wanted() is not None and not self._resting())

    def _resting(self) -> bool:
        return self.warm > 0 and time.monotonic() < self._rest_until

    def _wanted(self) -> Sort | None:
        """The sort of cell that is scarcest, or None when all are there."""
        now = time.monotonic()
        kept = {(fresh, True): 1 for fresh, until in self._database_until.items() if until > now}
        missing = {sort: target - len(self._warm[sort]) for sort, target in (self._target | kept).items()}
        sort = max(missing, key=missing.__getitem__)
        return sort if missing[sort] > 0 else None

    def _forget(self) -> None:
        """End the databases that nobody has asked for in a long time."""
        now = time.monotonic()
        over: list[Cell] = []
        with self._moved:
            for fresh in [fresh for fresh, until in self._database_until.items() if until <= now]:
                del self._database_until[fresh]
                over += self._warm[fresh, True]
                self._warm[fresh, True] = deque()
        for cell in over:
            cell.close()

    def _renew(self) -> None:
        zygote = self._zygote
        if zygote is not None and zygote.alive and zygote.built < policy.RECYCLE_AFTER:
            return
        try:
            fresh = Zygote(*self._filters, self.template)
        except Unavailable as error:
            with self._moved:
                if zygote is None or not zygote.alive:
                    self._trouble = str(error)
                    self._retire()
                    self._moved.notify_all()
                    self._moved.wait_for(lambda: self._closing, RETRY_S)
            return
        with self._moved:
            self._retire()
            self._zygote, self._trouble = fresh, ""
            old, self._warm = self._warm, _none()
            self._moved.notify_all()
        for cells in old.values():  # else a worn zygote would live, with its 60 MB, until they are used
            for cell in cells:
                cell.close()

    def _bury(self) -> None:
        """Close zygotes that are worn and have no cell left, or are dead."""
        with self._moved:
            over = [zygote for zygote in self._worn if zygote.living == 0 or not zygote.alive]
            self._worn = [zygote for zygote in self._worn if zygote not in over]
        for zygote in over:
            zygote.close()

    def _fill(self) -> None:
        zygote = self._zygote
        sort = self._wanted()
        if zygote is None or sort is None or self._resting():
            return
        fresh, database = sort
        try:
            cell = zygote.order(STANDARD_DISK_MB, fresh=fresh, database=database)
        except Unavailable as error:
            with self._moved:
                self._trouble = str(error)
                self._moved.wait_for(lambda: self._closing, RETRY_S if zygote.alive else 0)
            return
        with self._moved:
            self._warm[sort].append(cell)
            self._moved.notify_all()

    def _end(self) -> None:
        with self._moved:
            cells = [cell for cells in self._warm.values() for cell in cells]
            self._warm = _none()
            self._retire()
            zygotes, self._worn = self._worn, []
        for cell in cells:
            cell.close()
        for zygote in zygotes:
            zygote.close()
