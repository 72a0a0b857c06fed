"""The labelled programs: what each one's header says, and the job that runs it.

The header is the block of comments a program begins with, `# word: value` a line:

`expect`      `nothing`, or the findings a teacher would make: `slug@line`, separated by spaces. `a@3|b@7` is one
              finding that may be told in either way.
`allow`       slugs that would be defensible beside it
`looks-like`  slugs an innocent program could be taken for
`service`     `kitchen`: the run has one, its address in $KITCHEN
`kind`        `app`: the file's `app` is served and put under load
`load`        path and number of users of that load, who all come at once
`exit`        exit status it ends with, 0 unless told
`twin`        the file, beside it, that does the same rightly: what the predicted time is compared with
`why`         where the label needs a reason
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

import yaml

from sandbox.job import Entrant, Job, Limits

HERE: Final = Path(__file__).parent
TUNING: Final = HERE / "programs"
UNSEEN: Final = HERE / "unseen"
WORDS: Final = frozenset({"expect", "allow", "looks-like", "service", "kind", "load", "exit", "twin", "why"})

LINES_OFF: Final = 1
"""A finding may point this many lines beside the label's: a call and its `with`, a decorator and its `def`."""

Place = tuple[str, int]
"""Slug and line."""


class BadLabel(ValueError):
    """A header that says something nobody understands."""


@dataclass(frozen=True, slots=True)
class Program:
    path: Path
    source: str
    expected: tuple[tuple[Place, ...], ...]
    """One entry a finding; each lists the ways in which it may be told."""
    allowed: frozenset[str]
    looks_like: frozenset[str]
    job_words: dict[str, str] = field(default_factory=dict)
    exit_code: int = 0
    twin: str = ""

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def slugs(self) -> frozenset[str]:
        """The slugs its label speaks of first."""
        return frozenset(ways[0][0] for ways in self.expected)

    @property
    def innocent(self) -> bool:
        return not self.expected

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises BadLabel."""
        source = path.read_text()
        words = _header(source, path)
        if "expect" not in words:
            raise BadLabel(f"{path}: no expectation")
        return cls(
            path=path,
            source=source,
            expected=() if words["expect"] == "nothing" else tuple(map(_ways, words["expect"].split())),
            allowed=frozenset(words.get("allow", "").split()),
            looks_like=frozenset(words.get("looks-like", "").split()),
            job_words={word: words[word] for word in ("service", "kind", "load") if word in words},
            exit_code=int(words.get("exit", "0")),
            twin=words.get("twin", ""),
        )

    def job(self) -> Job:
        load: tuple[dict[str, Any], ...] = ()
        if self.job_words.get("kind") == "app":
            path, users = self.job_words["load"].split()
            load = ({"name": "crowd", "path": path, "users": int(users), "timeout_ms": 6000},)
        return Job(
            run=str(uuid.uuid4()),
            entrants=(Entrant(self.source),),
            kind="app" if load else "script",
            limits=Limits(wall_s=20, processes=128),
            services={"kitchen": {}} if self.job_words.get("service") == "kitchen" else {},
            load=load,
        )


def programs(folder: Path) -> list[Program]:
    return [Program.read(path) for path in sorted(folder.glob("*.py"))]


def slugs() -> frozenset[str]:
    """All there are."""
    listed = yaml.safe_load((HERE.parents[1] / "sandbox" / "misconceptions.yaml").read_text())
    return frozenset(entry["slug"] for entry in listed)


def _header(source: str, path: Path) -> dict[str, str]:
    words: dict[str, str] = {}
    for line in source.splitlines():
        found = re.fullmatch(r"# ([a-z-]+): (.+)", line)
        if not found:
            break
        word, value = found.groups()
        if word not in WORDS:
            raise BadLabel(f"{path}: {word!r}")
        words[word] = f"{words[word]} {value}" if word in words else value
    return words


def _ways(text: str) -> tuple[Place, ...]:
    try:
        return tuple((slug, int(line)) for slug, line in (way.split("@") for way in text.split("|")))
    except ValueError as error:
        raise BadLabel(text) from error
