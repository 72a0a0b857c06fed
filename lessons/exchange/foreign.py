"""A question of another system's quiz, as far as it can be understood here."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final, Literal

MOST_BYTES: Final = 2 * 1024 * 1024
"""Of a file: the largest bank of questions seen was a tenth of it."""
MOST_QUESTIONS: Final = 2000

Kind = Literal["choice", "truth", "number", "short", "match", "other"]


class Unreadable(ValueError):
    """The file as a whole is refused."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was not carried over."""

    name: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.name}: {self.what}"


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    right: bool
    says: str = ""
    """Feedback to whoever gives it."""
    partner: str = ""
    """Of a match: what belongs to it."""
    tolerance: float = 0.0
    """Of a number."""


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    line: int
    kind: Kind
    prompt: str
    answers: tuple[Answer, ...] = ()
    code: str = ""
    why: str = ""
    """General feedback."""
    losses: tuple[str, ...] = ()
    """What of it could not be understood, or has no place here."""


FENCE: Final = re.compile(r"^```[a-z]*\n(.*?)^```[ \t]*$", re.S | re.M)
BREAKS: Final = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.I)
PRE: Final = re.compile(r"</?pre\b[^<>]{0,200}>", re.I)
CODE: Final = re.compile(r"</?(?:code|tt)\b[^<>]{0,200}>", re.I)
STRONG: Final = re.compile(r"</?(?:strong|b)\b[^<>]{0,200}>", re.I)
TAGS: Final = re.compile(r"</?[a-z][^<>]{0,2000}>", re.I)


def plain(markup: str) -> str:
    """HTML as the Markdown of this course: code and emphasis are kept, all other markup goes."""
    words = PRE.sub("\n```\n", BREAKS.sub("\n", markup))
    words = html.unescape(TAGS.sub("", STRONG.sub("**", CODE.sub("`", words))))
    return re.sub(r"\n{3,}", "\n\n", words.replace("\xa0", " ")).strip()


def apart(words: str) -> tuple[str, str]:
    """A text without its first fenced program, and that program."""
    found = FENCE.search(words if words.endswith("\n") else f"{words}\n")
    if found is None:
        return words.strip(), ""
    whole = words if words.endswith("\n") else f"{words}\n"
    return (whole[: found.start()].strip() + "\n" + whole[found.end() :].strip()).strip(), found[1]
