"""`manage.py up`: the whole platform on this machine, in one command, with no system service."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from parrilla.environment import ROOT


class Command(BaseCommand):
    help = "Run the whole platform here: messages, workers and the web server."
    requires_system_checks: list[str] = []  # they cost a second; `make test` runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Take the address, bring the database up to date, and become the parent of all (`parrilla.serve`)."""
        listener = listen(options["host"], options["port"])
        call_command("migrate", verbosity=0, skip_checks=True)
        listener.set_inheritable(True)
        roots = [str(ROOT), str(ROOT / "platform"), *filter(None, [os.environ.get("PYTHONPATH")])]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(roots)}
        # The same process from here on, so whoever started it may wait for it, signal it and kill it; but without
        # Django, which the parent of all would carry for nothing: 62 MB against 17.
        os.execve(sys.executable, [sys.executable, "-m", "parrilla.serve", str(listener.fileno())], env)  # noqa: S606


def listen(host: str, port: int) -> socket.socket:
    """The address is taken before anything is started, and kept while the web server restarts. Raises CommandError."""
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
