"""Reading `quiz.yaml`: from what an author writes to the items. What no schema can say is said here, with its line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lessons.bet import key_of
from lessons.documents import ContentError, Document, read_document
from lessons.items import (
    NOTHING,
    Blank,
    BugLine,
    Elapsed,
    Item,
    Match,
    Multiple,
    Option,
    Order,
    Output,
    Pair,
    Single,
    Trap,
)
from lessons.parsons import LEVEL, MOST_LEVELS, PLACE, Distractor, Parsons, Piece
from lessons.text import LANGUAGES, Text

GENERIC: Final = Text(
    es="Esta puesta todavía no es el programa pedido. Lee de arriba abajo qué hace cada línea y qué necesita ya hecho.",
    en="These lines are not the program yet. Read from the top what each one does and what it needs done before it.",
)

PUZZLE: Final = Text(
    es="Pon en su sitio las líneas que hacen falta. Alguna sobra.",
    en="Put the lines that are needed in their place. Some are not needed.",
)


def read_items(file: Path, letter: str) -> tuple[Item, ...]:
    """Raises ContentError."""
    document = read_document(file, "quiz")
    items = tuple(_item(document, index, raw) for index, raw in enumerate(document.data["items"]))
    for index, item in enumerate(items):
        if item.id != f"{letter}.q{index + 1}":
            raise document.error(f"the item here should be called {letter}.q{index + 1}", "items", index, "id")
    return items


def _item(document: Document, index: int, raw: dict[str, Any]) -> Item:
    common: dict[str, Any] = {
        "id": raw["id"],
        "prompt": Text.read(raw["prompt"]),
        "code": Text.read(raw.get("code", "")),
        "why": Text.read(raw["why"]),
        "otherwise": _trap(raw.get("otherwise", {})),
        "traps": tuple(_trap(trap) for trap in raw.get("traps", ())),
        "proof": tuple(raw.get("proof", ())),
        "document": document,
        "place": index,
    }
    return READERS[raw["kind"]](document, index, raw, common)


def _trap(raw: dict[str, Any]) -> Trap:
    return Trap(
        misconception=raw.get("misconception", ""),
        says=Text.read(raw["says"]) if "says" in raw else NOTHING,
        value=raw.get("value"),
    )


def _choice(document: Document, index: int, raw: dict[str, Any], common: dict[str, Any]) -> Single:
    options = tuple(_option(raw["id"], option) for option in raw["options"])
    rights = sum(option.right for option in options)
    if raw["kind"] == "single" and rights != 1:
        raise document.error("exactly one option is right", "items", index, "options")
    if not rights:
        raise document.error("no option is right", "items", index, "options")
    if len({option.key for option in options}) < len(options):
        raise document.error("two options are the same", "items", index, "options")
    made = Single if raw["kind"] == "single" else Multiple
    return made(**common, options=options, ordered=raw.get("ordered", False))


def _option(item_id: str, raw: dict[str, Any]) -> Option:
    text = Text.read(raw["code"] if "code" in raw else raw["text"])
    return Option(
        key=key_of(item_id, text.es),
        text=text,
        is_code="code" in raw,
        right=raw.get("right", False),
        misconception=raw.get("misconception", ""),
        says=Text.read(raw["says"]) if "says" in raw else NOTHING,
    )


def _blank(document: Document, index: int, raw: dict[str, Any], common: dict[str, Any]) -> Blank:
    gaps = common["code"].es.count("⟦")
    answers = [*raw["accept"], *(trap["value"] for trap in raw.get("traps", ()))]
    if any(len(answer) != gaps for answer in answers):
        raise document.error(f"the code has {gaps} gaps, and some answer has not", "items", index, "accept")
    return Blank(**common, accept=tuple(map(tuple, raw["accept"])), stdout=tuple(raw["stdout"]))


def _elapsed(_document: Document, _index: int, raw: dict[str, Any], common: dict[str, Any]) -> Elapsed:
    return Elapsed(**common, seconds=float(raw["seconds"]), tolerance=float(raw["tolerance"]))


def _order(_document: Document, _index: int, raw: dict[str, Any], common: dict[str, Any]) -> Order:
    return Order(**common, lines=tuple(raw["lines"]))


def _bugline(document: Document, index: int, raw: dict[str, Any], common: dict[str, Any]) -> BugLine:
    if raw["line"] > len(common["code"].es.splitlines()):
        raise document.error("the code has no such line", "items", index, "line")
    return BugLine(**common, line=raw["line"], fix=Text.read(raw["fix"]), driver=raw.get("driver", ""))


def _output(_document: Document, _index: int, raw: dict[str, Any], common: dict[str, Any]) -> Output:
    """A trap written in two languages is two wrong answers of one idea."""
    traps = []
    for trap in raw["traps"]:
        lines = _lines(trap["value"])
        for language in LANGUAGES if lines.es != lines.en else LANGUAGES[:1]:
            traps.append(Trap(trap.get("misconception", ""), Text.read(trap["says"]), lines[language]))
    return Output(**common | {"traps": tuple(traps)}, printed=_lines(raw["stdout"]), raises=raw.get("raises", ""))


def _lines(raw: Any) -> Text:
    """Lines of output, of one language or of both, each as one text."""
    if isinstance(raw, dict):
        return Text(es="\n".join(raw["es"]), en="\n".join(raw["en"]))
    return Text(es="\n".join(raw), en="\n".join(raw))


def _match(document: Document, index: int, raw: dict[str, Any], common: dict[str, Any]) -> Match:
    keys = {name: key_of(raw["id"], right["es"]) for name, right in raw["rights"].items()}
    pairs = []
    for place, pair in enumerate(raw["pairs"]):
        wrong = pair.get("misconceptions", {})
        if unknown := {pair["right"], *wrong} - keys.keys():
            where = ("items", index, "pairs", place)
            raise document.error(f"no right-hand side is called {', '.join(sorted(unknown))}", *where)
        left = Text.read(pair["left"])
        beliefs = {keys[name]: slug for name, slug in wrong.items()}
        pairs.append(Pair(key_of(raw["id"], left.es), left, keys[pair["right"]], beliefs, Text.read(pair["says"])))
    rights = {keys[name]: Text.read(right) for name, right in raw["rights"].items()}
    return Match(**common, pairs=tuple(pairs), rights=rights)


def read_puzzle_of(document: Document, exercise_id: str, raw: dict[str, Any]) -> Parsons:
    """The puzzle of an exercise, from its file. Raises ContentError."""
    common: dict[str, Any] = {
        "id": f"{exercise_id}.parsons",
        "prompt": PUZZLE,
        "code": Text.read(raw.get("code", "")),
        "why": Text.read(raw["why"]),
        "otherwise": _trap(raw.get("otherwise", {})),
        "traps": (),
        "proof": (),
        "document": document,
        "place": 0,
    }
    return read_parsons(document, raw, common, ("parsons",))


def read_parsons(
    document: Document, raw: dict[str, Any], common: dict[str, Any], where: tuple[str | int, ...]
) -> Parsons:
    """A puzzle, of a quiz or of an exercise. `where`: its path in the document. Raises ContentError."""
    return _Puzzle(document, raw, common, where).read()


@dataclass(frozen=True)
class _Puzzle:
    document: Document
    raw: dict[str, Any]
    common: dict[str, Any]
    where: tuple[str | int, ...]

    def read(self) -> Parsons:
        solution = tuple(Piece(*self._piece(line, "lines", index)) for index, line in enumerate(self.raw["lines"]))
        distractors = tuple(
            self._distractor(one, index, len(solution)) for index, one in enumerate(self.raw.get("distractors", ()))
        )
        if {piece.key for piece in solution} & {piece.key for piece in distractors}:
            raise self._error("a distractor is also a line of the solution", "distractors")
        for language in LANGUAGES:
            lines = [line.strip() for line in self.common["code"][language].splitlines()]
            if lines and lines.count(PLACE) != 1:
                raise self._error(f"the code around needs one line that is {PLACE}, where the pieces go", "code")
        pieces = (*solution, *distractors)
        traps = tuple(
            Trap(
                trap.get("misconception", ""),
                Text.read(trap["says"]),
                [list(part) for part in self._arrangement(trap["value"], pieces, "traps", index)],
            )
            for index, trap in enumerate(self.raw.get("traps", ()))
        )
        also = tuple(
            self._arrangement(numbers, pieces, "also", index) for index, numbers in enumerate(self.raw.get("also", ()))
        )
        otherwise = self.common["otherwise"]
        return Parsons(
            **self.common | {"traps": traps, "otherwise": otherwise if otherwise.says else Trap("", GENERIC)},
            solution=solution,
            distractors=distractors,
            also=also,
            misplaced=_trap(self.raw.get("misplaced", {})),
            stdout=tuple(self.raw.get("stdout", ())),
        )

    def _piece(self, raw: Any, *path: str | int) -> tuple[str, Text, int]:
        """Key, text without its indentation, level."""
        text = Text.read(raw)
        levels = set()
        bare = {}
        for language in LANGUAGES:
            lines = text[language].rstrip().splitlines()
            depth = len(lines[0]) - len(lines[0].lstrip(" "))
            if depth % len(LEVEL) or depth // len(LEVEL) >= MOST_LEVELS:
                raise self._error(f"a line is indented by {len(LEVEL)} spaces a level, up to {MOST_LEVELS - 1}", *path)
            if any(line[:depth].strip() for line in lines):
                raise self._error("no line of a piece may stand further left than its first", *path)
            levels.add(depth // len(LEVEL))
            bare[language] = "\n".join(line[depth:] for line in lines)
        if len(levels) > 1:
            raise self._error("the two languages stand at different levels", *path)
        return key_of(self.common["id"], bare["es"]), Text(**bare), levels.pop()

    def _distractor(self, raw: dict[str, Any], index: int, solution: int) -> Distractor:
        if raw["instead"] > solution:
            raise self._error(f"the solution has {solution} lines", "distractors", index, "instead")
        return Distractor(*self._piece(raw["line"], "distractors", index), raw["instead"] - 1, _trap(raw))

    def _arrangement(
        self, parts: Sequence[int | str], pieces: Sequence[Piece], *path: str | int
    ) -> tuple[tuple[str, int], ...]:
        """`[2, 1, 3+1]`: the second line, the first, and the third one level deeper than it belongs."""
        made = []
        for part in parts:
            number, sign, shift = str(part).replace("-", "+-").partition("+")
            if not 1 <= int(number) <= len(pieces):
                raise self._error(f"there is no line {number}", *path)
            piece = pieces[int(number) - 1]
            level = piece.level + (int(shift) if sign else 0)
            if not 0 <= level < MOST_LEVELS:
                raise self._error(f"line {number} cannot stand there", *path)
            made.append((piece.key, level))
        if len(made) > len(pieces):
            raise self._error("there are not that many lines", *path)
        return tuple(made)

    def _error(self, message: str, *path: str | int) -> ContentError:
        return self.document.error(message, *self.where, *path)


READERS: Final[dict[str, Callable[[Document, int, dict[str, Any], dict[str, Any]], Item]]] = {
    "single": _choice,
    "multiple": _choice,
    "elapsed": _elapsed,
    "blank": _blank,
    "order": _order,
    "output": _output,
    "match": _match,
    "bugline": _bugline,
    "parsons": lambda document, index, raw, common: read_parsons(document, raw, common, ("items", index)),
}
