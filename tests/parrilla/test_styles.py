"""What the style sheets hold to."""

import re
from pathlib import Path

STYLES = Path(__file__).resolve().parent.parent.parent / "web" / "styles"


def test_code_is_set_without_ligatures_also_where_a_shorthand_sets_its_face() -> None:
    rules = [
        (sheet.name, rule)
        for sheet in STYLES.rglob("*.css")
        for rule in re.findall(r"[^{}]+\{[^{}]*font: 400 [^;]*var\(--face-code\)[^{}]*\}", sheet.read_text())
    ]
    assert rules
    assert [found for found in rules if "font-variant-ligatures: none" not in found[1]] == []
