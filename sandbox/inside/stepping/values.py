"""The program's values in words, read so that none of its code runs: exact types alone, bounded in every direction."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any

NAMES = 12
"""So many names of one place."""
CHARS = 60
ITEMS = 8
DIGITS = 30


def told(names: Mapping[str, Any]) -> list[list[str]]:
    """[[name, value], ...] of what is simple; of objects of the program's own classes their attributes."""
    found: list[list[str]] = []
    for name, value in list(names.items())[:200]:
        if len(found) >= NAMES:
            break
        if type(name) is str and not name.startswith("_"):
            found += [[clip(path, 40), clip(text, CHARS)] for path, text in _of(name, value)]
    return found[:NAMES]


def clip(text: str, chars: int) -> str:
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= chars else text[: chars - 1] + "…"


def attributes(value: Any) -> dict[str, Any]:
    """Of an instance of a class of the program's; none of anything else."""
    kind = type(value)
    if type(kind) is not type or type.__getattribute__(kind, "__dict__").get("__module__") != "__main__":
        return {}
    try:
        found = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}
    return found if type(found) is dict else {}


def _of(name: str, value: Any) -> Iterator[tuple[str, str]]:
    text = simple(value)
    if text is not None:
        yield name, text
        return
    for inner, part in list(attributes(value).items())[:ITEMS]:
        text = simple(part)
        if text is not None and type(inner) is str:
            yield f"{name}.{inner}", text


def simple(value: Any, depth: int = 2) -> str | None:
    """None for what is not simple."""
    kind = type(value)
    if kind is bool or value is None or kind is float:
        return repr(value)
    if kind is int:
        return repr(value) if value.bit_length() < 100 else f"({value.bit_length()} bits)"
    if kind is str:
        return repr(value[:CHARS])
    if kind not in (list, tuple, set, frozenset, dict) or not depth:
        return None
    return _container(value, depth)


def _container(value: Any, depth: int) -> str | None:
    items = list(value.items() if type(value) is dict else value)
    parts = []
    for item in items[:ITEMS]:
        if type(value) is dict:
            key, inner = simple(item[0], depth - 1), simple(item[1], depth - 1)
            part = None if key is None or inner is None else f"{key}: {inner}"
        else:
            part = simple(item, depth - 1)
        if part is None:
            return None
        parts.append(part)
    if len(items) > ITEMS:
        parts.append("…")
    if type(value) in (set, frozenset):
        return "{" + ", ".join(sorted(parts)) + "}" if parts else "set()"
    begin, end = ("[", "]") if type(value) is list else ("(", ")") if type(value) is tuple else ("{", "}")
    return begin + ", ".join(parts) + ("," if type(value) is tuple and len(parts) == 1 else "") + end


def globals_of(module: types.ModuleType | None) -> dict[str, Any]:
    return {} if module is None else module.__dict__
