"""Keep SQLite's write-ahead log alive for as long as this process lives.

Django opens a connection for each request and each message and closes it behind it. Where the last one closes, SQLite
copies the log into the database, waits for the disk and deletes the log; the next one makes a new log and waits for the
disk again. One connection that is open and idle spares every click both waits.
"""

import sqlite3
from pathlib import Path
from threading import Lock
from typing import Any, Final

_kept: Final[dict[str, sqlite3.Connection]] = {}
_lock: Final = Lock()


def keep(connection: Any, **_: Any) -> None:
    """Receiver of `connection_created`. Does nothing for another database, or for one in memory."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return
    name = str(Path(connection.settings_dict["NAME"]).absolute())
    with _lock:
        if name not in _kept:
            kept = _kept[name] = sqlite3.connect(name, check_same_thread=False)
            kept.execute("SELECT 1 FROM sqlite_master").fetchone()  # the log is opened by reading
