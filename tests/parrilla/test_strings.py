"""Every sentence the browser asks for is there, and none is kept that nobody asks for."""

import re

from parrilla.environment import ROOT
from parrilla.strings import STRINGS

SOURCES = [path for path in (ROOT / "web" / "src").rglob("*.ts") if not path.name.endswith((".test.ts", ".d.ts"))]
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
