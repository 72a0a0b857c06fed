"""What a simulated user uploads: an image nobody could foresee, sent in pieces as over a slow line.

An image is a tile, made of the request's token, over and over: whoever knows the token knows the image, and what a
model must say of it, without keeping or computing megabytes (`sandbox.grading.images` judges by this very tile).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

TILE_BYTES: Final = 1_000
LARGEST: Final = 4_000_000
BOUNDARY: Final = "parrilla-7f3a9c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The `upload` of a phase: a form with one file, asked for by POST."""

    field: str
    size: int
    """Bytes of the image: a multiple of TILE_BYTES, LARGEST at most."""
    pieces: int = 6
    pause_ms: float = 30
    """Between two pieces."""

    def __post_init__(self) -> None:
        if not 0 < self.size <= LARGEST or self.size % TILE_BYTES:
            raise ValueError(f"{self.size} bytes are no image")
        if not 1 <= self.pieces <= 100 or self.pause_ms < 0:
            raise ValueError("1 to 100 pieces, and a pause between them")

    def image(self, token: str) -> bytes:
        return tile(token) * (self.size // TILE_BYTES)

    def message(self, path: str, host: str, token: str) -> Iterator[bytes]:
        """The whole request, in its pieces."""
        top = (
            f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{self.field}"; filename="{token}.gray"\r\n'
            "content-type: application/octet-stream\r\n\r\n"
        )
        body = top.encode() + self.image(token) + f"\r\n--{BOUNDARY}--\r\n".encode()
        head = (
            f"POST {path} HTTP/1.1\r\nhost: {host}\r\naccept: */*\r\ncontent-length: {len(body)}\r\n"
            f"content-type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
        )
        whole = head.encode() + body
        size = -(-len(whole) // self.pieces)
        for start in range(0, len(whole), size):
            yield whole[start : start + size]


def tile(token: str) -> bytes:
    """TILE_BYTES bytes that the token alone decides."""
    digests = (hashlib.sha256(f"{token} {number}".encode()).digest() for number in range(-(-TILE_BYTES // 32)))
    return b"".join(digests)[:TILE_BYTES]
