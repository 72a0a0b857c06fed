"""Reading content files: YAML checked by a JSON Schema, with errors that name file and line."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

ROOT: Final = Path(__file__).resolve().parent
CONTENT: Final = ROOT / "content"
SCHEMA: Final = ROOT / "schema"
FEW: Final = 12
"""Names that a message can list."""
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where PyYAML was built with it: ten times as fast, and the same safe types."""


class ContentError(Exception):
    """A content file is wrong: the author's mistake, never the learner's."""

    def __init__(self, file: Path, line: int, message: str) -> None:
        name = file.relative_to(ROOT.parent) if file.is_relative_to(ROOT.parent) else file
        super().__init__(f"{name}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


@dataclass(frozen=True, slots=True)
class Document:
    """A checked YAML file that remembers on which line each of its values stands."""

    file: Path
    data: dict[str, Any]
    tree: yaml.Node

    def line(self, *path: Hashable) -> int:
        """The line, from 1, of the value at `path` (mapping keys and list indexes), or of its nearest ancestor."""
        node = self.tree
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node = found
        return node.start_mark.line + 1

    def error(self, message: str, *path: Hashable) -> ContentError:
        return ContentError(self.file, self.line(*path), message)


def _child(node: yaml.Node, step: Hashable) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


@cache
def validator(schema: str) -> Draft202012Validator:
    """Of content files; that the schemas are schemas themselves, a test says, and no process again at its start."""
    return Draft202012Validator(json.loads((SCHEMA / f"{schema}.json").read_text(encoding="utf-8")))


def read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(file, 1, f"cannot be read: {error}") from error


def read_document(file: Path, schema: str) -> Document:
    """Read and check `file` against `schema/<schema>.json`. Raises ContentError."""
    tree, data = _parse(file, read_text(file))
    document = Document(file, data, tree)
    mistake = best_match(validator(schema).iter_errors(data))
    if mistake is not None:
        where = "/".join(map(str, mistake.absolute_path)) or "the file"
        raise document.error(f"{where}: {_said(mistake)}", *mistake.absolute_path, *_unexpected(mistake))
    return document


def _said(mistake: ValidationError) -> str:
    """What is wrong; of many names only those that look like the one written."""
    known = mistake.validator_value
    if mistake.validator != "enum" or not isinstance(known, list) or len(known) <= FEW:
        return mistake.message
    near = get_close_matches(str(mistake.instance), map(str, known))
    return f"{mistake.instance!r} is not known" + (f"; perhaps {' or '.join(near)}" if near else "")


def _unexpected(mistake: ValidationError) -> list[Hashable]:
    """The name that may not stand there, where that is the mistake: a long entry has many lines."""
    of, found = mistake.schema, mistake.instance
    if mistake.validator != "additionalProperties" or not isinstance(of, Mapping) or not isinstance(found, dict):
        return []
    return [name for name in found if name not in of.get("properties", {})][:1]


def _parse(file: Path, text: str) -> tuple[yaml.Node, Any]:
    try:
        loader = LOADER(text)
        tree = loader.get_single_node()
        if tree is None:
            raise ContentError(file, 1, "is empty")
        _refuse_repeats(file, tree)
        return tree, loader.construct_document(tree)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentError(file, mark.line + 1 if mark else 1, getattr(error, "problem", "") or "not YAML") from error


def _refuse_repeats(file: Path, node: yaml.Node) -> None:
    """YAML would silently keep the last of two entries of one name. Raises ContentError."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else id(key)
            if name in seen:
                raise ContentError(file, key.start_mark.line + 1, f"{name} stands here twice")
            seen.add(name)
            _refuse_repeats(file, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeats(file, value)
