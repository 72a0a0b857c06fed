"""The outer wall: bubblewrap's command line for a zygote, and the places of this machine it shows, read-only.

Python may live anywhere (a home of mode 700 included); inside, its prefix, its libraries and our code have fixed places
and are joined by a virtual environment made of links, so that `sys.executable` works and no path tells whose machine
this is.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox.jail import policy

SYSTEM: Final = Path("/usr")
MINOR: Final = f"python3.{sys.version_info.minor}"
_LIBRARIES_OF_THE_VENV: Final = f"{policy.VENV}/lib/{MINOR}/site-packages"

STARTUP_HOOK: Final = f"{policy.LIBRARIES}\n{policy.CODE}\nimport sandbox.inside.startup\n"
"""The .pth file every interpreter in the jail reads: where libraries and our code are, and the start of
`sandbox.inside`."""


class MissingPart(RuntimeError):
    """Something the wall is built of is not installed; the message says what."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts are on this machine."""

    bubblewrap: str
    prefix: Path
    libraries: Path
    code: Path
    database: Path | None = None
    """The template of the runs' databases, where this machine has one."""

    @classmethod
    def found(cls, database: Path | None = None) -> Places:
        """Raises MissingPart."""
        bubblewrap = shutil.which("bwrap")
        if bubblewrap is None:
            raise MissingPart("bwrap (package bubblewrap) is not installed")
        return cls(
            bubblewrap=bubblewrap,
            prefix=Path(sys.base_prefix).resolve(),
            libraries=Path(sysconfig.get_path("purelib")).resolve(),
            code=Path(__file__).resolve().parents[1],
            database=database,
        )

    @property
    def sources(self) -> dict[str, Path]:
        """Directories outside /usr that the wall binds: name of its staging place -> where it is now."""
        sources = {"code": self.code}
        for name, path in (("prefix", self.prefix), ("libraries", self.libraries)):
            if not path.is_relative_to(SYSTEM):
                sources[name] = path
        if self.database is not None:
            sources["database"] = self.database
        return sources


def command(places: Places, staged: dict[str, Path], files: dict[str, int], arguments: list[str]) -> list[str]:
    """The command that starts `python -m sandbox.zygote ARGUMENTS` behind the wall.

    `staged` says where each of `places.sources` can be read; `files` maps paths inside to descriptors with their
    content.
    """
    words = [
        places.bubblewrap, "--die-with-parent", "--new-session", "--clearenv", "--hostname", policy.HOSTNAME,
        "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/sbin", "/sbin",
    ]  # fmt: skip
    if Path("/lib64").exists():
        words += ["--symlink", "usr/lib64", "/lib64"]
    words += _library_links(places)
    words += ["--tmpfs", "/dev"]
    for device in policy.DEVICES:
        words += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        words += ["--symlink", f"/proc/self/fd/{number}", f"/dev/{name}"]
    words += ["--symlink", "/proc/self/fd", "/dev/fd", "--dir", "/dev/shm", "--remount-ro", "/dev"]  # noqa: S108
    words += ["--proc", "/proc"]
    for path, _, _, _ in policy.TMPFS:
        if not path.startswith("/dev/"):
            words += ["--dir", path]
    if "prefix" in staged:
        words += ["--ro-bind", str(staged["prefix"]), policy.PYTHON_PREFIX]
    if "libraries" in staged:
        words += ["--ro-bind", str(staged["libraries"]), policy.LIBRARIES]
    words += ["--dir", policy.DISK, "--dir", policy.TEMPLATE]
    if "database" in staged:
        words += ["--ro-bind", str(staged["database"]), policy.TEMPLATE]
    for name in policy.SHARED_CODE:
        words += ["--ro-bind", str(staged["code"] / name), f"{policy.CODE}/sandbox/{name}"]
    interpreter = _home(places) / "bin" / MINOR
    for link in ("python", "python3", MINOR):
        words += ["--symlink", str(interpreter), f"{policy.VENV}/bin/{link}"]
    for path, descriptor in files.items():
        words += ["--perms", "0444", "--ro-bind-data", str(descriptor), path]
    words += ["--remount-ro", "/", "--chdir", "/"]
    for name, value in policy.ENVIRONMENT.items():
        words += ["--setenv", name, value]
    return [*words, "--", f"{policy.VENV}/bin/python", "-m", "sandbox.zygote", *arguments]


def contents(places: Places) -> dict[str, str]:
    """Text files that exist only inside: path -> content."""
    libraries = "true" if places.libraries.is_relative_to(SYSTEM) else "false"
    return {
        **{f"/etc/{name}": text for name, text in policy.ETC.items()},
        f"{policy.VENV}/pyvenv.cfg": f"home = {_home(places)}/bin\ninclude-system-site-packages = {libraries}\n",
        f"{_LIBRARIES_OF_THE_VENV}/parrilla.pth": STARTUP_HOOK,
    }


def _home(places: Places) -> Path:
    """Python's prefix, as seen inside."""
    return places.prefix if places.prefix.is_relative_to(SYSTEM) else Path(policy.PYTHON_PREFIX)


def _library_links(places: Places) -> list[str]:
    """/lib: a link to /usr/lib. Or, where Python has a shared library of its own outside /usr, a directory of links in
    which that library comes first: the loader searches there by itself, while LD_LIBRARY_PATH would be seen by the
    learner."""
    shared = sysconfig.get_config_var("INSTSONAME")
    if not sysconfig.get_config_var("Py_ENABLE_SHARED") or places.prefix.is_relative_to(SYSTEM):
        return ["--symlink", "usr/lib", "/lib"]
    library = f"{policy.PYTHON_PREFIX}/lib/{shared}"
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    links = {f"/lib/{name}": f"/usr/lib/{name}" for name in os.listdir("/usr/lib") if name != triplet}
    links[f"/lib/{shared}"] = library
    if triplet:
        loaders = [path.name for path in Path("/usr/lib", triplet).glob("ld-linux*")]
        links |= {f"/lib/{triplet}/{name}": f"/usr/lib/{triplet}/{name}" for name in loaders}
        links[f"/lib/{triplet}/{shared}"] = library
    return [word for link, target in sorted(links.items()) for word in ("--symlink", target, link)]
