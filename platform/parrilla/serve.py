"""What `manage.py up` turns into once the database is ready: the parent of all processes, without Django in its memory.

    python -m parrilla.serve FD

FD is the bound socket of the web server, inherited.
"""

import contextlib
import http.client
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from parrilla.embedded import answers, valkey_command
from parrilla.environment import ROOT, state_directory, text
from parrilla.household import Child, Household

READY_SECONDS: Final = 60
LOOK_SECONDS: Final = 0.1
NO_JAIL: Final = 78
"""Exit status of a sandbox worker that cannot build a jail; it has said why."""

PASSED_TO_SANDBOX: Final = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "PARRILLA_SLOTS",
    "REDIS_URL",
    "BROKER_URL",
)
"""All that a sandbox worker is told of this environment; the web site's secrets and its database are not in it."""

CELERY: Final = [sys.executable, "-m", "celery", "-q", "-A"]
QUIET: Final = ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
SANDBOX_WORKER: Final = [*CELERY, "sandbox.tasks", "worker", "-Q", "sandbox", *QUIET]
NO_JAIL_HERE: Final = {NO_JAIL: "the reason stands above. Pages are served; runs are refused."}


def platform_worker(schedule: Path) -> list[str]:
    threads = ["-P", "threads", "-c", "2"]
    return [*CELERY, "parrilla.celery", "worker", "-Q", "platform", *threads, "-B", "-s", str(schedule), *QUIET]


def web_server(descriptor: int) -> list[str]:
    # A loaded machine may take long over a handshake; a browser has nothing long to say.
    sockets = ["--websocket_connect_timeout", "30", "--websocket-max-message-size", "65536"]
    return [sys.executable, "-m", "daphne", "-v", "0", *sockets, "--fd", str(descriptor), "parrilla.asgi:application"]


def sandbox_env(env: Mapping[str, str]) -> dict[str, str]:
    """What a sandbox worker needs, and nothing that opens the database or signs a cookie."""
    kept: dict[str, str] = {name: env[name] for name in PASSED_TO_SANDBOX if name in env}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


class NotReady(RuntimeError):
    """A part did not start in time."""


def serve(listener: socket.socket) -> None:
    """Start everything, say where it is, watch it until somebody ends it. Raises NotReady."""
    asked = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: asked.set())
    household = Household(say)
    try:
        env = _with_messages(household)
        _start_pages(household, listener, env)
        _wait(lambda: asked.is_set() or _page(listener), "the web server", household)
        if not asked.is_set():
            say(f"Parrilla is at {_address(listener)} (Ctrl-C stops it)")
            _start_workers(household, env)
        while not asked.wait(LOOK_SECONDS):
            household.look()
        say("Stopping.")
    finally:
        household.stop()


def say(line: str) -> None:
    print(line, flush=True)


def _with_messages(household: Household) -> dict[str, str]:
    """The environment of the parts, a message server in it: the one it names, or our own, started."""
    env = dict(os.environ)
    if not text("REDIS_URL"):
        command, path = valkey_command(state_directory() / "valkey")
        household.start(Child("The message server", command, env))
        _wait(lambda: answers(path), "the message server", household)
        env["REDIS_URL"] = f"unix://{path}"
        env["BROKER_URL"] = f"redis+socket://{path}"
    return env


def _start_pages(household: Household, listener: socket.socket, env: dict[str, str]) -> None:
    descriptor = listener.fileno()
    household.start(Child("The web server", web_server(descriptor), env, pass_fds=[descriptor], cwd=str(ROOT)))


def _start_workers(household: Household, env: dict[str, str]) -> None:
    """After the first page: whoever opens it needs a while until they press Run, and would wait for it a second longer
    where three interpreters start on two cores."""
    schedule = state_directory() / "schedule"
    household.start(Child("The platform worker", platform_worker(schedule), env, cwd=str(ROOT)))
    household.start(Child("The sandbox worker", SANDBOX_WORKER, sandbox_env(env), hopeless=NO_JAIL_HERE, cwd=str(ROOT)))


def _page(listener: socket.socket) -> bool:
    host, port = listener.getsockname()[:2]
    connection = http.client.HTTPConnection(host, port, timeout=READY_SECONDS)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    return False


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _wait(ready: Callable[[], bool], what: str, household: Household) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not ready():
        household.look()
        if time.monotonic() > deadline:
            raise NotReady(f"{what} did not start within {READY_SECONDS} s")
        time.sleep(0.01)


if __name__ == "__main__":
    try:
        serve(socket.socket(fileno=int(sys.argv[1])))
    except (NotReady, ValueError) as error:
        sys.exit(f"Parrilla could not be started: {error}.")
