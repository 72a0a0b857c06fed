"""Writing the course's questions as GIFT, in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lessons.exchange.foreign import Loss
from lessons.items import Blank, BugLine, Elapsed, Item, Match, Multiple, Order, Output, Single, Trap
from lessons.parsons import Parsons
from lessons.text import Language

SPECIAL: Final = re.compile(r"([~=#{}:\\])")
STILL: Final = "\u00a0"
"""A space that is not trimmed: what indents a line."""


def escaped(text: str) -> str:
    """An empty line would end the question, so every line break is written as one."""
    return SPECIAL.sub(r"\\\1", text.strip("\n")).replace("\n", "\\n")


def fenced(code: str) -> str:
    return f"\n\n```python\n{code.rstrip()}\n```\n" if code else ""


@dataclass
class _Writer:
    language: Language
    losses: list[Loss] = field(default_factory=list)

    def lose(self, item: Item, what: str) -> None:
        self.losses.append(Loss(item.id, item.document.line("items", item.place), what))

    def question(self, item: Item) -> str:
        body = WRITERS[type(item)](self, item)
        words = item.prompt[self.language]
        code = item.code[self.language]
        words += fenced(_numbered(code) if isinstance(item, BugLine) else code)
        why = f"####{escaped(item.why[self.language])}"
        lines = "\n".join(f"    {line}" for line in (*body, why))
        return f"::{escaped(item.id)}::[markdown]{escaped(words)}{{\n{lines}\n}}\n"

    def choice(self, text: str, says: str, right: bool) -> str:
        told = f"#{escaped(says)}" if says else ""
        return f"{'=' if right else '~'}{escaped(text)}{told}"

    def says(self, trap: Trap) -> str:
        return trap.says[self.language]


def _numbered(code: str) -> str:
    return "\n".join(f"{number:2} {line}" for number, line in enumerate(code.splitlines(), 1))


def _single(writer: _Writer, item: Single) -> Iterator[str]:
    for option in item.options:
        text = _words(option.text[writer.language], option.is_code)
        yield writer.choice(text, option.says[writer.language], option.right)


def _words(text: str, is_code: bool) -> str:
    return f"`{text}`" if is_code else text


def _multiple(writer: _Writer, item: Multiple) -> Iterator[str]:
    share = f"{100 / sum(option.right for option in item.options):.5f}".rstrip("0").rstrip(".")
    for option in item.options:
        says = option.says[writer.language]
        told = f"#{escaped(says)}" if says else ""
        text = escaped(_words(option.text[writer.language], option.is_code))
        yield f"~%{share if option.right else -100}%{text}{told}"


def _elapsed(writer: _Writer, item: Elapsed) -> Iterator[str]:
    yield f"#={item.seconds:g}:{item.tolerance:g}"
    for trap in item.traps:
        yield f"=%0%{trap.value:g}:{max(item.tolerance, trap.value / 10):g}#{escaped(writer.says(trap))}"


def _output(writer: _Writer, item: Output) -> Iterator[str]:
    writer.lose(item, "its output is chosen there, not written")
    whole = item.whole(writer.language)
    yield writer.choice(whole, "", True)
    told: set[str] = set()
    other = item.printed["en" if writer.language == "es" else "es"]
    for trap in item.traps:
        if _tells(trap, item.traps, writer.language, whole == other) and writer.says(trap) not in told:
            told.add(writer.says(trap))
            yield writer.choice(str(trap.value), writer.says(trap), False)


def _tells(trap: Trap, traps: Sequence[Trap], language: Language, same: bool) -> bool:
    """A trap of two languages stands there twice, Spanish first: the one of this language."""
    twins = [one for one in traps if one.says == trap.says]
    return same or len(twins) == 1 or trap is twins[0 if language == "es" else -1]


def _blank(writer: _Writer, item: Blank) -> Iterator[str]:
    if item.gaps == 1:
        for accepted in item.accept:
            yield f"={escaped(accepted[0])}"
        for trap in item.traps:
            yield f"=%0%{escaped(trap.value[0])}#{escaped(writer.says(trap))}"
        return
    writer.lose(item, "its gaps are matched there, not filled, and wrong ones are told nothing")
    yield from _matched((f"⟦{number}⟧", gap) for number, gap in enumerate(item.accept[0], 1))
    others = {gap for trap in item.traps for gap in trap.value} - set(item.accept[0]) - {""}
    yield from _matched(("", gap) for gap in sorted(others))


def _matched(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for left, right in pairs:
        yield f"={escaped(left)} -> {escaped(right.replace('->', '→'))}"


def _order(writer: _Writer, item: Order) -> Iterator[str]:
    writer.lose(item, "its places are matched with lines, and wrong orders are told nothing")
    yield from _matched((str(number), line) for number, line in enumerate(item.lines, 1))


def _match(writer: _Writer, item: Match) -> Iterator[str]:
    writer.lose(item, "wrong pairs are told nothing")
    yield from _matched((pair.left[writer.language], item.rights[pair.right][writer.language]) for pair in item.pairs)
    used = {pair.right for pair in item.pairs}
    yield from _matched(("", right[writer.language]) for key, right in item.rights.items() if key not in used)


def _bugline(writer: _Writer, item: BugLine) -> Iterator[str]:
    by_line = {trap.value: trap for trap in item.traps}
    for number, line in enumerate(item.code[writer.language].splitlines(), 1):
        right = number == item.line
        says = "" if right else writer.says(by_line.get(number, item.otherwise))
        yield writer.choice(f"{number} `{line.strip()}`", says, right)


def _parsons(writer: _Writer, item: Parsons) -> Iterator[str]:
    writer.lose(item, "its levels are given, its places are matched with lines, and wrong ones are told nothing")
    for number, piece in enumerate(item.solution, 1):
        yield from _matched([(str(number), _still(piece.at(piece.level, writer.language)))])
    for stranger in item.distractors:
        yield from _matched([("", _still(stranger.at(stranger.level, writer.language)))])


def _still(lines: Sequence[str]) -> str:
    return "\n".join(STILL * (len(line) - len(line.lstrip())) + line.lstrip() for line in lines)


WRITERS: Final[dict[type[Item], Callable[[_Writer, Item], Iterator[str]]]] = {
    Single: _single,  # type: ignore[dict-item]
    Multiple: _multiple,  # type: ignore[dict-item]
    Elapsed: _elapsed,  # type: ignore[dict-item]
    Output: _output,  # type: ignore[dict-item]
    Blank: _blank,  # type: ignore[dict-item]
    Order: _order,  # type: ignore[dict-item]
    Match: _match,  # type: ignore[dict-item]
    BugLine: _bugline,  # type: ignore[dict-item]
    Parsons: _parsons,  # type: ignore[dict-item]
}


def write_gift(items: Iterable[Item], language: Language) -> tuple[str, list[Loss]]:
    """The questions as one file, and what of them has no place in GIFT. Misconceptions have none anywhere."""
    writer = _Writer(language)
    return "\n".join(writer.question(item) for item in items), writer.losses
