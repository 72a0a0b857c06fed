"""Reading GIFT, Moodle's text format for questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lessons.exchange.foreign import MOST_BYTES, MOST_QUESTIONS, Answer, Kind, Question, Unreadable, apart, plain

SPECIAL: Final = "~=#{}:\\"
HIDDEN: Final = {character: chr(0xE000 + place) for place, character in enumerate(SPECIAL)}
"""What an escaped character is while the unescaped ones are looked for."""
SHOWN: Final = {ord(hidden): character for character, hidden in HIDDEN.items()} | {0xE00F: "\n"}
ESCAPE: Final = re.compile(r"\\([~=#{}:\\n])")
FORMAT: Final = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.I)
NAME: Final = re.compile(r"\s*::(.*?)::", re.S)
WEIGHT: Final = re.compile(r"%(-?\d{1,3}(?:\.\d{1,6})?)%")
NUMBER: Final = re.compile(r"\s*(-?\d{1,12}(?:\.\d{1,9})?)\s*(?::\s*(\d{1,12}(?:\.\d{1,9})?))?\s*")
RANGE: Final = re.compile(r"\s*(-?\d{1,12}(?:\.\d{1,9})?)\s*\.\.\s*(-?\d{1,12}(?:\.\d{1,9})?)\s*")
PIECE: Final = re.compile(r"([=~])([^=~]*)")
TRUTHS: Final = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def read_gift(data: bytes) -> list[Question]:
    """Raises Unreadable where the file as a whole is none."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"is larger than {MOST_BYTES // 1024} KB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("is not UTF-8") from error
    questions = [_question(block, line) for block, line in _blocks(text)]
    if not questions:
        raise Unreadable("holds no question")
    return questions


def _blocks(text: str) -> Iterator[tuple[str, int]]:
    """The questions' texts, comments left out, each with the line it begins on. An empty line ends one."""
    block: list[str] = []
    begun = count = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        if line.lstrip().startswith(("//", "$CATEGORY:")):
            continue
        if line.strip():
            begun = begun if block else number
            block.append(line)
        elif block:
            count += 1
            if count > MOST_QUESTIONS:
                raise Unreadable(f"holds more than {MOST_QUESTIONS} questions", begun)
            yield "\n".join(block), begun
            block = []


def _hide(text: str) -> str:
    private = re.sub("[\ue000-\ue00f]", "\ufffd", text)
    return ESCAPE.sub(lambda found: "\ue00f" if found[1] == "n" else HIDDEN[found[1]], private)


def _show(text: str) -> str:
    return text.translate(SHOWN).strip()


def _question(block: str, line: int) -> Question:
    text = _hide(block)
    named = NAME.match(text)
    text = text[named.end() :] if named else text
    form = FORMAT.match(text)
    text = text[form.end() :] if form else text
    html = form is not None and form[1].lower() == "html"
    before, opened, rest = text.partition("{")
    inside, closed, after = rest.partition("}")
    words = _show(before) if not after.strip() else _show(f"{before.rstrip()} ____ {after.lstrip()}")
    prompt, code = apart(plain(words) if html else words)
    name = _show(named[1]) if named else prompt.partition("\n")[0][:60]
    if not opened:
        return Question(name, line, "other", prompt, losses=("a description asks nothing",))
    if not closed:
        return Question(name, line, "other", prompt, losses=("its answers have no end: a } is missing",))
    answers, _mark, general = inside.partition("####")
    kind, found, losses = _answers(answers.strip())
    if html:
        found = tuple(
            Answer(plain(one.text), one.right, plain(one.says), plain(one.partner), one.tolerance) for one in found
        )
    return Question(name, line, kind, prompt, found, code, _show(general), losses)


def _answers(text: str) -> tuple[Kind, tuple[Answer, ...], tuple[str, ...]]:
    if not text:
        return "other", (), ("an essay has no key",)
    if text[0] == "#":
        return _numbers(text[1:])
    truth, *says = text.split("#")
    if truth.strip().upper() in TRUTHS:
        return _truth(TRUTHS[truth.strip().upper()], [_show(one) for one in says])
    if not text.startswith(("=", "~")):
        return "other", (), ("its answers are not understood",)
    return _pieces(PIECE.findall(text))


def _pieces(pieces: list[tuple[str, str]]) -> tuple[Kind, tuple[Answer, ...], tuple[str, ...]]:
    if all(mark == "=" and "->" in piece for mark, piece in pieces):
        return "match", tuple(_pair(piece) for _mark, piece in pieces), ()
    weighed = [_weighed(mark, piece) for mark, piece in pieces]
    answers = tuple(answer for answer, _weight in weighed)
    odd = any(0 < weight < 100 for _answer, weight in weighed) and sum(answer.right for answer in answers) == 1
    if all(mark == "=" for mark, _piece in pieces):
        return "short", answers, ()
    return "choice", answers, ("a part of the marks for an answer is dropped",) if odd else ()


def _truth(right: bool, says: list[str]) -> tuple[Kind, tuple[Answer, ...], tuple[str, ...]]:
    """Feedback comes for the wrong answer first, then for the right one."""
    wrong = says[0] if says else ""
    return "truth", (Answer("T", right, "" if right else wrong), Answer("F", not right, wrong if right else "")), ()


def _pair(piece: str) -> Answer:
    left, _arrow, right = piece.partition("->")
    return Answer(_show(left), True, partner=_show(right))


def _weighed(mark: str, piece: str) -> tuple[Answer, float]:
    weight = 100.0 if mark == "=" else 0.0
    if found := WEIGHT.match(piece.lstrip()):
        weight, piece = float(found[1]), piece.lstrip()[found.end() :]
    text, _mark, says = piece.partition("#")
    form = FORMAT.match(text)
    return Answer(_show(text[form.end() :] if form else text), weight > 0, _show(says)), weight


def _numbers(text: str) -> tuple[Kind, tuple[Answer, ...], tuple[str, ...]]:
    pieces = PIECE.findall(text) if text.lstrip().startswith("=") else [("=", text)]
    answers = []
    for _mark, piece in pieces:
        weight = WEIGHT.match(piece.lstrip())
        value, _hash, says = (piece.lstrip()[weight.end() :] if weight else piece).partition("#")
        right = weight is None or float(weight[1]) > 0
        if span := RANGE.fullmatch(value):
            low, high = float(span[1]), float(span[2])
            answers.append(Answer(f"{(low + high) / 2:g}", right, _show(says), tolerance=abs(high - low) / 2))
        elif number := NUMBER.fullmatch(value):
            answers.append(Answer(number[1], right, _show(says), tolerance=float(number[2] or 0)))
        else:
            return "other", (), ("its number is not understood",)
    return "number", tuple(answers), ()
