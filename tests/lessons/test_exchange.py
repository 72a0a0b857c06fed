"""Quizzes in and out: what leaves as GIFT comes back, what is foreign is carried or named, what is hostile refused."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lessons.course import course
from lessons.documents import validator
from lessons.exchange.carry import Mismatch, carry, written
from lessons.exchange.foreign import MOST_BYTES, Question, Unreadable
from lessons.exchange.gift import read_gift
from lessons.exchange.gift_writing import escaped, write_gift
from lessons.exchange.qti import read_qti
from lessons.items import Elapsed, Item, Match, Single
from lessons.text import LANGUAGES, Text

ROOT = Path(__file__).resolve().parents[2]
ITEMS = [item for concept in course().concepts for item in concept.items]
WHOLE = [item for item in ITEMS if isinstance(item, Single | Elapsed | Match)]
"""Of the kinds that GIFT knows too."""


def both_ways(items: list[Item]) -> list[dict[str, Any]]:
    es, en = (read_gift(write_gift(items, language)[0].encode()) for language in LANGUAGES)
    carried = carry(es, "A", 1, "es", en)
    assert carried.losses == []
    return carried.items


@pytest.mark.parametrize("item", WHOLE, ids=lambda item: item.id)
def test_what_gift_knows_comes_back_as_it_left(item: Item) -> None:
    (back,) = both_ways([item])
    for language in LANGUAGES:
        assert back["prompt"][language] == item.prompt[language]
        assert back["why"][language] == item.why[language]
        assert Text.read(back.get("code", ""))[language].strip() == item.code[language].strip()
    assert back["kind"] == item.kind
    if isinstance(item, Single):
        assert [Text.read(one.get("code") or one["text"]) for one in back["options"]] == [
            option.text for option in item.options
        ]
        assert [one.get("right", False) for one in back["options"]] == [option.right for option in item.options]
        assert [Text.read(one["says"]) for one in back["options"] if "says" in one] == [
            option.says for option in item.options if not option.right
        ]
    elif isinstance(item, Elapsed):
        assert (back["seconds"], back["tolerance"]) == (item.seconds, item.tolerance)
        assert [(trap["value"], Text.read(trap["says"])) for trap in back["traps"]] == [
            (trap.value, trap.says) for trap in item.traps
        ]
    else:
        assert isinstance(item, Match)
        assert [Text.read(back["rights"][pair["right"]]) for pair in back["pairs"]] == [
            item.rights[pair.right] for pair in item.pairs
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_course_can_be_given_out_and_read_again(language: Any) -> None:
    text, losses = write_gift(ITEMS, language)
    questions = read_gift(text.encode())
    assert [question.name for question in questions] == [item.id for item in ITEMS]
    assert all(not question.losses and question.why for question in questions)
    lossy = {loss.name for loss in losses}
    assert lossy == {item.id for item in ITEMS if item.kind in ("order", "output", "match", "parsons")} | {
        item.id
        for item in ITEMS
        if item.kind == "blank" and len(item.accept[0]) > 1  # type: ignore[attr-defined]
    }
    assert all(loss.line > 1 for loss in losses)


def test_an_output_gives_its_wrong_ones_in_its_own_language_only() -> None:
    (question,) = read_gift(write_gift([course().item("M.q7")], "en")[0].encode())
    assert len(question.answers) == 4
    assert not any("entra" in answer.text for answer in question.answers)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Co"], exclude_characters="\r\x85\u2028\u2029")))
def test_no_character_of_a_text_is_taken_for_markup(words: str) -> None:
    text = f"::n::[markdown]{escaped('Q' + words + 'Q')}{{\n=a\n~b\n}}\n"
    (question,) = read_gift(text.encode())
    assert f"{question.prompt}{question.code}".startswith("Q")
    if "```" not in words:
        assert question.prompt == f"Q{words}Q"


GIFT = """// a bank of questions
$CATEGORY: Concurrency

::Where::Who runs a route? {
    =FastAPI #Yes
    ~Nobody #It must be awaited
    ~%-50%You
}

