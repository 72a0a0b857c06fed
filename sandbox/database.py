"""The template of the runs' databases: a data directory of PostgreSQL, made once on each machine, copied for every run.
Every sandbox makes it where it is not there yet; `python -m sandbox.database` does so ahead.

It holds one database with some dishes, `espera(ms)` and `wait_ms(ms)`, and one role, which is what programs are in it.
Nobody ever connects to it as superuser: what there is to set up is set up here, before any run. It is made anew where
the server's version changes, or what this module puts into it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sandbox.jail import policy

SERVERS: Final = Path("/usr/lib/postgresql")
"""Where Debian and Ubuntu put them, one folder a version. Of what is not under /usr a jail sees nothing."""
LEAST_VERSION: Final = 14
REMEDY: Final = "install the package postgresql"
PATIENCE_S: Final = 300
"""Making it takes 1 s of CPU; whoever finds somebody else at it waits."""
PLACE: Final = Path(os.environ.get("PARRILLA_TEMPLATES") or Path(__file__).resolve().parents[1] / "var" / "database")
MENDED: Final = ("_fsm", "_vm")
"""Forks of a table that the server makes anew where they are missing: a quarter of all files."""

SETTINGS: Final = f"""\
listen_addresses = ''
unix_socket_directories = '{policy.DATABASE_DATA}'
hba_file = '{policy.DATABASE_DATA}/pg_hba.conf'
shared_buffers = 8MB
temp_buffers = 1MB
work_mem = 1MB
maintenance_work_mem = 4MB
temp_file_limit = 32MB
dynamic_shared_memory_type = mmap
huge_pages = off
max_connections = {policy.DATABASE_MOST_CONNECTIONS + 1}
superuser_reserved_connections = 1
max_worker_processes = 0
max_parallel_workers = 0
max_locks_per_transaction = 32
client_connection_check_interval = 500ms
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
wal_buffers = 256kB
min_wal_size = 2MB
max_wal_size = 8MB
wal_writer_delay = 10s
bgwriter_delay = 10s
bgwriter_lru_maxpages = 0
autovacuum = off
jit = off
restart_after_crash = off
logging_collector = off
log_min_messages = panic
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'
"""

DOORS: Final = f"local {policy.DATABASE} {policy.DATABASE} trust\n"
"""pg_hba.conf. Whoever stands at the socket is the companion, on behalf of a program; and nobody is anything else."""

CONTENT: Final = Path(__file__).with_suffix(".sql")

ONE_DATABASE: Final = """\
UPDATE pg_database SET datistemplate = false;

DROP DATABASE template0;

ALTER DATABASE postgres RENAME TO cocina;

"""
"""Three would be three times the files to copy for each run."""
LAST_OF_THREE: Final = "DROP DATABASE template1;\n\n"


class NoTemplate(RuntimeError):
    """There is no server on this machine, or it made no template; the message says what went wrong."""


@dataclass(frozen=True, slots=True)
class Server:
    programs: Path
    version: str

    @classmethod
    def found(cls) -> Server:
        """The newest that is installed. Raises NoTemplate."""
        versions = [
            (int(place.parent.parent.name), place.parent)
            for place in SERVERS.glob("*/bin/postgres")
            if place.parent.parent.name.isdigit() and (place.parent / "initdb").is_file()
        ]
        if not versions:
            raise NoTemplate("PostgreSQL is not installed")
        number, programs = max(versions)
        if number < LEAST_VERSION:
            raise NoTemplate(f"PostgreSQL {number} is too old, {LEAST_VERSION} is the oldest that will do")
        done = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=False)
        said = re.search(r"\d+(\.\d+)*", done.stdout)
        if done.returncode or not said:
            raise NoTemplate(f"{programs}/postgres does not tell its version: {done.stderr.strip()}")
        return cls(programs, said[0])


def template() -> Path:
    """Where it is; made first, where it is not there yet. Raises NoTemplate."""
    server = Server.found()
    content = "\n".join((server.version, str(server.programs), SETTINGS, DOORS, ONE_DATABASE, CONTENT.read_text()))
    name = f"{server.version}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"
    place = PLACE / name
    try:
        if not (place / "PG_VERSION").exists():  # raises where it is somebody else's
            with _alone():
                if not (place / "PG_VERSION").exists():
                    _make(server, place)
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", "") or ""
        raise NoTemplate(f"there is no template and none could be made: {error} {said[-500:]}".strip()) from error
    return place


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Nobody else on this machine makes one now."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with open(PLACE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(server: Server, place: Path) -> None:
    """As the user that runs have, for the server refuses to be root; then put in its place at once."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        uid = int(os.environ.get("PARRILLA_SANDBOX_UID", policy.OUTER_UID))
        identity = {"user": uid, "group": uid, "extra_groups": ()}
    with tempfile.TemporaryDirectory(prefix="parrilla-database-") as folder:
        data = Path(folder, "data")
        data.mkdir(mode=0o700)
        if identity:
            os.chmod(folder, 0o711)  # noqa: S103 - its user must find the way in
            os.chown(data, identity["user"], identity["group"])

        def call(program: str, *words: str, said: str = "") -> None:
            subprocess.run(
                [server.programs / program, *words], input=said, text=True, check=True, capture_output=True, cwd="/",
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "UTC"}, timeout=PATIENCE_S, **identity,
            )  # fmt: skip

        def alone(database: str, statements: str) -> None:
            options = ["-c", "exit_on_error=on", "-c", "log_checkpoints=off"]
            call("postgres", "--single", "-j", "-F", *options, "-D", str(data), database, said=statements)

        call(
            "initdb", "-D", str(data), "-U", "postgres", "--auth=reject", "--encoding=UTF8", "--locale=C.UTF-8",
            "--no-sync", "--wal-segsize=1",
        )  # fmt: skip
        alone("template1", ONE_DATABASE)
        alone(policy.DATABASE, LAST_OF_THREE + CONTENT.read_text())
        _lean(data)
        (data / "postgresql.conf").write_text(SETTINGS)
        (data / "pg_hba.conf").write_text(DOORS)
        (data / "server").symlink_to(server.programs / "postgres")
        made = Path(tempfile.mkdtemp(prefix="making-", dir=PLACE))
        try:
            subprocess.run(["cp", "-a", f"{data}/.", str(made)], check=True, capture_output=True, text=True)
            made.rename(place)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise


def _lean(data: Path) -> None:
    """Drop what need not be copied: forks that are made anew, and log segments kept for a future that never comes."""
    for path in data.rglob("*"):
        if path.is_file() and path.name.endswith(MENDED):
            path.unlink()
    segments = sorted(path for path in (data / "pg_wal").iterdir() if path.is_file())
    for path in segments[1:]:  # a server that was shut down has written into the first of them last
        path.unlink()


if __name__ == "__main__":
    print(template())
