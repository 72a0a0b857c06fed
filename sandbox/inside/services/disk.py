"""The slow disk: files that the kernel itself holds back from whoever opens them.

Real files, in a directory of the cell that its program can read and not change. Each is under a lease of ours: `open()`
asks us first, and blocks the calling thread, whoever calls and however; a while later we let go, and reading goes on
like that of any file. A named pipe would block too, but two readers of one pipe take each other's bytes.

Every `open()` waits its own time: as soon as somebody waits for a file, another one with the same text has its name.

Its configuration, the `disk` of an exercise's `services`:

`ms`     how long a file takes to open; 500 unless told
`files`  {name: text, or {ms, text}}; in a text, {field} stands for a number of `random`. Without: menu.txt, stock.txt
         and orders.txt
`random` {field: [least, most]}; whole numbers drawn once a run
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import fcntl
import math
import os
import random
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sandbox.inside.services.log import Log, Row

MS: Final = 500.0
LONGEST_MS: Final = 30_000.0
"""The kernel takes a lease away after 45 s (fs.lease-break-time)."""
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
FILES: Final = 50
TEXT_BYTES: Final = 8 * 1024
FILES_UNLESS_TOLD: Final = {
    "menu.txt": "Hamburguesa 8.90\nPerrito 6.50\nEnsalada 5.90\nLimonada 2.80\n",
    "stock.txt": "pan 40\ncarne 25\nlechuga 12\nlimones 30\n",
    "orders.txt": "mesa 1: hamburguesa\nmesa 2: perrito\nmesa 3: ensalada\n",
}
READ: Final = "OPEN"
AGAIN_SECONDS: Final = 0.1
"""How soon it is tried again where there was no room for a file."""


@dataclass(slots=True)
class Slow:
    """One file, waiting to be opened."""

    name: str
    text: bytes
    seconds: float
    held: int = -1
    """A descriptor that holds the lease."""


class Disk:
    """One run's. `folder`: a descriptor of the directory, by which it can be written. Raises ValueError, and OSError
    where this kernel gives no leases."""

    def __init__(self, config: dict[str, Any], folder: int, on_row: Callable[[Row], object] = id) -> None:
        if unknown := config.keys() - {"ms", "files", "random"}:
            raise ValueError(f"the disk knows no {sorted(unknown)}")
        dice = random.Random(os.urandom(16))  # noqa: S311 - drawn per run, no secret
        self.log = Log(on_row)
        self.log.extra = {name: dice.randint(*bounds) for name, bounds in config.get("random", {}).items()}
        self.folder = folder
        ms = float(config.get("ms", MS))
        self.files = [self._file(name, what, ms) for name, what in config.get("files", FILES_UNLESS_TOLD).items()]
        if len(self.files) > FILES:
            raise ValueError(f"{len(self.files)} files")

    def _file(self, name: str, what: Any, ms: float) -> Slow:
        """`ms` where it names no wait of its own."""
        ms, text = (float(what.get("ms", ms)), what["text"]) if isinstance(what, dict) else (ms, what)
        if not NAME.fullmatch(name) or not math.isfinite(ms) or not 0 <= ms <= LONGEST_MS:
            raise ValueError(f"{name!r} with a wait of {ms!r} is no file")
        content = str(text).format_map(self.log.extra).encode()
        if len(content) > TEXT_BYTES:
            raise ValueError(f"{name} is too long")
        return Slow(name, content, ms / 1000)

    def begin(self) -> None:
        """Put the files there."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGIO, self._look)
        for file in self.files:
            self._put(file)

    def _put(self, file: Slow) -> None:
        """A new file of that name, under a lease, in place of any that is there."""
        making = f".{file.name}"
        held = os.open(making, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0, dir_fd=self.folder)
        try:
            if os.write(held, file.text) < len(file.text):
                raise OSError(errno.ENOSPC, "no room for the whole of it")
            fcntl.fcntl(held, fcntl.F_SETLEASE, fcntl.F_WRLCK)
            os.fchmod(held, 0o444)  # only now: a lease is not given on what somebody else has open
            os.rename(making, file.name, src_dir_fd=self.folder, dst_dir_fd=self.folder)
        except BaseException:
            os.close(held)
            os.unlink(making, dir_fd=self.folder)
            raise
        file.held = held

    def _look(self) -> None:
        """Somebody waits for one of the files, or for several: one signal may stand for many."""
        for file in self.files:
            if fcntl.fcntl(file.held, fcntl.F_GETLEASE) == fcntl.F_WRLCK:
                continue
            held, loop = file.held, asyncio.get_running_loop()
            try:
                self._put(file)
            except OSError:  # a program holds open what there is room for; whoever waits, waits on
                loop.call_later(AGAIN_SECONDS, self._look)
                return
            loop.call_later(file.seconds, self._let_go, held, self.log.arrive(0, READ, f"/{file.name}"))

    def _let_go(self, held: int, row: Row) -> None:
        with contextlib.suppress(OSError):
            fcntl.fcntl(held, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        os.close(held)
        self.log.leave(row)
