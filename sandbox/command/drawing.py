"""Lanes drawn in a terminal: one character a stretch of time, one axis for all programs. What a stretch was spent on
shows by its texture and its word; colour only repeats it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TextIO

from sandbox.command.lanes import Lane, Span, State

TEXTURES: Final[dict[State, str]] = {
    "run": "█", "wait": "░", "starved": "▞", "block": "▓", "sleep": "═", "pool": "┃", "proc": "⠿", "queued": "┄",
}  # fmt: skip
COLOURS: Final[dict[State, tuple[tuple[int, int, int], int]]] = {
    "run": ((0x00, 0x72, 0xB2), 32),
    "wait": ((0x8A, 0x96, 0x9E), 245),
    "starved": ((0xE6, 0x9F, 0x00), 214),
    "block": ((0xD5, 0x5E, 0x00), 166),
    "sleep": ((0x8F, 0x8B, 0x85), 102),
    "pool": ((0x00, 0x9E, 0x73), 36),
    "proc": ((0xCC, 0x79, 0xA7), 175),
    "queued": ((0x8A, 0x96, 0x9E), 244),
}
"""Of Okabe and Ito, told apart by every kind of eye: exact, and the nearest of a terminal's 256."""
RANK: Final = {state: rank for rank, state in enumerate(("queued", "wait", "pool", "proc", "sleep", "run", "starved",
                                                         "block"))}  # fmt: skip
MOST_LANES: Final = 14
LEAST_PLOT: Final = 24

Paint = Callable[[State, str], str]


def painter(stream: TextIO) -> Paint:
    """Colour on a terminal, unless NO_COLOR (no-color.org) says otherwise or it can show none."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb":
        return lambda _state, text: text
    exact = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")

    def paint(state: State, text: str) -> str:
        (red, green, blue), near = COLOURS[state]
        return f"\x1b[38;{f'2;{red};{green};{blue}' if exact else f'5;{near}'}m{text}\x1b[0m"

    return paint


@dataclass(frozen=True, slots=True)
class Axis:
    """`width` characters for `ms` milliseconds, behind names of `label` characters."""

    ms: float
    width: int
    label: int

    def column(self, ms: float) -> int:
        return max(0, min(self.width, round(ms / self.ms * self.width)))

    def ruler(self, write: Callable[[float, float], str]) -> str:
        """Marks at round times; `write` makes seconds readable, given the step between them."""
        step = _step(self.ms / 1000, self.width)
        marks = [" "] * self.width
        number = 0
        while number * step * 1000 <= self.ms:
            text = write(number * step, step)
            at = self.column(number * step * 1000)
            if at + len(text) > self.width:
                break  # a number cut short would be another number
            marks[at : at + len(text)] = text
            number += 1
        return " " * self.label + "".join(marks).rstrip()


def _step(seconds: float, width: int) -> float:
    """Of 1, 2, 5 times a power of ten: the least that leaves ten characters between marks."""
    power = 0.001
    while True:
        for factor in (1, 2, 5):
            if factor * power / seconds * width >= 10:
                return factor * power
        power *= 10


def draw(
    lanes: list[Lane], axis: Axis, name: Callable[[Lane], str], label: Callable[[Span], list[str]], paint: Paint
) -> Iterator[str]:
    """A line for each lane; past MOST_LANES the rest is left out, which is for the caller to say."""
    for lane in lanes[:MOST_LANES]:
        named = fit(name(lane), axis.label - 1)
        yield named + " " * (axis.label - width(named)) + _row(lane, axis, label, paint)


def _row(lane: Lane, axis: Axis, label: Callable[[Span], list[str]], paint: Paint) -> str:
    cells: list[tuple[State | None, str]] = [(None, " ")] * axis.width
    for span in sorted(lane.spans, key=lambda span: (RANK[span.state], span.start)):
        first = min(axis.column(span.start), axis.width - 1)
        last = max(first + 1, axis.column(span.end))
        thin = span.end - span.start < axis.ms / axis.width / 2
        for at in range(first, last):
            # What is too thin for a character of its own shows only where nothing longer does.
            if not thin or cells[at][0] is None:
                cells[at] = (span.state, TEXTURES[span.state])
    for span in lane.spans:
        _write(span, cells, axis, label)
    return _painted(cells, paint)


def _write(span: Span, cells: list[tuple[State | None, str]], axis: Axis, label: Callable[[Span], list[str]]) -> None:
    """The longest of its words that fits in with a character of texture and a space on each side."""
    first, last = axis.column(span.start), axis.column(span.end)
    for text in map(printable, label(span)):
        if text and width(text) == len(text) <= last - first - 4:
            for at, character in enumerate(f" {text} ", first + 1):
                cells[at] = (span.state, character)
            return


def _painted(cells: list[tuple[State | None, str]], paint: Paint) -> str:
    parts: list[tuple[State | None, str]] = []
    for state, character in cells:
        if parts and parts[-1][0] == state:
            parts[-1] = (state, parts[-1][1] + character)
        else:
            parts.append((state, character))
    while parts and parts[-1][0] is None:
        parts.pop()
    return "".join(text if state is None else paint(state, text) for state, text in parts)


def printable(text: str) -> str:
    """A name out of somebody's program must not steer the terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def width(text: str) -> int:
    """Columns it takes: wide characters take two, marks on others none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def fit(text: str, columns: int) -> str:
    """Cut to so many columns, and said to be."""
    text = printable(text)
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return text + "…"
