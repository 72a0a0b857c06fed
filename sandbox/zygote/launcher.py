"""Started fresh by the supervisor, becomes bubblewrap, which becomes the zygote: `python -m sandbox.zygote.launcher
CONTROL_FD`.

As root it first leaves root behind for good. A Python under a home of mode 700 could then not be read any more, so
before that it binds what the zygote needs to a readable place, in a mount namespace that only this process and its
children see.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from sandbox.jail import kernel, policy, wall

STAGING: Final = Path("/tmp")  # noqa: S108 - a tmpfs of our own over it, in a private mount namespace


def staged_as_root(sources: dict[str, Path]) -> dict[str, Path]:
    """Bind each source under STAGING, in a private mount namespace. Opens them first: they may lie under /tmp
    themselves."""
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    descriptors = {name: os.open(path, os.O_PATH | os.O_DIRECTORY) for name, path in sources.items()}
    kernel.mount("tmpfs", str(STAGING), "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=64k,mode=0755")
    staged = {}
    for name, descriptor in descriptors.items():
        staged[name] = STAGING / name
        staged[name].mkdir()
        kernel.mount(f"/proc/self/fd/{descriptor}", str(staged[name]), "", kernel.MS_BIND | kernel.MS_REC)
        os.close(descriptor)
    return staged


def leave_root(uid: int) -> None:
    """Become `uid` for good; raises OSError when anything of root would remain."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if os.getresuid() != (uid, uid, uid) or os.getresgid() != (uid, uid, uid):
        raise PermissionError("still root after setresuid")


def main(control: int) -> None:
    template = os.environ.get("PARRILLA_DATABASE")
    places = wall.Places.found(Path(template) if template else None)
    staged = places.sources
    if os.geteuid() == 0:
        staged = staged_as_root(staged)
        leave_root(int(os.environ.get("PARRILLA_SANDBOX_UID", policy.OUTER_UID)))
    files = {}
    for path, text in wall.contents(places).items():
        files[path], writing = os.pipe()
        os.write(writing, text.encode())
        os.close(writing)
        os.set_inheritable(files[path], True)
    os.set_inheritable(control, True)
    command = wall.command(places, staged, files, [str(control)])
    os.execve(command[0], command, {"PATH": os.defpath})  # noqa: S606 - becoming the wall is the point


if __name__ == "__main__":
    main(int(sys.argv[1]))
