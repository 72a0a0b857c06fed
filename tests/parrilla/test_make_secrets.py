"""What the containers' first start makes up: nothing by default, nothing twice, nothing for the wrong role."""

from __future__ import annotations

import hashlib
import os
import runpy
import stat
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(ROOT / "deploy/bin/make-secrets"))
RULES = (ROOT / "deploy/valkey.acl").read_text()
ROLES = ("web", "platform", "sandbox", "valkey", "postgresql")


def made(directory: Path) -> dict[str, str]:
    """Run the script, as this user; what then stands in the roles' folders."""
    for role in ROLES:
        (directory / role).mkdir(exist_ok=True)
    SCRIPT["make"](directory, RULES, dict.fromkeys(ROLES, os.getuid()))
    return {str(path.relative_to(directory)): path.read_text() for path in directory.glob("*/*")}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    return made(tmp_path)


def test_each_role_gets_its_own_and_the_sandbox_one_thing(files: dict[str, str]) -> None:
    assert sorted(files) == [
        "platform/DATABASE_URL", "platform/REDIS_URL", "platform/SECRET_KEY", "postgresql/PASSWORD",
        "sandbox/REDIS_URL", "valkey/OPERATOR", "valkey/users.acl", "web/DATABASE_URL", "web/REDIS_URL",
        "web/SECRET_KEY",
    ]  # fmt: skip
    assert files["web/SECRET_KEY"] == files["platform/SECRET_KEY"]
    assert urlsplit(files["web/DATABASE_URL"]).password == files["postgresql/PASSWORD"]
    assert {role: urlsplit(files[f"{role}/REDIS_URL"]).username for role in ROLES[:3]} == {r: r for r in ROLES[:3]}


def test_every_secret_is_another_and_long(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    again = made(tmp_path_factory.mktemp("again"))
    found = [
        files["web/SECRET_KEY"], files["postgresql/PASSWORD"], files["valkey/OPERATOR"],
        *(urlsplit(files[f"{role}/REDIS_URL"]).password or "" for role in ROLES[:3]),
    ]  # fmt: skip
    assert len(set(found)) == 6
    assert min(len(secret) for secret in found) >= 43
    assert not set(files.values()) & set(again.values())


def test_a_second_start_changes_nothing(files: dict[str, str], tmp_path: Path) -> None:
    assert made(tmp_path) == files


def test_valkey_gets_hashes_and_new_rules_with_the_old_passwords(files: dict[str, str], tmp_path: Path) -> None:
    password = urlsplit(files["sandbox/REDIS_URL"]).password or ""
    assert hashlib.sha256(password.encode()).hexdigest() in files["valkey/users.acl"]
    assert password not in files["valkey/users.acl"]
    users = [line.split()[1] for line in files["valkey/users.acl"].splitlines()]
    assert users == ["default", "sandbox", "web", "platform", "operator"]
    SCRIPT["make"](tmp_path, "user sandbox on <sandbox> +ping\n", dict.fromkeys(ROLES, os.getuid()))
    assert hashlib.sha256(password.encode()).hexdigest() in (tmp_path / "valkey/users.acl").read_text()
    assert "web" not in (tmp_path / "valkey/users.acl").read_text()


def test_others_cannot_read_a_secret(tmp_path: Path) -> None:
    made(tmp_path)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*/*")} == {0o440}
