"""Answers: what is right, what each wrong one is told, and what is no answer at all."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.beliefs import beliefs
from lessons.course import course
from lessons.items import Blank, BugLine, Elapsed, Item, Match, Multiple, Order, Output, Single
from lessons.parsons import Parsons
from lessons.quiz import InvalidAnswer, check, read_seconds
from lessons.text import LANGUAGES

ITEMS = list(course().items.values())


def right_answer(item: Item) -> Any:
    match item:
        case Multiple():
            return [option.key for option in item.options if option.right]
        case Single():
            return next(option.key for option in item.options if option.right)
        case Elapsed():
            return item.seconds
        case Blank():
            return list(item.accept[0])
        case Order():
            return list(item.lines)
        case Output():
            return item.whole("es")
        case Parsons():
            return [list(part) for part in item.arrangement]
        case Match():
            return {pair.key: pair.right for pair in item.pairs}
        case BugLine():
            return item.line


def foreseen_wrong_answers(item: Item) -> list[Any]:
    wrong = [trap.value for trap in item.traps]
    if isinstance(item, Multiple):
        rights = right_answer(item)
        wrong += [[option.key] for option in item.options if not option.right]
        wrong += [[*rights, option.key] for option in item.options if not option.right]
        wrong += [rights[:1]]
    elif isinstance(item, Single):
        wrong += [option.key for option in item.options if not option.right]
    elif isinstance(item, Match):
        for pair in item.pairs:
            other = next(key for key in item.rights if key != pair.right)
            wrong.append({**right_answer(item), pair.key: other})
    elif isinstance(item, BugLine):
        wrong += [line for line in range(1, len(item.code.es.splitlines()) + 1) if line != item.line]
    elif isinstance(item, Elapsed):
        wrong.append(99.0)
    elif isinstance(item, Output):
        wrong.append("something else")
    elif isinstance(item, Parsons):
        wrong += [[[one.key, one.level]] for one in item.distractors]
        wrong += [right_answer(item)[:-1], right_answer(item)[::-1]]
    return wrong


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_right_answer_is_right_and_told_why(item: Item) -> None:
    outcome = check(item, right_answer(item))
    assert outcome.right
    assert outcome.remarks == ()
    assert all(item.why[language] for language in LANGUAGES)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_wrong_answer_is_told_something_in_both_languages(item: Item) -> None:
    wrong = foreseen_wrong_answers(item)
    assert wrong
    for answer in wrong:
        outcome = check(item, answer)
        assert not outcome.right, answer
        assert outcome.remarks
        for remark in outcome.remarks:
            assert not remark.misconception or remark.misconception in beliefs()
            for language in LANGUAGES:
                assert len(remark.says[language]) > 20
                assert "incorrect" not in remark.says[language].lower()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_foreseen_wrong_answer_names_its_misconception(item: Item) -> None:
    if isinstance(item, Single):
        named = [option.misconception for option in item.options if not option.right]
    elif isinstance(item, Match):
        named = [slug for pair in item.pairs for slug in pair.misconceptions.values()]
    elif isinstance(item, Parsons):
        named = [one.trap.misconception for one in item.distractors if one.trap.misconception]
    else:
        named = [trap.misconception for trap in item.traps]
    assert named
    assert all(slug in beliefs() for slug in named)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_kept_answer_checks_the_same_again(item: Item) -> None:
    for answer in [right_answer(item), *foreseen_wrong_answers(item)]:
        outcome = check(item, answer)
        assert check(item, outcome.answer) == outcome


@pytest.mark.parametrize(
    ("words", "seconds"), [("0.5", 0.5), ("0,5", 0.5), (",5", 0.5), (" 2 s ", 2.0), ("1.", 1.0), (0, 0.0)]
)
def test_seconds_are_read_as_people_write_them(words: object, seconds: float) -> None:
    assert read_seconds(words) == seconds


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "half",
        "-1",
        "1e3",
        "nan",
        "inf",
        "0.5.5",
        "1 000",
        "٣",
        "0x10",
        "9" * 400,
        float("nan"),
        -1,
        1e9,
        True,
        None,
        [],
    ],
)
def test_what_is_no_number_of_seconds_is_refused(words: object) -> None:
    with pytest.raises(InvalidAnswer):
        read_seconds(words)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(), inner, max_size=6),
    max_leaves=12,
)


@given(item=st.sampled_from(ITEMS), answer=anything)
def test_no_answer_however_hostile_does_anything_but_check_or_be_refused(item: Item, answer: object) -> None:
    with suppress(InvalidAnswer):
        outcome = check(item, answer)
        assert outcome.right or outcome.remarks


def test_an_option_of_another_question_is_no_answer() -> None:
    single = next(item for item in ITEMS if isinstance(item, Single) and not isinstance(item, Multiple))
    other = next(item for item in ITEMS if isinstance(item, Single) and item is not single)
    with pytest.raises(InvalidAnswer):
        check(single, other.options[0].key)


def test_an_options_key_does_not_tell_its_place_in_the_file() -> None:
    places = []
    for item in ITEMS:
        if isinstance(item, Single):
            keys = sorted(option.key for option in item.options)
            places += [keys.index(option.key) for option in item.options if option.right]
    assert len(set(places)) > 2


def test_equal_lines_are_interchangeable_in_an_order() -> None:
    item = course().item("M.q2")
    assert isinstance(item, Order)
    assert check(item, ["A", "A", "main", "B"]).right
    with pytest.raises(InvalidAnswer):
        check(item, ["A", "main", "main", "B"])
    with pytest.raises(InvalidAnswer) as error:
        check(item, ["A", "", "main", "B"])
    assert error.value.code == "incomplete"


def test_the_spaces_of_a_gap_are_the_learners_own() -> None:
    assert check(course().item("A.q2"), [" async ", "await\t"]).right


def test_an_output_is_right_in_either_language_whatever_its_spaces_and_empty_lines() -> None:
    item = course().item("A.q6")
    assert check(item, "llega 1\ncome 1\nllega 2\ncome 2").right
    assert check(item, "\n  sits 1 \r\neats  1\n\nsits 2\neats 2\n\n").right
    assert not check(item, "sits 1\ncome 1\nllega 2\ncome 2").right
    assert not check(item, "Sits 1\nEats 1\nSits 2\nEats 2").right


def test_a_whole_wrong_output_is_told_its_own_idea_in_either_language() -> None:
    item = course().item("M.q7")
    for words in ("entra 1\ncreada\nentra 2\nsale 1\nsale 2", "in 1\ncreated\nin 2\nout 1\nout 2"):
        assert check(item, words).misconceptions == ["task-starts-at-once"]


def test_an_output_too_long_to_be_one_is_refused() -> None:
    with pytest.raises(InvalidAnswer):
        check(course().item("A.q6"), "x" * 2001)
