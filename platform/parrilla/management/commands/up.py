"""`manage.py up`: the whole platform on this machine, in one command, with no system service."""

import contextlib
import http.client
import os
import signal
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from parrilla.embedded import answers, valkey_command
from parrilla.environment import ROOT, state_directory, text
from parrilla.household import Child, Household

READY_SECONDS: Final = 60
LOOK_SECONDS: Final = 0.1
NO_JAIL: Final = 78
"""Exit status of a sandbox worker that cannot build a jail; it has said why."""

PASSED_TO_SANDBOX: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PARRILLA_SLOTS", "REDIS_URL", "BROKER_URL")
"""All that a sandbox worker is told of this environment; the web site's secrets and its database are not in it."""


class Command(BaseCommand):
    help = "Run the whole platform here: messages, workers and the web server."
    requires_system_checks: list[str] = []  # they cost a second; `make test` runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *_args: Any, **options: Any) -> None:
        asked = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, lambda *_: asked.set())
        household = Household(self._say)
        with contextlib.ExitStack() as stack:
            listener = stack.enter_context(self._listen(options["host"], options["port"]))
            stack.callback(household.stop)
            self._start(household, listener)
            self._wait_until_it_answers(household, listener, asked)
            while not asked.wait(LOOK_SECONDS):
                household.look()
            self._say("Stopping.")

    def _start(self, household: Household, listener: socket.socket) -> None:
        roots = [str(ROOT), str(ROOT / "platform"), *filter(None, [os.environ.get("PYTHONPATH")])]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(roots)}
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        if not text("REDIS_URL"):
            command, path = valkey_command(state_directory() / "valkey")
            household.start(Child("The message server", command, env))
            self._wait(lambda: answers(path), "the message server", household)
            env["REDIS_URL"] = f"unix://{path}"
            env["BROKER_URL"] = f"redis+socket://{path}"
        household.start(
            Child("The sandbox worker", SANDBOX_WORKER, sandbox_env(env), hopeless=NO_JAIL_HERE, cwd=str(ROOT))
        )
        call_command("migrate", verbosity=0, skip_checks=True)
        schedule = state_directory() / "schedule"
        household.start(Child("The platform worker", platform_worker(schedule), env, cwd=str(ROOT)))
        web = [sys.executable, "-m", "daphne", "-v", "0", "--fd", str(listener.fileno()), "parrilla.asgi:application"]
        household.start(Child("The web server", web, env, pass_fds=[listener.fileno()], cwd=str(ROOT)))

    def _listen(self, host: str, port: int) -> socket.socket:
        """The address is taken here, before anything is started, and kept while the web server restarts."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host.strip("[]"), port))
            listener.listen(1024)
        except OSError as error:
            listener.close()
            raise CommandError(
                f"Port {port} on {host} cannot be had: {error.strerror}. Another program may be using it; "
                f"try `manage.py up --port {port + 1}` (with make: `make run ARGS='--port {port + 1}'`)."
            ) from None
        listener.setblocking(False)
        return listener

    def _wait_until_it_answers(self, household: Household, listener: socket.socket, asked: threading.Event) -> None:
        address = listener.getsockname()[:2]
        host = f"[{address[0]}]" if ":" in address[0] else address[0]

        def page() -> bool:
            if asked.is_set():
                return True
            connection = http.client.HTTPConnection(address[0], address[1], timeout=READY_SECONDS)
            with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
                connection.request("GET", "/", headers={"Host": "localhost"})
                return connection.getresponse().status < 500
            return False

        self._wait(page, "the web server", household)
        if not asked.is_set():
            self._say(f"Parrilla is at http://{host}:{address[1]}/ (Ctrl-C stops it)")

    def _wait(self, ready: Any, what: str, household: Household) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not ready():
            household.look()
            if time.monotonic() > deadline:
                raise CommandError(f"{what.capitalize()} did not start within {READY_SECONDS} s.")
            time.sleep(0.01)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


CELERY: Final = [sys.executable, "-m", "celery"]
QUIET: Final = ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
SANDBOX_WORKER: Final = [*CELERY, "-q", "-A", "sandbox.tasks", "worker", "-Q", "sandbox", *QUIET]
NO_JAIL_HERE: Final = {NO_JAIL: "the reason stands above. Pages are served; runs are refused."}


def platform_worker(schedule: Path) -> list[str]:
    return [
        *CELERY, "-q", "-A", "parrilla.celery", "worker", "-Q", "platform", "-P", "threads", "-c", "2",
        "-B", "-s", str(schedule), *QUIET,
    ]  # fmt: skip


def sandbox_env(env: Mapping[str, str]) -> dict[str, str]:
    """What a sandbox worker needs, and nothing that opens the database or signs a cookie."""
    kept: dict[str, str] = {name: env[name] for name in PASSED_TO_SANDBOX if name in env}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
