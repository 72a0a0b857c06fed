"""Single walls of the jail, switched off in a copy of it, and the attacks that must then get through.

    python -m tests.attacks.walls [WALL ...]

An attack that a missing wall does not show is no test of that wall. Each copy lives in a temporary folder and runs the
attacks' own files; they are bounded, stay on the loopback and end by themselves. Ends with status 1 where an attack
does not get through, or gets through the jail as it is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox import database
from sandbox.jail import policy
from tests.attacks import machine

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAMS: Final = Path(__file__).resolve().parent / "programs"
SYSTEM_PYTHON: Final = "/usr/bin/python3"
"""One that anybody may read."""
WALL_S: Final = 60.0
MARK: Final = "got through:"
SHOWN_CHARS: Final = 300


@dataclass(frozen=True)
class Wall:
    """`edits`: (file under sandbox/, words there, what stands in their place without the wall). Each of `through` must
    then print BREACH, all of one tuple in a row in cells of one zygote."""

    edits: tuple[tuple[str, str, str], ...]
    through: tuple[str, ...]


NO_FILTER: Final = (
    "jail/kernel.py",
    '    prctl(_PR_SET_SECCOMP, 2, ctypes.addressof(program), what="seccomp filter")',
    "",
)
CAPABILITIES_KEPT: Final = ("jail/kernel.py", "    last = int(", "    return\n    last = int(")
NO_SAMPLING: Final = ("zygote/usage.py", "        if not telling:", '        crossed = ""\n        if not telling:')
NO_PROC: Final = ("jail/cell.py", '    kernel.mount("proc", "/proc", "proc", flags | kernel.MS_NOEXEC)', "")


def limit(name: str) -> tuple[str, str, str]:
    """Without the resource limit `name`."""
    return (
        "inside/starter.py",
        'in release["limits"]:',
        f'in release["limits"]:\n        if number == resource.{name}: continue',
    )


def shown(*paths: str) -> tuple[str, str, str]:
    """With more of the machine to be seen."""
    words = "".join(f', "--ro-bind-try", "{path}", "{path}"' for path in paths)
    return ("jail/wall.py", '"--ro-bind", "/usr", "/usr"', f'"--ro-bind", "/usr", "/usr"{words}')


LOOKERS: Final = ("a07_interfaces",) if len(socket.if_nameindex()) > 1 else ()
"""There is something to be seen only where the machine has more than a loopback."""
WALLS: Final = {
    "network": Wall(
        (
            ("jail/cell.py", "kernel.CLONE_NEWUSER | kernel.CLONE_NEWNET", "kernel.CLONE_NEWUSER"),
            ("jail/cell.py", "    kernel.loopback_up()\n", ""),
            ("jail/wall.py", ' "--unshare-net",', ""),
        ),
        ("a03_worker_loopback", "a04_broker_socket", "a08_abstract_socket_of_another_run", *LOOKERS),
    ),
    "own network, but with a way out": Wall(
        (("jail/cell.py", "    kernel.loopback_up()\n", f"    kernel.loopback_up()\n{machine.WAY_OUT}"),),
        ("a01_internet", "a02_metadata_address", "a06_dns"),
    ),
    "filter": Wall(
        (NO_FILTER,),
        (
            "a05_raw_and_packet", "b06_open_by_handle", "e03_new_user_namespace", "f01_inotify_quota", "f02_pipe_pages",
            "f03_locks", "f04_keyring_and_ipc", "f05_memfd", "n01_forbidden_calls", "n02_thirty_two_bit_calls",
        ),
    ),
    "filter, and init dumpable": Wall(
        (NO_FILTER, ("zygote/birth.py", "        kernel.hide_from_ptrace()\n", "")),
        ("e02_ptrace",),
    ),
    "capabilities": Wall((CAPABILITIES_KEPT,), ("m02_capabilities",)),
    "capabilities and filter": Wall((CAPABILITIES_KEPT, NO_FILTER), ("m01_mount",)),
    "the machine's files": Wall(
        (
            shown("/etc", "/var", "/boot", "/srv", "/sys"),
            ("jail/wall.py", '**{f"/etc/{name}": text for name, text in policy.ETC.items()},', ""),
        ),
        ("b01_password_files", "b04_proc_root", "d01_symlinks", "m03_control_groups"),
    ),
    "the platform's files": Wall(
        (("jail/policy.py", '"inside", "jail", "zygote")', '"inside", "jail", "zygote", "supervisor.py")'),),
        ("b02_the_platforms_files",),
    ),
    "descriptors": Wall(
        (
            (
                "zygote/birth.py",
                "    os.closerange(len(wanted), 1024)\n",
                '    os.closerange(len(wanted), 1024)\n    os.dup2(os.open("/usr", os.O_RDONLY), 50)\n',
            ),
        ),
        ("b05_leaked_descriptors",),
    ),
    "environment": Wall(
        (("jail/policy.py", '    "LANG": "C.UTF-8",', '    "LANG": "C.UTF-8", "PARRILLA_CANARY": "SECRET",'),),
        ("b03_environment_of_anybody", "l01_inherited_state"),
    ),
    "process list": Wall((NO_PROC,), ("e01_process_list",)),
    "read-only root": Wall((("jail/wall.py", '"--remount-ro", "/", ', ""),), ("c01_system_directories",)),
    "disk": Wall(
        (("jail/cell.py", "size={size}m,", ""), limit("RLIMIT_FSIZE")),
        ("c03_fill_the_disk", "f06_shared_memory"),
    ),
    "file size": Wall((limit("RLIMIT_FSIZE"),), ("c05_sparse_and_seek",)),
    "inodes": Wall((("jail/cell.py", ",nr_inodes={inodes}", ""),), ("c04_inodes",)),
    "own temporary files": Wall(
        (
            ("jail/cell.py", " in policy.TMPFS:", " in policy.TMPFS[1:]:"),
            ("jail/wall.py", '"--remount-ro", "/", ', '"--remount-ro", "/", "--perms", "1777", "--tmpfs", "/tmp", '),
        ),
        ("c06_persistence_write", "c07_persistence_read"),
    ),
    "memory": Wall((NO_SAMPLING,), ("g04_creeping_memory", "g05_memory_times_processes")),
    "address space": Wall((limit("RLIMIT_AS"),), ("g03_one_allocation", "g09_mmap")),
    "processes": Wall((NO_SAMPLING, limit("RLIMIT_NPROC")), ("g01_fork_bomb", "g02_thread_bomb")),
    "open files": Wall((limit("RLIMIT_NOFILE"),), ("g06_descriptors",)),
    "what is watched": Wall(
        (("jail/policy.py", "WATCHES: Final = 100_000", "WATCHES: Final = 10**9"),), ("f08_epoll_watches",)
    ),
    "hard limits": Wall(
        (("inside/starter.py", "(value, value)", "(value, resource.getrlimit(number)[1])"),), ("l01_inherited_state",)
    ),
    "what the zygote knows": Wall(
        (("zygote/warden.py", '"trace": run["trace"],', '"trace": run["trace"], "nonce": ["x"],'),),
        ("k01_frames_and_gc",),
    ),
    "rights in the database": Wall(
        (("database.sql", "CREATE ROLE cocina LOGIN;", "CREATE ROLE cocina LOGIN SUPERUSER;"),),
        ("t01_database_privileges",),
    ),
    "the database's door": Wall(
        (
            ("database.py", "listen_addresses = ''", "listen_addresses = '127.0.0.1'\nport = 5433"),
            ("inside/services/server.py", '".s.PGSQL.5432"', '".s.PGSQL.5433"'),
        ),
        ("t02_database_process",),
    ),
    "the database's template": Wall(
        (
            (
                "jail/cell.py",
                '    kernel.mount("tmpfs", policy.TEMPLATE, "tmpfs", flags | kernel.MS_RDONLY, '
                '"size=4k,nr_inodes=1,mode=0555")\n',
                "",
            ),
        ),
        ("t02_database_process",),
    ),
    "the database's memory": Wall(
        (
            ("jail/policy.py", "DATABASE_ADDRESS_MB: Final = 512", "DATABASE_ADDRESS_MB: Final = 8192"),
            ("jail/policy.py", "DATABASE_MEMORY_MB: Final = 320", "DATABASE_MEMORY_MB: Final = 8192"),
            # One session shows it; sixteen would take all the memory of the machine.
            ("inside/services/database.py", "CONNECTIONS: Final = 60", "CONNECTIONS: Final = 1"),
        ),
        ("t03_database_memory",),
    ),
    "the database's disk": Wall(
        (
            ("jail/policy.py", "DATABASE_DISK_MB: Final = 96", "DATABASE_DISK_MB: Final = 2048"),
            ("jail/policy.py", "DATABASE_MEMORY_MB: Final = 320", "DATABASE_MEMORY_MB: Final = 8192"),
            ("database.py", "temp_file_limit = 32MB", "temp_file_limit = -1"),
        ),
        ("t04_database_disk", "t06_database_large_objects", "t07_database_notices"),
    ),
}  # fmt: skip
CONTEXT: Final = re.compile(r"^# context: play:script:(\w+)$", re.M)
"""The local services that an attack's own file asks for."""
BESIDE: Final = (
    "c02_poisoned_import", "e04_signal_everybody", "e05_kill_all", "h07_late_writers", "l02_type_into_a_terminal",
)  # fmt: skip
AT_LARGE: Final = ("m04_suid",)
"""What no single wall holds, and does no harm without a jail: as a user without rights, those of BESIDE in processes of
their own."""
SILENT: Final = {"c06_persistence_write"}
"""Prints nothing of its own: the next one finds what it left."""


