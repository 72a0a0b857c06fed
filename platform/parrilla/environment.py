"""Settings from the environment, each with a default that works on one machine."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def state_directory() -> Path:
    """Where the embedded platform keeps its database and its key. Made on first use, readable by its owner only."""
    directory = Path(text("PARRILLA_STATE", str(ROOT / "var")))
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory


def secret_key() -> str:
    """The operator's key, or one made once and kept beside the database."""
    if key := text("SECRET_KEY"):
        return key
    path = state_directory() / "secret-key"
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(os.urandom(48).hex())
    except FileExistsError:
        pass
    return path.read_text()
