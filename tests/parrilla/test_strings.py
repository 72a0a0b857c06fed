"""Every sentence the browser asks for is there, comes with the script that says it, and none is kept for nobody."""

import re
from pathlib import Path

import pytest
from django.test import Client

from parrilla.environment import ROOT
from parrilla.strings import ROOMS, STRINGS
from parrilla.strings.serving import addresses

WEB = ROOT / "web" / "src"
SOURCES = [path for path in WEB.rglob("*.ts") if not path.name.endswith((".test.ts", ".d.ts"))]
CODE = "\n".join(path.read_text() for path in SOURCES)
BUILT = set(re.findall(r"t\(`([a-z.-]+\.)\$\{", CODE)) | {"bet.hit", "bet.miss"}
"""Keys made of a fixed start and a varying end."""


def test_every_key_the_scripts_name_has_a_sentence() -> None:
    asked = set(re.findall(r'\bt\(\s*"([^"]+)"', CODE))
    assert asked, "the scripts ask for nothing: this test looks in the wrong place"
    assert asked <= STRINGS.keys(), f"without a sentence: {sorted(asked - STRINGS.keys())}"


def test_every_built_key_has_at_least_one_sentence() -> None:
    assert BUILT
    lonely = {prefix for prefix in BUILT if not any(key.startswith(prefix) for key in STRINGS)}
    assert not lonely


def test_no_sentence_is_kept_that_nobody_asks_for() -> None:
    unused = {key for key in STRINGS if f'"{key}"' not in CODE and not any(key.startswith(prefix) for prefix in BUILT)}
    assert not unused, f"nobody asks for: {sorted(unused)}"


def test_no_key_is_given_two_sentences() -> None:
    assert sum(len(part) for room in ROOMS.values() for part in room) == len(STRINGS)


def scripts_of(entry: Path) -> set[Path]:
    """What arrives with it: all that it imports, and what those import."""
    found, waiting = set(), [entry]
    while waiting:
        file = waiting.pop()
        if file in found or not file.is_file():
            continue
        found.add(file)
        imported = re.findall(r'^(?:import|export)(?! type)[^;]*?"(\.[^"]+)"', file.read_text(), re.MULTILINE)
        waiting += [(file.parent / name).resolve() for name in imported]
    return found


def rooms_asked_by(entry: Path) -> set[str]:
    code = "\n".join(file.read_text() for file in scripts_of(entry))
    starts = tuple(re.findall(r"`([a-z.-]+\.)\$\{", code))
    return {
        name
        for name, room in ROOMS.items()
        if any(f'"{key}"' in code or key.startswith(starts) for part in room for key in part)
    }


def rooms_fetched() -> dict[str, set[str]]:
    """By the script that arrives, as web/src/arrivals.ts and the two doors of the kitchen say."""
    arrivals = re.findall(r'import\("\./([^"]+)"\), rooms: \[([^\]]*)\]', (WEB / "arrivals.ts").read_text())
    fetched = {entry: set(re.findall(r"\w+", rooms)) for entry, rooms in arrivals}
    doors = {"kitchen/view.ts": "kitchen/door.ts", "kitchen/story/desk.ts": "kitchen/story/parrilla-story.ts"}
    for entry, door in doors.items():
        fetched[entry] = set(re.findall(r'\broom\("(\w+)"\)', (WEB / door).read_text()))
    fetched["kitchen/view.ts"].add("bench")  # the door stands on it
    return fetched | {"main.ts": set()}


@pytest.mark.parametrize(("entry", "rooms"), rooms_fetched().items())
def test_a_script_arrives_with_the_rooms_it_speaks_of(entry: str, rooms: set[str]) -> None:
    assert (WEB / entry).is_file()
    assert rooms_asked_by(WEB / entry) <= rooms | {"page"}


def test_every_room_is_fetched_by_somebody() -> None:
    assert set().union(*rooms_fetched().values()) | {"page"} == set(ROOMS)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_room_is_a_file_that_a_browser_may_keep_for_good(language: str) -> None:
    for name, address in addresses(language).items():
        answer = Client(headers={"accept-language": "es" if language == "en" else "en"}).get(address)
        assert answer.status_code == 200
        assert "immutable" in answer["Cache-Control"]
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies
        assert set(answer.json()) == {key for part in ROOMS[name] for key in part}
    assert addresses("es") != addresses("en")


def test_a_room_of_another_day_is_not_kept_and_one_that_never_was_is_not_found(client: Client) -> None:
    known = addresses("en")["bench"]
    before = re.sub(r"-[0-9a-f]{12}", "-0123456789ab", known)
    assert client.get(before)["Cache-Control"] == "no-store"
    assert client.get(before).json() == client.get(known).json()
    assert client.get(known.replace("bench", "cellar")).status_code == 404
    assert client.get(known.replace("/en/", "/fr/")).status_code == 404
