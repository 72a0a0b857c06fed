"""Quizzes as GIFT: what leaves comes back, what is foreign is read or named with its line, what is hostile refused."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.course import course
from lessons.exchange.carry import carry
from lessons.exchange.foreign import MOST_BYTES, Unreadable
from lessons.exchange.gift import read_gift
from lessons.exchange.gift_writing import escaped, write_gift
from lessons.items import Elapsed, Item, Match, Single
from lessons.text import LANGUAGES, Text
from tests.lessons.test_exchange import carried_and_written

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


@given(st.text(st.sampled_from("{}=~#:\\%->T1.5 ab\n/$\u00e9"), max_size=200))
def test_no_gift_however_broken_does_anything_but_be_carried_or_refused(text: str) -> None:
    with suppress(Unreadable):
        carried_and_written(read_gift(text.encode()))
