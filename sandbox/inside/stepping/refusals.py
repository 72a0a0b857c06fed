"""What step mode cannot do again and again in the same way, and so does not do at all: connections, threads, child
processes."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any, NoReturn, TypeVar

T = TypeVar("T", bound=type)

THREADS = ("run_in_executor", "set_default_executor")
CONNECTIONS = (
    "getaddrinfo", "getnameinfo", "create_connection", "create_server", "create_unix_connection",
    "create_unix_server", "create_datagram_endpoint", "connect_accepted_socket", "start_tls", "sendfile",
    "sock_recv", "sock_recv_into", "sock_recvfrom", "sock_recvfrom_into", "sock_sendall", "sock_sendto",
    "sock_connect", "sock_accept", "sock_sendfile", "add_reader", "remove_reader", "add_writer", "remove_writer",
    "connect_read_pipe", "connect_write_pipe",
)  # fmt: skip
PROCESSES = ("subprocess_exec", "subprocess_shell", "add_signal_handler")
SENTENCES = {
    "thread": "step mode does not run threads: it is for programs that only use asyncio's own waits",
    "connection": "step mode opens no connections and no files to wait for: it is for programs that only use "
    "asyncio's own waits",
    "process": "step mode starts no processes: it is for programs that only use asyncio's own waits",
}

first: list[list[Any]] = []
"""[what, line] of the first refusal, however the program takes it."""


class Refused(RuntimeError):
    """Raised in the learner's program, where it asks for what step mode does not do."""


def refuse(what: str) -> NoReturn:
    if not first:
        frame = sys._getframe(1)
        while frame.f_back is not None and not is_learners(frame.f_code.co_filename):
            frame = frame.f_back
        first.append([what, frame.f_lineno if is_learners(frame.f_code.co_filename) else 0])
    raise Refused(SENTENCES[what])


def is_learners(file: str) -> bool:
    """Whether code of this file is the program's own."""
    return file == os.path.join(_home, "main.py") or file == "main.py"


_home = os.getcwd()


def refuse_input_and_output(loop: T) -> T:
    """Decorates the class of a loop: its methods that need the world outside refuse."""
    for names, what in ((THREADS, "thread"), (CONNECTIONS, "connection"), (PROCESSES, "process")):
        for name in names:
            setattr(loop, name, _refusing(what))
    return loop


def refuse_threads_and_processes() -> None:
    """Outside of the loop too."""
    setattr(threading.Thread, "start", _refusing("thread"))  # noqa: B010
    for name in ("fork", "forkpty", "posix_spawn", "posix_spawnp", "system", "popen"):
        setattr(os, name, _refusing("process"))
    import _posixsubprocess
    import subprocess

    setattr(_posixsubprocess, "fork_exec", _refusing("process"))  # noqa: B010
    setattr(subprocess, "_fork_exec", _refusing("process"))  # noqa: B010 - it has taken it over already


def _refusing(what: str) -> Any:
    def refusal(*_words: Any, **_more: Any) -> NoReturn:
        refuse(what)

    return refusal
