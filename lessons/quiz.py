"""Checking answers. An answer comes from a browser: whatever does not fit its item is refused, never guessed at."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from lessons.items import Blank, BugLine, Elapsed, Item, Match, Multiple, Order, Output, Single, Trap
from lessons.parsons import MOST_LEVELS, Parsons, remarks_on
from lessons.text import LANGUAGES, Text

GAP_CHARACTERS: Final = 200
OUTPUT_CHARACTERS: Final = 2000
NUMBER: Final = re.compile(r"[ \t]*([0-9]{1,5}(?:[.,][0-9]{0,6})?|[.,][0-9]{1,6})[ \t]*s?[ \t]*", re.ASCII)


class InvalidAnswer(ValueError):
    """Not an answer to this item. `code` is a stable slug: empty, incomplete, number, twice, malformed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Remark:
    """What a wrong answer is told: the idea behind it (a misconception's slug, or empty) and why that fails."""

    misconception: str
    says: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    right: bool
    answer: Any
    """The answer as it is kept: plain JSON, in the shape of its kind."""
    remarks: tuple[Remark, ...]
    """None where the answer is right; at least one where it is not."""

    @property
    def misconceptions(self) -> list[str]:
        """Slugs, each once, in order."""
        return list(dict.fromkeys(remark.misconception for remark in self.remarks if remark.misconception))


def check(item: Item, answer: object) -> Outcome:
    """Hold `answer` against `item`'s key. Raises InvalidAnswer for what is no answer to it; safe with hostile input.

    Shapes: single, an option's key; multiple, a list of them; elapsed, seconds as number or text ("0,5" and "0.5");
    blank, a list of texts; order, a list of lines; output, a text; match, left keys to right keys; bugline, a line's
    number; parsons, a list of [a piece's key, its level].
    """
    match item:
        case Multiple():
            outcome = _multiple(item, answer)
        case Single():
            outcome = _single(item, answer)
        case Elapsed():
            outcome = _elapsed(item, answer)
        case Blank():
            outcome = _blank(item, answer)
        case Order():
            outcome = _order(item, answer)
        case Output():
            outcome = _output(item, answer)
        case Match():
            outcome = _match(item, answer)
        case BugLine():
            outcome = _bugline(item, answer)
        case Parsons():
            outcome = _parsons(item, answer)
        case _:
            raise TypeError(f"no such kind of item: {item!r}")
    return outcome


def _single(item: Single, answer: object) -> Outcome:
    key = _text(answer)
    if not key:
        raise InvalidAnswer("empty")
    option = item.by_key.get(key)
    if option is None:
        raise InvalidAnswer("malformed")
    return _outcome(option.right, option.key, [Remark(option.misconception, option.says)])


def _bugline(item: BugLine, answer: object) -> Outcome:
    line = _integer(answer)
    if not 1 <= line <= len(item.code.es.splitlines()):
        raise InvalidAnswer("malformed")
    return _by_trap(item, line == item.line, line)


def _outcome(right: bool, answer: Any, remarks: list[Remark]) -> Outcome:
    return Outcome(right, answer, () if right else tuple(remarks))


def _by_trap(item: Item, right: bool, answer: Any) -> Outcome:
    trap = next((trap for trap in item.traps if trap.value == answer), item.otherwise)
    return _outcome(right, answer, [_remark(trap)])


def _remark(trap: Trap) -> Remark:
    return Remark(trap.misconception, trap.says)


def _multiple(item: Multiple, answer: object) -> Outcome:
    chosen = _texts(answer, len(item.options))
    if not chosen:
        raise InvalidAnswer("empty")
    if len(set(chosen)) != len(chosen) or not set(chosen) <= item.by_key.keys():
        raise InvalidAnswer("malformed")
    wrong = [item.by_key[key] for key in item.by_key if key in chosen and not item.by_key[key].right]
    missing = any(option.right and option.key not in chosen for option in item.options)
    remarks = [Remark(option.misconception, option.says) for option in wrong]
    if missing:
        remarks.append(_remark(item.otherwise))
    return _outcome(not remarks, [key for key in item.by_key if key in chosen], remarks)


def _elapsed(item: Elapsed, answer: object) -> Outcome:
    seconds = read_seconds(answer)
    # Every float carries a little noise: 0.3 is within 0.1 of 0.2.
    right = abs(seconds - item.seconds) <= item.tolerance + 1e-9
    near = [trap for trap in item.traps if abs(seconds - trap.value) <= max(item.tolerance, trap.value / 10) + 1e-9]
    nearest = min(near, key=lambda trap: abs(seconds - trap.value), default=item.otherwise)
    return _outcome(right, seconds, [_remark(nearest)])


