"""Each attack gets through where the wall it attacks is missing: else it would prove nothing of that wall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks import walls

pytestmark = [pytest.mark.attack, pytest.mark.jail]


@pytest.mark.parametrize("name", walls.WALLS)
def test_a_wall_that_is_switched_off_lets_its_attacks_through(name: str) -> None:
    wall = walls.WALLS[name]
    assert set(walls.got_through(wall)) >= set(wall.through) - walls.SILENT


@pytest.mark.parametrize("name", [*walls.BESIDE, *walls.AT_LARGE])
@pytest.mark.skipif(not Path(walls.SYSTEM_PYTHON).exists(), reason="needs a Python that anybody may read")
def test_an_attack_gets_through_where_there_is_no_jail(name: str) -> None:
    assert "BREACH" in walls.unjailed(name)
