"""Rules on images that users uploaded: what a model must say of each is known from its request's token."""

from __future__ import annotations

from sandbox.evidence import Evidence
from sandbox.grading.crowd import OK, field_of
from sandbox.grading.rules import NOTHING, Finding, rule
from sandbox.inside.services.upload import TILE_BYTES, tile


def image_class(token: str, size: int) -> int:
    """Of an image of `size` bytes: the last digit of the sum of its bytes, each the mean of itself and its neighbours.

    The image's ends are neighbours, so every tile's sum is the same.
    """
    part = tile(token)
    around = zip(part[-1:] + part[:-1], part, part[1:] + part[:1], strict=True)
    return sum(sum(three) // 3 for three in around) * (size // TILE_BYTES) % 10


@rule("wrong-classes", "right answered users")
def wrong_classes(evidence: Evidence, *, phase: str, field: str, size: int) -> Finding:
    """What a user got in this field is not the class of the image they uploaded."""
    one = evidence.phase(phase)
    if one is None:
        return NOTHING
    answered = [answer for answer in one.answers if answer.status == OK]
    right = sum(field_of(answer, field) == image_class(answer.token, size) for answer in answered)
    return Finding(right < len(answered), {"right": right, "answered": len(answered), "users": len(one.answers)})
