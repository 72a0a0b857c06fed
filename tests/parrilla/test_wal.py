"""SQLite's write-ahead log outlives the connections of single requests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from parrilla import wal


def used_and_closed(database: Path) -> bool:
    """Whether the log is still there when the only connection has written and closed."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS words (word)")
    connection.execute("INSERT INTO words VALUES ('x')")
    connection.commit()
    connection.close()
    return database.with_name(database.name + "-wal").exists()


def opened(database: Path | str, *, vendor: str = "sqlite", in_memory: bool = False) -> SimpleNamespace:
    """What Django's signal hands on."""
    return SimpleNamespace(vendor=vendor, settings_dict={"NAME": database}, is_in_memory_db=lambda: in_memory)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    before = dict(wal._kept)
    yield
    for name in wal._kept.keys() - before.keys():
        wal._kept.pop(name).close()


def test_a_kept_log_outlives_the_last_connection(tmp_path: Path) -> None:
    database = tmp_path / "kept.sqlite3"
    assert not used_and_closed(database), "left alone, SQLite deletes it"
    wal.keep(opened(database))
    wal.keep(opened(database))
    assert used_and_closed(database)


def test_another_database_and_one_in_memory_are_left_alone(tmp_path: Path) -> None:
    before = dict(wal._kept)
    wal.keep(opened("parrilla", vendor="postgresql"))
    wal.keep(opened("file:memory?mode=memory&cache=shared", in_memory=True))
    assert wal._kept == before
