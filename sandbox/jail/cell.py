"""Building one cell: what each of its processes does to its own namespaces, mounts and rights. Runs behind the outer
wall.

A cell is used once. Its processes, outermost first:

    warden     own user and network namespace. Measures and ends the cell; the local services run at its side.
    init       own user, mount, pid, ipc, uts, cgroup namespace: PID 1 of the learner's world. Reaps, and reports.
    learner    PID 2: no capability, seccomp, limits. Waits for its program.

The learner's user namespace is a child of the one that owns the network, so that even all capabilities of the former
would not open the latter.
"""

from __future__ import annotations

import os
import resource
from typing import Any

from sandbox.jail import kernel, policy


def open_network(uid: int) -> None:
    """The warden's step: a network with nothing but a loopback."""
    gid = os.getgid()
    kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNET)
    kernel.map_identity(uid, uid, gid)
    kernel.loopback_up()


def leave_namespaces() -> None:
    """The step before init: the next child is PID 1 of a world of its own."""
    uid, gid = os.getuid(), os.getgid()
    kernel.unshare(
        kernel.CLONE_NEWUSER
        | kernel.CLONE_NEWNS
        | kernel.CLONE_NEWPID
        | kernel.CLONE_NEWIPC
        | kernel.CLONE_NEWUTS
        | kernel.CLONE_NEWCGROUP
    )
    kernel.map_identity(policy.LEARNER_UID, uid, gid)


def furnish(disk_mb: int) -> int:
    """Init's step: private mounts, fresh /proc, empty bounded places to write in. All else stays read-only. Returns a
    descriptor of the slow disk, by which the companion can put files there; in the cell itself it can only be read."""
    kernel.mount("", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    flags = kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount("tmpfs", policy.TEMPLATE, "tmpfs", flags | kernel.MS_RDONLY, "size=4k,nr_inodes=1,mode=0555")
    bounds = f"size={policy.DISK_BYTES},nr_inodes={policy.DISK_FILES},mode=0755"
    kernel.mount("tmpfs", policy.DISK, "tmpfs", flags | kernel.MS_NOEXEC, bounds)
    disk = os.open(policy.DISK, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    kernel.mount(policy.DISK, policy.DISK, "", kernel.MS_BIND)
    sealed = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY
    kernel.mount("", policy.DISK, "", sealed | flags | kernel.MS_NOEXEC)
    for path, share, inodes, mode in policy.TMPFS:
        size = max(1, round(disk_mb * share))
        kernel.mount("tmpfs", path, "tmpfs", flags, f"size={size}m,nr_inodes={inodes},mode={mode}")
    kernel.mount("proc", "/proc", "proc", flags | kernel.MS_NOEXEC)
    return disk


def furnish_database() -> None:
    """The database's step: a fresh /proc, and one bounded place to write in."""
    kernel.mount("", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("tmpfs", policy.DATABASE_HOME, "tmpfs", flags, f"size={policy.DATABASE_DISK_MB}m,mode=0700")
    kernel.mount("proc", "/proc", "proc", flags)


def give_up_rights(bpf: bytes) -> None:
    """No capability, no way to gain one, and only the calls the policy allows. For init, learner and local services
    alike."""
    kernel.drop_capabilities()
    kernel.no_new_privileges()
    kernel.install_filter(bpf)


def limits(entrant: dict[str, Any]) -> list[tuple[int, int]]:
    """Resource limits of the learner's process, from the entrant's `Limits`, as (resource, value)."""
    megabyte = 1024 * 1024
    return [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(entrant["cpu_s"]) + 1),
        (resource.RLIMIT_FSIZE, entrant["disk_mb"] * megabyte),
        (resource.RLIMIT_NOFILE, policy.OPEN_FILES),
        (resource.RLIMIT_AS, (entrant["memory_mb"] + policy.ADDRESS_SPACE_MB) * megabyte),
        (resource.RLIMIT_NPROC, entrant["processes"] + policy.SPARE_PROCESSES),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ]
