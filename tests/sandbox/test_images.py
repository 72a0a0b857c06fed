"""Uploaded images: whole, in pieces, one of its own for each request; and the class that a model must give each."""

from __future__ import annotations

import json

import pytest

from sandbox.evidence import Answer, Evidence, Phase
from sandbox.grading import images
from sandbox.grading.rules import find
from sandbox.inside.services import upload
from sandbox.inside.services.load import Phase as Planned
from tests.sandbox.beside import measured_beside

APP = """
import hashlib, time
from fastapi import FastAPI, UploadFile
app = FastAPI()
@app.post("/size")
async def size(photo: UploadFile):
    data = await photo.read()
    return {"name": photo.filename, "size": len(data), "digest": hashlib.sha256(data).hexdigest()}
"""


def blurred(image: bytes) -> int:
    """The class, as a model finds it that looks at every byte."""
    around = [(image[i - 1] + image[i] + image[(i + 1) % len(image)]) // 3 for i in range(len(image))]
    return sum(around) % 10


@pytest.mark.parametrize("token", ["", "a", "5e0c2a91", "ñ"])
@pytest.mark.parametrize("size", [1_000, 7_000])
def test_the_class_without_the_image_is_that_of_the_image(token: str, size: int) -> None:
    image = upload.Upload(field="photo", size=size).image(token)
    assert len(image) == size
    assert images.image_class(token, size) == blurred(image)


def test_every_token_has_an_image_of_its_own() -> None:
    assert upload.tile("5e0c2a91") != upload.tile("5e0c2a92")


def test_an_upload_comes_in_as_many_pieces_as_told_and_says_its_length() -> None:
    pieces = list(upload.Upload(field="photo", size=5_000, pieces=4).message("/size", "here", "a"))
    assert len(pieces) == 4
    head, _, body = b"".join(pieces).partition(b"\r\n\r\n")
    assert head.startswith(b"POST /size HTTP/1.1\r\n")
    assert f"content-length: {len(body)}".encode() in head


@pytest.mark.parametrize("wrong", [{"size": 0}, {"size": 1_500}, {"size": 5_000_000}, {"pieces": 0}, {"pause_ms": -1}])
def test_an_upload_that_makes_no_sense_is_our_mistake(wrong: dict[str, int]) -> None:
    phase = {"name": "crowd", "path": "/size", "upload": {"field": "photo", "size": 1_000, **wrong}}
    with pytest.raises(ValueError, match=r"bytes are no image|pieces, and a pause"):
        Planned.all([phase])


def test_an_app_receives_the_image_of_each_users_token_whole() -> None:
    phase = {"name": "crowd", "path": "/size", "users": 2, "requests": 2}
    evidence = measured_beside(
        APP,
        kind="app",
        services={},
        load=({**phase, "upload": {"field": "photo", "size": 1_200_000, "pieces": 3, "pause_ms": 5}},),
    )
    answers = evidence.phases[0].answers
    assert len({answer.token for answer in answers}) == 4
    for answer in answers:
        assert answer.status == 200
        got = json.loads(answer.body)
        assert (got["name"], got["size"]) == (f"{answer.token}.gray", 1_200_000)


def test_a_class_of_another_image_is_wrong() -> None:
    def found(*classes: int) -> str:
        answers = tuple(
            Answer(n, 0, f"t{n}", "/", 0, 1, 200, json.dumps({"clase": one})) for n, one in enumerate(classes)
        )
        evidence = Evidence(phases=(Phase("crowd", 0, 1, "", answers, (), None, 0),))
        rule = {"rule": "wrong-classes", "phase": "crowd", "field": "clase", "size": 2_000}
        return find([{"code": "wrong-result", **rule}], evidence)[0]

    right = [images.image_class(f"t{n}", 2_000) for n in range(3)]
    assert found(*right) == ""
    assert found(*right[:2], (right[2] + 1) % 10) == "wrong-result"
