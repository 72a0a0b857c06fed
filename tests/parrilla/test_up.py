"""`manage.py up`: one command, everything by its own hand, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.jail import policy
from tests.parrilla.conftest import until
from tests.parrilla.test_recovery import begin, parts_of
from tests.running_platform import CANARY, ROOT, Platform, running_platform

pytestmark = [pytest.mark.jail, pytest.mark.recovery]

SECRETS = {"SECRET_KEY": "secret-7c1b9e", "PARRILLA_CANARY": CANARY}


def alive(pids: list[int]) -> list[int]:
    """Those of them that still run; a zombie does not."""
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state not in "ZX":
            found.append(pid)
    return found


def environment(pid: int) -> dict[str, str]:
    pairs = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    return dict(pair.decode().split("=", 1) for pair in pairs if b"=" in pair)


def test_the_sandbox_worker_holds_no_secret_and_no_database() -> None:
    with running_platform(**SECRETS) as platform:
        begin(platform)
        workers = parts_of(platform, "sandbox.tasks")
        inside = parts_of(platform, "sandbox.zygote")
        assert workers
        assert inside
        for pid in workers + inside:
            held = environment(pid)
            ours = {name for name, value in held.items() if policy.ENVIRONMENT.get(name) != value}
            assert not {"DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "PARRILLA_STATE"} & ours
            assert not set(SECRETS.values()) & set(held.values())
        for pid in workers:
            modules = Path(f"/proc/{pid}/maps").read_text()
            assert "sqlite3" not in modules
        web = parts_of(platform, "daphne")
        assert environment(web[0])["SECRET_KEY"] == SECRETS["SECRET_KEY"], "the one who needs it has it"


def test_a_killed_parent_leaves_no_process() -> None:
    with running_platform() as platform:
        begin(platform)
        family = parts_of(platform)
        assert len(family) > 6
        os.kill(platform.pid, signal.SIGKILL)
        until(lambda: not alive(family), f"all of {family} are gone")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_parent_leaves_no_process(how: signal.Signals) -> None:
    with running_platform() as platform:
        begin(platform)
        family = parts_of(platform)
        os.kill(platform.pid, how)
        until(lambda: not alive(family), f"all of {family} are gone")


def test_the_message_server_has_no_port_and_lets_nobody_else_in() -> None:
    with running_platform() as platform:
        directory = platform.state / "valkey"
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert stat.S_IMODE((directory / "valkey.sock").stat().st_mode) == 0o700
        [server] = parts_of(platform, "valkey-server")
        sockets = {os.readlink(entry) for entry in Path(f"/proc/{server}/fd").iterdir() if entry.is_symlink()}
        inodes = {name[8:-1] for name in sockets if name.startswith("socket:[")}
        for table in ("tcp", "tcp6", "udp", "udp6"):
            lines = Path(f"/proc/net/{table}").read_text().splitlines()[1:]
            assert not inodes & {line.split()[9] for line in lines}


def test_a_part_that_dies_is_started_again() -> None:
    with running_platform() as platform:
        for words in (["valkey-server"], ["sandbox.tasks"], ["daphne"]):
            [before] = parts_of(platform, *words)
            os.kill(before, signal.SIGKILL)
            until(lambda words=words, before=before: set(parts_of(platform, *words)) - {before}, f"{words} is back")
        begin(platform)
        assert "starting it again" in platform.log.read_text()


def test_a_taken_port_is_said_and_nothing_is_started(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = subprocess.run(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            check=False, cwd=ROOT, capture_output=True, text=True, timeout=60,
            env={**os.environ, "PARRILLA_STATE": str(tmp_path)},
        )  # fmt: skip
    assert answer.returncode != 0
    assert str(port) in answer.stderr
    assert "--port" in answer.stderr
    assert not (tmp_path / "valkey").exists()


def test_where_no_jail_can_be_built_pages_are_served_and_runs_refused_with_the_reason() -> None:
    # A search path without the outer wall: the worker's own self-test must notice, whatever `up` thinks.
    with running_platform(PATH="/nowhere") as platform:
        refused = until(lambda: _refused(platform), "a run is refused")
        assert refused["reason"]
        assert "sandbox worker" in platform.log.read_text().lower()
        until(lambda: not parts_of(platform, "sandbox.tasks"), "the worker has ended")


def _refused(platform: Platform) -> dict[str, str] | None:
    from tests.visitor import Visitor

    answer = Visitor(platform.url).launch("print(1)\n", context="home", purpose="race")
    return answer.json() if answer.status_code == 503 else None
