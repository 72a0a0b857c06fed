"""What this machine can and cannot do for the jail, in words with remedies, and the self-test every sandbox starts
with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sandbox import attacks, database
from sandbox.events import Event
from sandbox.jail import policy
from sandbox.job import Entrant, Job, Limits

if TYPE_CHECKING:
    from sandbox.supervisor import Sandbox

TRIAL_S: Final = 60
"""Of CPU a trial takes a tenth of a second; a machine may be as busy as it likes while it starts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy` says what to do about it; empty where nothing is to be done."""

    subject: str
    good: bool
    reason: str = ""
    remedy: str = ""
    advice: bool = False
    """Worth knowing, but runs are served all the same."""

    @property
    def fatal(self) -> bool:
        return not self.good and not self.advice


def examine() -> list[Finding]:
    """All findings, in the order in which a person would mend them. Builds no jail."""
    findings = [_system(), _bubblewrap(), _seccomp()]
    if findings[1].good:
        findings += [_namespaces(), _proc()]
    return [*findings, _cgroup(), *services()]


def services() -> list[Finding]:
    """The local services that need something of the machine, by their names. Without them all other runs are served."""
    return [_database(), _disk()]


def self_test(sandbox: Sandbox) -> list[str]:
    """Run every attack in both sorts of cell; the names of those that got through, or what kept the test from
    running."""
    through: list[str] = []
    for source in (attacks.program(), "import requests\n" + attacks.program()):
        output: list[str] = []

        def collect(events: list[Event], output: list[str] = output) -> None:
            output.extend(event["data"]["text"] for event in events if event["type"] == "output")

        job = Job(run=str(uuid.uuid4()), entrants=(Entrant(source),), limits=Limits(wall_s=TRIAL_S), trace=False)
        ended = sandbox.run(job, collect)
        names = attacks.answer("".join(output))
        if names is None:
            return [
                f"nothing runs in it ({ended['data']['outcome']} {ended['data']['reason']}) "
                f"{''.join(output)[-300:]}".strip()
            ]
        through += [name for name in names if name not in through]
    return through


def _system() -> Finding:
    if sys.platform == "linux":
        return Finding("Linux", True, os.uname().release)
    return Finding(
        "Linux", False, f"the jail is made of Linux namespaces; this is {sys.platform}", "use Linux or a container"
    )


def _bubblewrap() -> Finding:
    path = shutil.which("bwrap")
    if path is None:
        return Finding("bubblewrap", False, "bwrap is not installed", "install the package bubblewrap")
    return Finding("bubblewrap", True, path)


def _seccomp() -> Finding:
    try:
        from sandbox.jail import seccomp

        size = len(seccomp.compiled())
    except Exception as error:
        return Finding("seccomp", False, f"no filter can be made: {error}", "install the package libseccomp2")
    return Finding("seccomp", True, f"filter of {size // 8} instructions")


def _namespaces() -> Finding:
    complaint = _trial("--unshare-user", "--unshare-net", "--unshare-ipc", "--unshare-uts")
    if not complaint:
        return Finding("namespaces", True, "user namespaces without privilege")
    if _setting("kernel/unprivileged_userns_clone") == "0":
        reason = "unprivileged user namespaces are switched off"
        remedy = "sysctl -w kernel.unprivileged_userns_clone=1"
    elif _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        reason = "AppArmor restricts unprivileged user namespaces (Ubuntu 23.10 and later)"
        remedy = (
            "give bwrap an AppArmor profile that allows userns, "
            "or sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
        )
    elif _setting("user/max_user_namespaces") == "0":
        reason = "no user namespace may be made"
        remedy = "sysctl -w user.max_user_namespaces=10000"
    else:
        reason = "user namespaces are refused here, as containers do by default"
        remedy = "start the container with the repository's seccomp profile (deploy/), never with --privileged"
    return Finding("namespaces", False, f"{reason}: {complaint}", remedy)


def _proc() -> Finding:
    complaint = _trial("--unshare-user", "--unshare-pid", "--proc", "/proc")
    if not complaint:
        return Finding("fresh /proc", True)
    return Finding(
        "fresh /proc", False, complaint, "start the container with the volume sealed-proc of docker-compose.yml"
    )


def _cgroup() -> Finding:
    """Only told: the sum of a run's memory is sampled in any case."""
    try:
        own = next(line for line in Path("/proc/self/cgroup").read_text().splitlines() if line.startswith("0::"))
        folder = Path("/sys/fs/cgroup") / own[3:].lstrip("/")
        delegated = os.access(folder / "cgroup.subtree_control", os.W_OK) and "memory" in (
            (folder / "cgroup.controllers").read_text().split()
        )
    except (OSError, StopIteration):
        delegated = False
    if delegated:
        return Finding("cgroup", True, "memory is delegated; runs are bounded by sampling within it")
    reason = f"no delegated cgroup v2: the memory of a run is sampled every {policy.SAMPLE_MS} ms"
    return Finding(
        "cgroup", False, reason, "give the worker a memory limit of its own (mem_limit, MemoryMax=)", advice=True
    )


def _database() -> Finding:
    try:
        server = database.Server.found()
    except database.NoTemplate as error:
        return Finding("database", False, str(error), database.REMEDY, advice=True)
    return Finding("database", True, f"PostgreSQL {server.version}")


def _disk() -> Finding:
    """Its files are slow by leases of the kernel's."""
    if _setting("fs/leases-enable") != "0":
        return Finding("disk", True, "file leases")
    reason = "the kernel gives no leases on files, by which the slow disk is slow"
    return Finding("disk", False, reason, "sysctl -w fs.leases-enable=1", advice=True)


def _trial(*options: str) -> str:
    """Start /bin/true behind bubblewrap, as the user the zygote would be. What went wrong, or ''."""
    command = ["bwrap", *options, "--ro-bind", "/usr", "/usr"]
    for name in ("/lib", "/lib64", "/bin"):
        if os.path.islink(name):
            command += ["--symlink", os.readlink(name), name]
    user = int(os.environ.get("PARRILLA_SANDBOX_UID", policy.OUTER_UID)) if os.geteuid() == 0 else None
    try:
        done = subprocess.run(
            [*command, "/usr/bin/true"], user=user, group=user, extra_groups=[] if user else None, cwd="/",
            capture_output=True, text=True, timeout=TRIAL_S, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return "" if done.returncode == 0 else done.stderr.strip() or f"status {done.returncode}"


def _setting(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return ""
