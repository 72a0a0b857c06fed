"""The supervisor's side of one zygote and of its cells: start, order, close."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sandbox.zygote import wire

READY_S: Final = 180.0
"""Preloading takes 1 to 3 s of CPU, of which a busy machine may give a fiftieth. A zygote that dies says so at once."""
CELL_S: Final = 60.0
"""A cell takes 5 ms of CPU. A warden that dies says so at once."""
LOG_BYTES: Final = 4096
"""Of what a zygote wrote on stderr this much is told: the end."""
LOG_ROOM: Final = 256 * 1024
"""What a zygote and all its cells may write there; then nothing more is taken. What stands beside a program complains
about it, and a program that knows how would fill the memory of the machine."""


class Unavailable(RuntimeError):
    """No zygote or no cell could be had; the message says what went wrong."""


@dataclass(slots=True)
class Cell:
    """A cell, warm: its control socket and the reading ends of its pipes. `close` ends whatever is left of it."""

    control: socket.socket
    stdout: int
    stderr: int
    trace: int
    disk_mb: int
    fresh: bool
    zygote: Zygote
    _open: bool = field(default=True, init=False)

    def close(self) -> None:
        if not self._open:
            return
        self._open = False
        self.zygote.left()
        self.control.close()
        for descriptor in (self.stdout, self.stderr, self.trace):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    @property
    def alive(self) -> bool:
        """False when its warden has gone (a warm one says nothing)."""
        try:
            wire.receive(self.control)
        except BlockingIOError:
            return True
        except wire.Hungup:
            return False
        return False


class Zygote:
    """One zygote. It lives while the thread that made it does, and while its control socket is open."""

    def __init__(self, bpf: bytes, beside: bytes, template: Path | None = None) -> None:
        """`bpf` and `beside`: the filters of programs and of the local services; `template`: of the runs' databases.
        Raises Unavailable."""
        wire.make_room()
        self._control, theirs = wire.pair()
        self._log = _log()
        self._lock = threading.Lock()
        self.built = 0
        self.living = 0
        """Cells ordered and not yet closed."""
        root = Path(__file__).resolve().parents[2]
        environment = {name: os.environ[name] for name in ("PATH", "PARRILLA_SANDBOX_UID") if name in os.environ}
        if template is not None:
            environment["PARRILLA_DATABASE"] = str(template)
        os.set_inheritable(theirs.fileno(), True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sandbox.zygote.launcher", str(theirs.fileno())],
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        try:
            wire.send(self._control, {"bpf": bpf.hex(), "beside": beside.hex()})
            self._control.settimeout(READY_S)
            self.about, _ = wire.receive(self._control)
        except (wire.Hungup, TimeoutError) as error:
            said = self.said()
            self.close()
            raise Unavailable(f"the zygote did not start: {said}") from error

    def order(self, disk_mb: int, *, fresh: bool, database: bool = False) -> Cell:
        """A new cell. `fresh`: its learner is an interpreter of its own, else a fork of the preloaded zygote. With a
        `database` it starts one at once, to have it when its run comes. Raises Unavailable."""
        control, theirs = wire.pair()
        try:
            with self._lock, theirs:
                self.built += 1
                self.living += 1
                wire.send(self._control, {"disk_mb": disk_mb, "fresh": fresh, "database": database}, [theirs.fileno()])
            control.settimeout(CELL_S)
            message, descriptors = wire.receive(control)
            if "ready" not in message:
                raise ConnectionError(message.get("broken"))
        except (wire.Hungup, TimeoutError, OSError) as error:
            control.close()
            self.left()
            raise Unavailable(f"no cell: {error or type(error).__name__} {self.said()}".strip()) from error
        control.setblocking(False)
        stdout, stderr, trace = descriptors
        return Cell(control, stdout, stderr, trace, disk_mb, fresh, self)

    def left(self) -> None:
        """A cell of this zygote has been closed."""
        with self._lock:
            self.living -= 1

    def said(self) -> str:
        """The end of what it wrote on stderr; nothing any more once it is closed."""
        if self._log < 0:
            return ""
        end = os.lseek(self._log, 0, os.SEEK_CUR)  # where all who share the descriptor have written up to
        return os.pread(self._log, min(LOG_BYTES, end), max(0, end - LOG_BYTES)).decode(errors="replace").strip()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def close(self) -> None:
        """It ends when its socket closes; what does not is killed. Cells on it end with it."""
        self._control.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._log >= 0:
            os.close(self._log)
            self._log = -1


def _log() -> int:
    """A file in memory with room for LOG_ROOM bytes, and no more."""
    log = os.memfd_create("zygote", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(log, LOG_ROOM)
    fcntl.fcntl(log, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
    return log
