"""Reading QTI 1.2, the XML that Canvas, Blackboard and others give their quizzes out in.

The parser is defusedxml's: a document type, an entity or anything from outside is refused before it is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax import ContentHandler, SAXException

from defusedxml import DefusedXmlException, sax

from lessons.exchange.foreign import MOST_BYTES, MOST_QUESTIONS, Answer, Question, Unreadable, apart, plain

MOST_ELEMENTS: Final = 200_000
DEEPEST: Final = 64


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        """Of any depth, in document order."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.all(*tags)

    def first(self, *tags: str) -> Element | None:
        return next(self.all(*tags), None)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        return "".join(self.words).strip()


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {}, 0)
        self.open = [self.root]
        self.count = 0
        self.locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:
        self.locator = locator

    def startElement(self, name: str, attrs: Any) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.open) > DEEPEST:
            raise Unreadable("holds more elements than any quiz", self.locator.getLineNumber())
        element = Element(name.rpartition(":")[2].lower(), dict(attrs.items()), self.locator.getLineNumber())
        self.open[-1].children.append(element)
        self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: ARG002 - the parser's name for it
        self.open.pop()

    def characters(self, content: str) -> None:
        self.open[-1].words.append(content)


def read_qti(data: bytes) -> list[Question]:
    """Raises Unreadable where the file as a whole is none."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"is larger than {MOST_BYTES // 1024} KB")
    builder = _Builder()
    try:
        sax.parse(io.BytesIO(data), builder, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable("has a document type or an entity, which no quiz needs") from error
    except (SAXException, ValueError, LookupError) as error:  # an encoding nobody knows is a LookupError
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"is no well-formed XML: {error}") from error
    items = list(builder.root.all("item"))
    if builder.root.first("questestinterop") is None or not items:
        raise Unreadable("holds no item of QTI 1.2")
    if len(items) > MOST_QUESTIONS:
        raise Unreadable(f"holds more than {MOST_QUESTIONS} questions", items[MOST_QUESTIONS].line)
    return [_question(item) for item in items]


def _question(item: Element) -> Question:
    name = item.get("title") or item.get("ident")
    presentation = item.first("presentation") or Element("presentation", {}, item.line)
    prompt, code = apart(_material(presentation, skip=("response_lid", "response_str", "response_num")))
    lids = list(presentation.all("response_lid"))
    texts = list(presentation.all("response_str", "response_num"))
    why = next((says for ident, says in _feedback(item).items() if ident.startswith("general")), "")
    if len(lids) == 1 and not texts:
        return Question(name, item.line, "choice", prompt, _choices(item, lids[0]), code, why)
    if lids and not texts:
        return Question(name, item.line, "match", prompt, _pairs(item, lids), code, why)
    if len(texts) == 1 and not lids:
        numbers = _number(item)
        if numbers:
            return Question(name, item.line, "number", prompt, numbers, code, why)
        shorts = tuple(Answer(one.text, True) for one in item.all("varequal"))
        if shorts:
            return Question(name, item.line, "short", prompt, shorts, code, why)
        return Question(name, item.line, "other", prompt, losses=("an essay has no key",))
    what = "several fields to be filled" if texts else "nothing is asked"
    return Question(name, item.line, "other", prompt, losses=(what,))


def _material(element: Element, skip: tuple[str, ...] = ()) -> str:
    """The text of its `mattext`s, as Markdown."""
    parts = []
    for child in element.children:
        if child.tag in skip:
            continue
        if child.tag == "mattext":
            is_html = "html" in child.get("texttype").lower()
            parts.append(plain(child.text) if is_html or "<" in child.text else child.text)
        else:
            parts.append(_material(child, skip))
    return "\n".join(filter(None, parts))


def _feedback(item: Element) -> dict[str, str]:
    return {one.get("ident"): _material(one) for one in item.all("itemfeedback")}


def _conditions(item: Element) -> Iterator[tuple[set[tuple[str, str]], bool, list[str]]]:
    """Each condition on the answer: what must be chosen, whether it scores, what it is told."""
    for condition in item.all("respcondition"):
        chosen = {(one.get("respident"), one.text) for one in _asked(condition)}
        scores = any(_amount(score.text) > 0 for score in condition.all("setvar"))
        yield chosen, scores, [one.get("linkrefid") for one in condition.all("displayfeedback")]


def _asked(element: Element) -> Iterator[Element]:
    """What must be equal; what stands under a `not` must not."""
    for child in element.children:
        if child.tag == "varequal":
            yield child
        elif child.tag != "not":
            yield from _asked(child)


def _amount(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _choices(item: Element, lid: Element) -> tuple[Answer, ...]:
    rights: set[str] = set()
    says: dict[str, str] = {}
    feedback = _feedback(item)
    for chosen, scores, told in _conditions(item):
        idents = {ident for _response, ident in chosen}
        if scores:
            rights |= idents
        if len(idents) == 1:
            for link in told:
                says.setdefault(next(iter(idents)), feedback.get(link, ""))
    return tuple(
        Answer(_material(label), label.get("ident") in rights, says.get(label.get("ident"), ""))
        for label in lid.all("response_label")
    )


def _pairs(item: Element, lids: list[Element]) -> tuple[Answer, ...]:
    labels = {label.get("ident"): _material(label) for lid in lids for label in lid.all("response_label")}
    rights = {response: ident for chosen, scores, _told in _conditions(item) if scores for response, ident in chosen}
    pairs = [
        Answer(_material(lid, skip=("render_choice",)), True, partner=labels.get(rights.get(lid.get("ident"), ""), ""))
        for lid in lids
    ]
    spare = [text for text in dict.fromkeys(labels.values()) if text not in {pair.partner for pair in pairs}]
    return (*pairs, *(Answer("", True, partner=text) for text in spare))


def _number(item: Element) -> tuple[Answer, ...]:
    for condition in item.all("respcondition"):
        if not any(_amount(score.text) > 0 for score in condition.all("setvar")):
            continue
        lows = [_amount(one.text) for one in condition.all("vargte", "vargt")]
        highs = [_amount(one.text) for one in condition.all("varlte", "varlt")]
        if lows and highs:
            middle = (lows[0] + highs[0]) / 2
            exact = next((_amount(one.text) for one in condition.all("varequal")), middle)
            return (Answer(f"{exact:g}", True, tolerance=abs(highs[0] - lows[0]) / 2),)
    return ()
