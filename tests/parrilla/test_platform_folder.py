"""`platform/` is a source root, never a package: the standard module of that name must win everywhere."""

import platform
from pathlib import Path


def test_the_standard_platform_module_wins() -> None:
    folder = Path(__file__).resolve().parents[2] / "platform"
    assert folder not in Path(platform.__file__).parents
    assert platform.python_version()


def test_the_folder_holds_only_the_package() -> None:
    folder = Path(__file__).resolve().parents[2] / "platform"
    assert not list(folder.glob("*.py"))
    assert [entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name != "__pycache__"] == ["parrilla"]
