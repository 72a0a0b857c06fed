"""Run a module with DATABASE_URL pointing at a PostgreSQL of its own: `python -m tests.on_postgresql pytest tests`.

Where the server is not installed it says so and ends with success: SQLite was tested before.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOBODY = 65534


def binary(name: str) -> str | None:
    """Debian keeps the server's programs out of the path; the newest version wins."""
    return shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)


def main(command: list[str]) -> int:
    initdb, postgres = binary("initdb"), binary("postgres")
    if not initdb or not postgres:
        print("1 skipped: PostgreSQL is not installed, so the suite was run on SQLite only")
        return 0
    # The server refuses to run as root.
    unprivileged = {"user": NOBODY, "group": NOBODY, "extra_groups": ()} if os.getuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="parrilla-pg-") as directory:
        if unprivileged:
            os.chown(directory, NOBODY, NOBODY)
        data = str(Path(directory) / "data")
        options = ["-A", "trust", "-U", "parrilla", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", data]
        subprocess.run([initdb, *options], check=True, stdout=subprocess.DEVNULL, cwd="/", **unprivileged)
        server = subprocess.Popen(
            [
                postgres,
                "-D",
                data,
                "-k",
                directory,
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=off",
                "-c",
                "max_connections=100",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **unprivileged,
        )
        try:
            deadline = time.monotonic() + 20
            while not (Path(directory) / ".s.PGSQL.5432").exists():
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("PostgreSQL did not start")
                time.sleep(0.05)
            url = f"postgresql://parrilla@/postgres?host={directory}"
            environment = {**os.environ, "DATABASE_URL": url}
            return subprocess.run([sys.executable, "-m", *command], env=environment, check=False).returncode
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