def read_seconds(answer: object) -> float:
    """Seconds as a learner writes them, in either decimal mark. Raises InvalidAnswer."""
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        if not math.isfinite(answer) or not 0 <= answer < 1e5:
            raise InvalidAnswer("number")
        return float(answer)
    words = _text(answer)
    if not words.strip():
        raise InvalidAnswer("empty")
    found = NUMBER.fullmatch(words)
    if found is None:
        raise InvalidAnswer("number")
    return float(found[1].replace(",", "."))


def _blank(item: Blank, answer: object) -> Outcome:
    gaps = [_tidy(gap) for gap in _texts(answer, item.gaps)]
    if len(gaps) != item.gaps or any(len(gap) > GAP_CHARACTERS for gap in gaps):
        raise InvalidAnswer("malformed")
    if not any(gaps):
        raise InvalidAnswer("empty")
    right = any(gaps == [_tidy(gap) for gap in accepted] for accepted in item.accept)
    trap = next((trap for trap in item.traps if gaps == [_tidy(gap) for gap in trap.value]), item.otherwise)
    return _outcome(right, gaps, [_remark(trap)])


def _tidy(gap: str) -> str:
    """Spaces are the learner's own; so is the kind of quote."""
    return " ".join(gap.split()).replace("'", '"')


def _order(item: Order, answer: object) -> Outcome:
    lines = _texts(answer, len(item.lines))
    if any(not line for line in lines) or sorted(lines) != sorted(item.lines):
        raise InvalidAnswer("incomplete" if set(lines) - {""} <= set(item.lines) else "malformed")
    return _by_trap(item, tuple(lines) == item.lines, lines)


def _output(item: Output, answer: object) -> Outcome:
    words = _text(answer)
    if len(words) > OUTPUT_CHARACTERS:
        raise InvalidAnswer("malformed")
    seen = printed(words)
    if not seen:
        raise InvalidAnswer("empty")
    right = any(seen == printed(item.whole(language)) for language in LANGUAGES)
    trap = next((trap for trap in item.traps if printed(trap.value) == seen), item.otherwise)
    return _outcome(right, "\n".join(seen), [_remark(trap)])


def printed(words: str) -> list[str]:
    """Lines of output as they count: how many spaces, which quotes and empty lines, nobody is asked to predict."""
    return [line for line in map(_tidy, words.splitlines()) if line]


def _parsons(item: Parsons, answer: object) -> Outcome:
    if not isinstance(answer, list) or len(answer) > len(item.pieces):
        raise InvalidAnswer("malformed")
    built = []
    for part in answer:
        if not isinstance(part, list) or len(part) != 2:
            raise InvalidAnswer("malformed")
        key, level = _text(part[0]), _integer(part[1])
        if not 0 <= level < MOST_LEVELS:
            raise InvalidAnswer("malformed")
        built.append((key, level))
    if not built:
        raise InvalidAnswer("empty")
    if Counter(key for key, _level in built) - item.at_hand:
        raise InvalidAnswer("twice" if all(key in item.by_key for key, _level in built) else "malformed")
    remarks = [_remark(trap) for trap in remarks_on(item, tuple(built))]
    return _outcome(not remarks, [list(part) for part in built], remarks)


def _match(item: Match, answer: object) -> Outcome:
    if not isinstance(answer, dict) or len(answer) > len(item.pairs):
        raise InvalidAnswer("malformed")
    chosen: dict[str, str] = {}
    for pair in item.pairs:
        right = _text(answer.get(pair.key, ""))
        if not right:
            raise InvalidAnswer("incomplete")
        if right not in item.rights:
            raise InvalidAnswer("malformed")
        chosen[pair.key] = right
    misplaced = [pair for pair in item.pairs if chosen[pair.key] != pair.right]
    remarks = [Remark(pair.misconceptions.get(chosen[pair.key], ""), pair.says) for pair in misplaced]
    return _outcome(not misplaced, chosen, remarks)


def _text(answer: object) -> str:
    if not isinstance(answer, str):
        raise InvalidAnswer("malformed")
    return answer


def _texts(answer: object, most: int) -> list[str]:
    if not isinstance(answer, list) or len(answer) > most:
        raise InvalidAnswer("malformed")
    return [_text(part) for part in answer]


def _integer(answer: object) -> int:
    if isinstance(answer, int) and not isinstance(answer, bool):
        return answer
    words = _text(answer)
    if not words:
        raise InvalidAnswer("empty")
    if not re.fullmatch(r"[0-9]{1,4}", words, re.ASCII):
        raise InvalidAnswer("malformed")
    return int(words)
