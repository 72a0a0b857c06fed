"""What the container files promise, read from the files themselves; the trial on an engine is `deploy/trial`."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
VOLUMES: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["volumes"]
NETWORKS: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["networks"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
NAMES = sorted(SERVICES)


def mounted(name: str) -> set[str]:
    return {volume.split(":")[0] for volume in SERVICES[name].get("volumes", [])}


@pytest.mark.parametrize("name", NAMES)
def test_no_service_has_a_privilege(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "devices", "pid", "ipc", "userns_mode", "cgroup_parent"} & set(service)
    # AppArmor alone may be off, and only where jails are built: an engine's own profile forbids the mounts of a jail.
    off = [option for option in service["security_opt"] if "unconfined" in option]
    assert off == (["apparmor=unconfined"] if name == "sandbox" else [])
    assert not any("docker.sock" in volume or volume.startswith("/") for volume in service.get("volumes", []))


def test_only_the_secrets_service_is_root_and_it_has_no_network() -> None:
    assert [name for name in NAMES if str(SERVICES[name].get("user", "")).startswith("0")] == ["secrets"]
    assert SERVICES["secrets"]["network_mode"] == "none"
    assert [name for name in NAMES if "cap_add" in SERVICES[name]] == ["secrets"]
    for stage in re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE):
        if re.match(r"\S+ AS (valkey|postgresql|sandbox|platform)\n", stage):
            assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", stage, re.MULTILINE), stage.splitlines()[0]


def test_only_the_web_service_publishes_a_port_and_to_this_machine_alone_by_default() -> None:
    assert [name for name in NAMES if "ports" in SERVICES[name]] == ["web"]
    assert SERVICES["web"]["ports"] == ["${PUBLISH:-127.0.0.1:8000}:8000"]
    assert {name for name, network in NETWORKS.items() if not network.get("internal")} == {"front"}
    assert [name for name in NAMES if "front" in SERVICES[name].get("networks", [])] == ["web"]


def test_the_sandbox_meets_nobody_but_the_broker() -> None:
    assert SERVICES["sandbox"]["networks"] == ["jobs"]
    assert [name for name in NAMES if "jobs" in SERVICES[name].get("networks", [])] == ["sandbox", "valkey"]
    assert NETWORKS["jobs"]["internal"] is True


def test_the_sandbox_has_one_secret_and_bounds() -> None:
    sandbox = SERVICES["sandbox"]
    assert mounted("sandbox") == {"sandbox-secrets", "sealed-proc"}
    assert set(sandbox["environment"]) == {"PARRILLA_SLOTS"}
    assert sandbox["user"] == "65534:65534"
    assert {"mem_limit", "memswap_limit", "pids_limit"} <= set(sandbox)
    assert "seccomp=deploy/seccomp.json" in sandbox["security_opt"]


def test_nobody_in_the_sandbox_can_enter_the_folder_of_the_sealed_proc() -> None:
    assert "sealed-proc:/sealed/proc" in SERVICES["sandbox"]["volumes"]
    assert VOLUMES["sealed-proc"]["driver_opts"] == {"type": "proc", "device": "proc", "o": "hidepid=2,subset=pid"}
    assert "mkdir --mode 0700 /sealed && mkdir /sealed/proc" in DOCKERFILE
    assert [name for name in NAMES if "sealed-proc" in mounted(name)] == ["sandbox"]


def test_each_volume_of_secrets_belongs_to_one_role() -> None:
    owners = {
        volume: sorted(name for name in NAMES if volume in mounted(name) and name != "secrets")
        for volume in VOLUMES
        if volume.endswith("-secrets")
    }
    assert owners == {
        "web-secrets": ["web"],
        "platform-secrets": ["migration", "platform"],
        "sandbox-secrets": ["sandbox"],
        "valkey-secrets": ["valkey"],
        "postgresql-secrets": ["postgresql"],
    }
    for name in NAMES:
        if name != "secrets":
            assert all(v.endswith(":/run/parrilla:ro") for v in SERVICES[name].get("volumes", []) if "-secrets:" in v)


def test_no_password_stands_in_a_file() -> None:
    for path in [ROOT / "docker-compose.yml", ROOT / "Dockerfile", *(ROOT / "deploy").rglob("*")]:
        if path.is_file() and path.suffix != ".pyc":
            assert not re.search(
                r"(?i)(password|secret|token)\w*\s*[:=]\s*['\"]?[A-Za-z0-9]{8,}['\"]?\s*$", path.read_text()
            )


def test_every_service_waits_for_what_it_needs_and_comes_back() -> None:
    for name in NAMES:
        once = SERVICES[name]["restart"] == "no"
        assert once or SERVICES[name]["restart"] == "unless-stopped"
        assert once or "healthcheck" in SERVICES[name], name
        for other, wait in SERVICES[name].get("depends_on", {}).items():
            over = SERVICES[other]["restart"] == "no"
            assert wait == {"condition": "service_completed_successfully" if over else "service_healthy"}


def test_the_profile_in_the_tree_is_the_generators() -> None:
    generator = runpy.run_path(str(ROOT / "deploy/seccomp.py"))
    assert (ROOT / "deploy/seccomp.json").read_text() == generator["rendered"]()


def test_the_profile_allows_by_name_and_takes_away_what_reaches_other_processes_or_the_kernel() -> None:
    profile = json.loads((ROOT / "deploy/seccomp.json").read_text())
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    allowed = {
        n
        for rule in profile["syscalls"]
        if rule["action"] == "SCMP_ACT_ALLOW"
        for n in rule["names"]
        if "args" not in rule
    }
    reaching = (
        "ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp keyctl add_key bpf perf_event_open userfaultfd "
        "io_uring_setup open_by_handle_at setns reboot init_module kexec_load socket clone3 syslog fanotify_init"
    )
    assert not allowed & set(reaching.split())
    assert {"unshare", "mount", "umount2", "pivot_root", "clone"} <= allowed
    families = {r["args"][0]["value"] for r in profile["syscalls"] if r["names"] == ["socket"]}
    assert families == {1, 2, 10, 16}


def test_the_builds_need_nothing_but_debian_and_the_locks() -> None:
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"debian:trixie-slim", "python", "tools"}
    for line in re.findall(r"pip install.*", DOCKERFILE):
        assert "--require-hashes -r requirements/" in line
    assert "://" not in DOCKERFILE
