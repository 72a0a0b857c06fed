"""Quizzes as QTI 1.2: read with their keys and their feedback; what is hostile is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.exchange.carry import carry
from lessons.exchange.foreign import MOST_BYTES, Unreadable
from lessons.exchange.qti import read_qti
from tests.lessons.test_exchange import LAUGHS, carried_and_written


def qti(*items: str) -> bytes:
    head = '<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
    return (head + "<assessment><section>" + "\n".join(items) + "</section></assessment></questestinterop>").encode()


def qti_item(title: str, presentation: str, processing: str, feedback: str = "") -> str:
    return (
        f'<item ident="{title}" title="{title}"><presentation>{presentation}</presentation>'
        f"<resprocessing>{processing}</resprocessing>{feedback}</item>"
    )


def material(words: str, form: str = "text/plain") -> str:
    return f'<material><mattext texttype="{form}">{words}</mattext></material>'


def labels(*idents: str) -> str:
    return "".join(f'<response_label ident="{one}">{material(f"option {one}")}</response_label>' for one in idents)


def scored(asked: str, links: str = "", score: int = 100) -> str:
    return (
        f"<respcondition><conditionvar>{asked}</conditionvar>"
        f'<setvar action="Set" varname="SCORE">{score}</setvar>{links}</respcondition>'
    )


SINGLE = qti_item(
    "one",
    material("&lt;p&gt;Which &lt;code&gt;await&lt;/code&gt;?&lt;/p&gt;", "text/html")
    + f'<response_lid ident="r" rcardinality="Single"><render_choice>{labels("1", "2")}</render_choice></response_lid>',
    '<respcondition><conditionvar><varequal respident="r">2</varequal></conditionvar>'
    '<displayfeedback feedbacktype="Response" linkrefid="2_fb"/></respcondition>'
    + scored('<varequal respident="r">1</varequal>'),
    f'<itemfeedback ident="2_fb"><flow_mat>{material("not two")}</flow_mat></itemfeedback>',
)

MULTIPLE = qti_item(
    "several",
    material("Which?")
    + f'<response_lid ident="r" rcardinality="Multiple"><render_choice>{labels("1", "2", "3")}</render_choice>'
    "</response_lid>",
    scored(
        '<and><varequal respident="r">1</varequal><not><varequal respident="r">2</varequal></not>'
        '<varequal respident="r">3</varequal></and>'
    ),
)

NUMBER = qti_item(
    "number",
    material("How many seconds?") + '<response_str ident="r"><render_fib/></response_str>',
    scored(
        '<or><varequal respident="r">0.5</varequal><and><vargte respident="r">0.4</vargte>'
        '<varlte respident="r">0.6</varlte></and></or>'
    ),
)

PAIRS = qti_item(
    "pairs",
    material("Match")
    + "".join(
        f'<response_lid ident="r{n}">{material(f"left {n}")}<render_choice>{labels("a", "b", "c")}</render_choice>'
        "</response_lid>"
        for n in (1, 2, 3)
    ),
    "".join(
        scored(f'<varequal respident="r{n}">{right}</varequal>', score=33)
        for n, right in ((1, "a"), (2, "b"), (3, "a"))
    ),
)

ESSAY = qti_item("essay", material("Explain.") + '<response_str ident="r"><render_fib/></response_str>', "")


def test_a_quiz_of_qti_is_read_with_its_keys_and_its_feedback() -> None:
    questions = read_qti(qti(SINGLE, MULTIPLE, NUMBER, PAIRS, ESSAY))
    assert [question.kind for question in questions] == ["choice", "choice", "number", "match", "other"]
    single, multiple, number, pairs, _essay = questions
    assert single.prompt == "Which `await`?"
    assert [(one.text, one.right, one.says) for one in single.answers] == [
        ("option 1", True, ""),
        ("option 2", False, "not two"),
    ]
    assert [one.right for one in multiple.answers] == [True, False, True]
    assert (number.answers[0].text, round(number.answers[0].tolerance, 3)) == ("0.5", 0.1)
    assert [(one.text, one.partner) for one in pairs.answers] == [
        ("left 1", "option a"),
        ("left 2", "option b"),
        ("left 3", "option a"),
        ("", "option c"),
    ]
    assert [question.line for question in questions] == [1, 2, 3, 4, 5]
    carried = carry(questions, "A", 1, "en")
    assert [item["kind"] for item in carried.items] == ["single", "multiple", "elapsed", "match"]
    assert [(loss.name, loss.line) for loss in carried.losses] == [("essay", 5)]


OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<questestinterop><item><presentation>&a;</presentation></item></questestinterop>"""


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (LAUGHS, "a document type or an entity"),
        (OUTSIDE, "a document type or an entity"),
        (b"<questestinterop>" + b"<a>" * 100, "more elements"),
        (b"<questestinterop>" + b"<a/>" * 250_000 + b"</questestinterop>", "more elements"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
        (b"<html><item/></html>", "no item of QTI"),
        (b"<questestinterop/>", "no item of QTI"),
        (b"not xml at all", "no well-formed XML"),
        (b"", "no well-formed XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "no well-formed XML"),
    ],
    ids=["laughs", "outside", "deep", "wide", "huge", "other", "empty", "text", "nothing", "encoding"],
)
def test_hostile_xml_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_qti(data)


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_in_an_xml_does_anything_but_be_carried_or_refused(words: str, score: str) -> None:
    def escape(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    item = qti_item(
        "x",
        material(escape(words), "text/html")
        + f'<response_lid ident="r"><render_choice>{labels("1", "2")}</render_choice></response_lid>',
        '<respcondition><conditionvar><varequal respident="r">1</varequal></conditionvar>'
        f"<setvar>{escape(score)}</setvar></respcondition>",
    )
    with suppress(Unreadable, UnicodeEncodeError):
        carried_and_written(read_qti(qti(item)))