@contextmanager
def copy_without(wall: Wall) -> Iterator[Path]:
    """A folder with the jail in it, that wall switched off."""
    with tempfile.TemporaryDirectory(prefix="walls-") as name:
        folder = Path(name)
        shutil.copytree(ROOT / "sandbox", folder / "sandbox", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "tests").symlink_to(ROOT / "tests")
        for file, words, instead in wall.edits:
            path = folder / "sandbox" / file
            text = path.read_text()
            assert text.count(words) == 1, f"{file} has {text.count(words)} times {words!r}"
            path.write_text(text.replace(words, instead))
        yield folder


def got_through(wall: Wall) -> list[str]:
    """Which of the wall's attacks print BREACH without it. Raises RuntimeError where nothing runs."""
    with copy_without(wall) as folder:
        changed = any(file.startswith("database.") for file, _, _ in wall.edits)
        templates = folder / "templates" if changed else database.PLACE
        done = subprocess.run(
            [sys.executable, "-m", "tests.attacks.walls", "--within", *wall.through],
            cwd=folder, env={**os.environ, "PARRILLA_TEMPLATES": str(templates)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    for line in done.stdout.splitlines():
        if line.startswith(MARK):
            names: list[str] = json.loads(line.removeprefix(MARK))
            return names
    raise RuntimeError(f"the jail without that wall does not run: {done.stdout} {done.stderr}")


def within(names: list[str]) -> list[str]:
    """Run these attacks in the jail that is beside this folder's `sandbox`; the names of those that got through."""
    from sandbox.events import Event
    from sandbox.job import Entrant, Job, Limits
    from sandbox.supervisor import Sandbox

    through = []
    with Sandbox(warm=0, check=False) as sandbox, machine.listening():
        for name in names:
            said: list[str] = []

            def hear(events: list[Event], said: list[str] = said) -> None:
                said += [event["data"]["text"] for event in events if event["type"] == "output"]

            source = (PROGRAMS / f"{name}.py").read_text()
            asked = CONTEXT.search(source)
            job = Job(
                run=str(uuid.uuid4()),
                entrants=(Entrant(source),),
                services={service: {} for service in asked[1].split("_")} if asked else {},
                limits=Limits(wall_s=WALL_S),
                trace=False,
            )
            ended = sandbox.run(job, hear)
            output = "".join(said)
            print(name, ended["data"], output[-SHOWN_CHARS:], sep="\n", flush=True)
            if "BREACH" in output:
                through.append(name)
    return through


def unjailed(name: str) -> str:
    """What the attack prints with no jail round it, but a sleeper beside it, who is all it can reach, and a copy of the
    library it would poison."""
    import json as victim

    user = policy.OUTER_UID if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="walls-") as folder:
        shutil.copytree(Path(victim.__file__).parent, Path(folder, "json"))
        shutil.copy(PROGRAMS / f"{name}.py", Path(folder, "main.py"))
        Path(folder).chmod(0o755)
        for path in Path(folder).rglob("*") if user else ():
            os.chown(path, user or 0, user or 0)
        command = [SYSTEM_PYTHON, f"{folder}/main.py"]
        if name in BESIDE:  # the shell is process 1 there, and stays until all have ended
            shell = ["sh", "-c", f"sleep 3 & PYTHONPATH={folder} {' '.join(command)}; wait"]
            world = [
                "bwrap",
                "--dev-bind",
                "/",
                "/",
                "--unshare-user",
                "--unshare-pid",
                "--as-pid-1",
                "--proc",
                "/proc",
            ]
            command = [*world, "--", *shell]
        done = subprocess.run(
            command, user=user, group=user, extra_groups=[] if user else None, stdin=subprocess.DEVNULL, cwd="/",
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return done.stdout + done.stderr


def main(names: list[str]) -> int:
    chosen = {name: WALLS[name] for name in names} if names else WALLS
    every = tuple(dict.fromkeys(name for wall in chosen.values() for name in wall.through))
    wrong = got_through(Wall((), every))
    print("the jail as it is:", "nothing gets through" if not wrong else f"THROUGH {wrong}", flush=True)
    for name, wall in chosen.items():
        through = got_through(wall)
        missing = [attack for attack in wall.through if attack not in through and attack not in SILENT]
        wrong += missing
        print(f"without {name}: {', '.join(through)} got through", f"NOT {missing}" if missing else "", flush=True)
    for name in () if names else (*BESIDE, *AT_LARGE):
        said = unjailed(name)
        wrong += [] if "BREACH" in said else [name]
        print(f"without any wall: {name}", "got through" if "BREACH" in said else f"NOT: {said}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    os.umask(0o022)
    if sys.argv[1:2] == ["--within"]:
        print(MARK, json.dumps(within(sys.argv[2:])))
    else:
        sys.exit(main(sys.argv[1:]))
