"""The last rung of an exercise's ladder: its reference raced against the code it starts from, and explained."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lessons.exercise import Exercise
from lessons.race import Race, Racer
from lessons.text import Text

PREFIX: Final = "worked"
"""Of the context its runs carry: `worked:A1`. They are nobody's attempts at the exercise."""


def worked_race(exercise: Exercise) -> Race:
    """Where the exercise runs, without its verdict."""
    form = "async" if "async def" in exercise.reference else ""
    return Race(
        setup=replace(exercise.setup, context=f"{PREFIX}:{exercise.id}", grade=()),
        racers=(
            Racer("starter", Text(es="Código de partida", en="Starting code"), "", Text.read(exercise.starter)),
            Racer("reference", Text(es="Referencia", en="Reference"), form, Text.read(exercise.reference)),  # type: ignore[arg-type]
        ),
        folder=exercise.folder,
        document=exercise.document,
        where=("worked",),
    )