Is a coroutine running already?{F#It is not.#Right.}

How many seconds does it take?{#0.5:0.1#fine}

How many cores?{#4}

Two plus two is {=four =4}.

Await ~= {=wait ~go} for it

Explain the event loop.{}

Just a note.

Match them.{=a -> 1 =b -> 2 =c -> 1}

Never ends {=a ~b
"""


def test_foreign_questions_are_carried_and_the_others_named_with_their_line() -> None:
    carried = carry(read_gift(GIFT.encode()), "B", 4, "en")
    assert [(item["id"], item["kind"]) for item in carried.items] == [
        ("B.q4", "single"),
        ("B.q5", "single"),
        ("B.q6", "elapsed"),
        ("B.q7", "single"),
        ("B.q8", "match"),
    ]
    first = carried.items[0]
    assert first["prompt"] == {"es": "", "en": "Who runs a route?"}
    assert first["options"][1] == {
        "text": {"es": "", "en": "Nobody"},
        "misconception": "",
        "says": {"es": "", "en": "It must be awaited"},
    }
    assert carried.items[1]["options"][1] == {"text": {"es": "Falso", "en": "False"}, "right": True}
    assert carried.items[1]["options"][0]["says"]["en"] == "It is not."
    assert {(loss.line, loss.what.split(":")[0].split(";")[0]) for loss in carried.losses} == {
        (14, "it asks for a number that is not said to be seconds"),
        (16, "its answer is a word to be written"),
        (20, "an essay has no key"),
        (22, "a description asks nothing"),
        (26, "its answers have no end"),
    }
    assert carried.open > 10


def test_what_was_carried_is_refused_until_it_is_complete_and_taken_then() -> None:
    carried = carry(read_gift(b"How many seconds?{#=1:0.1 =%0%2:0.1#Twice}"), "A", 1, "en")
    raw = yaml.safe_load(written(carried.items))
    assert list(validator("quiz").iter_errors(raw))
    item = raw["items"][0]
    item["prompt"]["es"] = item["why"]["es"] = item["why"]["en"] = item["traps"][0]["says"]["es"] = "Sí"
    item["otherwise"]["says"] = {"es": "Sí", "en": "Yes"}
    item["traps"][0]["misconception"] = "sequential-awaits"
    assert not list(validator("quiz").iter_errors(raw))


def test_two_files_that_are_not_each_other_are_refused() -> None:
    one, two = read_gift(b"a{=x ~y}"), read_gift(b"a{=x ~y}\n\nb{=x ~y}")
    with pytest.raises(Mismatch):
        carry(one, "A", 1, "es", two)
    with pytest.raises(Mismatch, match="line 1"):
        carry(one, "A", 1, "es", read_gift(b"a{=x ~y ~z}"))


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


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<questestinterop><item><presentation>&c;</presentation></item></questestinterop>"""
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


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no question"),
        (b"// nothing\n\n", "no question"),
        (b"\xff\xfe", "not UTF-8"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
        (b"a{=b}\n\n" * 3000, "more than"),
    ],
    ids=["nothing", "comments", "bytes", "huge", "many"],
)
def test_hostile_gift_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_gift(data)


def told_of(questions: list[Question]) -> None:
    carried = carry(questions, "A", 1, "es")
    yaml.safe_load(written(carried.items))


@given(st.text(st.sampled_from("{}=~#:\\%->T1.5 ab\n/$\u00e9"), max_size=200))
def test_no_gift_however_broken_does_anything_but_be_carried_or_refused(text: str) -> None:
    with suppress(Unreadable):
        told_of(read_gift(text.encode()))


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
        told_of(read_qti(qti(item)))


def manage(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("laughs.xml", LAUGHS, "document type"),
        ("none.gift", None, "No such file"),
        ("essay.gift", b"Explain.{}", "nothing of it"),
    ],
)
def test_a_file_that_gives_nothing_is_refused_with_status_2(
    tmp_path: Path, name: str, data: bytes | None, told: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    done = manage("import_quiz", str(file), "--concept", "A")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_quizzes_are_given_out_on_standard_output() -> None:
    done = manage("export_quiz", "--concept", "K", "--language", "en")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "::K.q1::[markdown]Eight pure Python calculations and two cores. What puts both to work?{"
    )
    assert "K.q5: its levels are given" in done.stderr
