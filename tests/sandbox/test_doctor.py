"""Fail closed: a machine that cannot build the jail, or a jail with a hole, serves nothing and says what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyseccomp
import pytest

from sandbox import attacks, doctor
from sandbox.jail import policy
from sandbox.supervisor import CannotJail, Sandbox

pytestmark = pytest.mark.jail

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"

OPEN_OUTSIDE = {
    "open a netlink socket",
    "see other processes",
    "signal everyone",
    "gain privileges",
    "run unfiltered",
    "make anonymous shared files",
    "lock a shared file",
    "widen a pipe",
    "watch files",
    "trace a process",
    "inherit an environment",
}
"""What any unprivileged process of a plain machine can do."""


def test_this_machine_can_serve() -> None:
    assert [finding for finding in doctor.examine() if finding.fatal] == []


@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason="needs a Python that anybody may read")
def test_the_attacks_do_get_through_where_there_is_no_jail() -> None:
    """Else the self-test would prove nothing."""
    user = policy.OUTER_UID if os.geteuid() == 0 else None
    done = subprocess.run(
        [SYSTEM_PYTHON, "-c", attacks.program()], user=user, group=user, extra_groups=[] if user else None,
        capture_output=True, text=True, cwd="/", check=True,
    )  # fmt: skip
    through = attacks.answer(done.stdout)
    assert through is not None
    assert set(through) >= OPEN_OUTSIDE


HOLES = {
    "make anonymous shared files": ("shared memory that no limit sees", "shmget shmat shmctl shmdt"),
    "trace a process": ("other processes' memory and descriptors", "kcmp"),
    "watch files": ("counted per kernel uid, so one run could starve another", "fanotify_init"),
}


@pytest.mark.parametrize("attack", HOLES)
def test_a_hole_in_the_filter_keeps_the_sandbox_shut(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reason, rest = HOLES[attack]
    assert rest != policy.DENIED[reason]
    monkeypatch.setitem(policy.DENIED, reason, rest)
    with pytest.raises(CannotJail, match=attack), Sandbox(warm=0):
        pytest.fail("it opened")


def test_a_socket_family_too_many_keeps_the_sandbox_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "SOCKET_FAMILIES", (1, 2, 10, 40))
    with pytest.raises(CannotJail, match="vsock"), Sandbox(warm=0):
        pytest.fail("it opened")


def test_a_rule_that_libseccomp_refuses_keeps_the_sandbox_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    add = pyseccomp.SyscallFilter.add_rule_exactly

    def refuse(rules: pyseccomp.SyscallFilter, action: int, call: str, *words: pyseccomp.Arg) -> None:
        if call == "socket":
            raise OSError(22, "Invalid argument")
        add(rules, action, call, *words)

    monkeypatch.setattr(pyseccomp.SyscallFilter, "add_rule_exactly", refuse)
    with pytest.raises(CannotJail, match="refused a rule"):
        Sandbox(warm=0)


def run_doctor(path: str) -> tuple[int, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "sandbox", "doctor", "--json"], cwd=ROOT, env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


def test_a_missing_bubblewrap_is_named_with_its_remedy(tmp_path: Path) -> None:
    status, told = run_doctor(str(tmp_path))
    assert (status, told["serves"]) == (78, False)
    finding = next(finding for finding in told["findings"] if finding["subject"] == "bubblewrap")
    assert (finding["reason"], finding["remedy"]) == ("bwrap is not installed", "install the package bubblewrap")


@pytest.mark.parametrize(("option", "subject"), [("--unshare-net", "namespaces"), ("--proc", "fresh /proc")])
def test_what_the_machine_refuses_is_named_with_a_remedy(option: str, subject: str, tmp_path: Path) -> None:
    """A bubblewrap that is refused one thing, as kernels and containers refuse it."""
    fake = tmp_path / "bwrap"
    fake.write_text(
        "#!/bin/sh\n"
        f"for word; do [ \"$word\" = {option} ] && {{ echo 'bwrap: Operation not permitted' >&2; exit 1; }}; done\n"
        'exec /usr/bin/bwrap "$@"\n'
    )
    fake.chmod(0o755)
    tmp_path.chmod(0o755)
    for parent in list(tmp_path.parents)[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    status, told = run_doctor(f"{tmp_path}:{os.environ['PATH']}")
    findings = {finding["subject"]: finding for finding in told["findings"]}
    assert (status, told["serves"]) == (78, False)
    assert not findings[subject]["good"]
    assert "Operation not permitted" in findings[subject]["reason"]
    assert findings[subject]["remedy"]


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("kernel/apparmor_restrict_unprivileged_userns", "1", "AppArmor"),
        ("kernel/unprivileged_userns_clone", "0", "switched off"),
        ("user/max_user_namespaces", "0", "no user namespace"),
        ("", "", "container"),
    ],
)
def test_the_reason_for_refused_namespaces_is_found(
    setting: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_trial", lambda *_: "bwrap: setting up uid map: Permission denied")
    monkeypatch.setattr(doctor, "_setting", lambda name: value if name == setting else "")
    finding = next(finding for finding in doctor.examine() if finding.subject == "namespaces")
    assert finding.fatal
    assert words in finding.reason
    assert finding.remedy
