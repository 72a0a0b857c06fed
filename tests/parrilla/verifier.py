"""A verifier of Open Badges 3.0 that shares nothing with the issuer: it has a token and fetches the rest from the web.

The steps are those of the specification's section on the JSON Web Token proof format; RSASSA-PKCS1-v1_5 with SHA-256 is
written out after RFC 8017, 8.2.2. No library of JOSE, so that what our own one writes and reads alike is noticed too.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

Fetch = Callable[[str], Any]
"""The JSON at an address."""

CONTEXTS: Final = (
    r"https://www\.w3\.org/ns/credentials/v2",
    r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json",
)
SHA256_INFO: Final = bytes.fromhex("3031300d060960864801650304020105000420")
"""The DER of DigestInfo for SHA-256, up to the digest."""

# Of the specification's data model, appendix B: what each class must have, and what else it may.
MODEL: Final[dict[str, tuple[str, str]]] = {
    "OpenBadgeCredential": (
        "@context id type issuer validFrom credentialSubject",
        "name description image awardedDate endorsement endorsementJwt evidence validUntil proof credentialSchema"
        " credentialStatus refreshService termsOfUse iss jti sub nbf exp",
    ),
    "AchievementSubject": (
        "type achievement",
        "id activityEndDate activityStartDate creditsEarned identifier image licenseNumber narrative result role source"
        " term",
    ),
    "Achievement": (
        "id type criteria description name",
        "alignment achievementType creator creditsAvailable endorsement endorsementJwt fieldOfStudy humanCode image"
        " inLanguage otherIdentifier related resultDescription specialization tag version",
    ),
    "IdentityObject": ("type hashed identityHash identityType", "salt"),
    "Profile": ("id type", "name url phone description endorsement endorsementJwt image email address official"),
    "Evidence": ("type", "id narrative name description genre audience"),
    "Image": ("id type", "caption"),
}
JWK: Final = {"kty", "use", "alg", "kid", "n", "e"}


class Invalid(Exception):
    """No credential, or one that does not hold."""


def verify(token: str, fetch: Fetch) -> dict[str, Any]:
    """The credential in it. Raises Invalid."""
    parts = token.split(".")
    if len(parts) != 3:
        raise Invalid("no compact JWS")
    head, body, seal = map(_decoded, parts)
    header = json.loads(head)
    if not header.keys() <= {"alg", "kid", "jwk", "typ"} or header.get("typ", "JWT") != "JWT":
        raise Invalid(f"a header that is not allowed: {header}")
    if header["alg"] != "RS256":
        raise Invalid(f"signed by {header['alg']}")
    key = header.get("jwk") or fetch(header["kid"])
    _check_seal(key, f"{parts[0]}.{parts[1]}".encode(), seal)
    claims: dict[str, Any] = json.loads(body)
    _check_claims(claims)
    _check_shape("OpenBadgeCredential", claims)
    profile = fetch(claims["iss"])
    if {name: profile.get(name) for name in claims["issuer"]} != claims["issuer"]:
        raise Invalid("the issuer says something else of itself")
    return claims


def _decoded(part: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", part):
        raise Invalid("no base64url without padding")
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _check_seal(key: Mapping[str, str], signed: bytes, seal: bytes) -> None:
    if key["kty"] != "RSA" or not key.keys() <= JWK or key.get("use", "sig") != "sig":
        raise Invalid(f"no public key for signatures: {sorted(key)}")
    modulus = int.from_bytes(_decoded(key["n"]))
    length = (modulus.bit_length() + 7) // 8
    if modulus.bit_length() < 2048 or len(seal) != length:
        raise Invalid("a key too short, or a signature of another length")
    found = pow(int.from_bytes(seal), int.from_bytes(_decoded(key["e"])), modulus).to_bytes(length)
    digest = SHA256_INFO + sha256(signed).digest()
    if found != b"\x00\x01" + b"\xff" * (length - 3 - len(digest)) + b"\x00" + digest:
        raise Invalid("the signature does not hold")


def _check_claims(claims: Mapping[str, Any]) -> None:
    """What the JWT says under its own names is what the credential says."""
    begins = datetime.fromisoformat(claims["validFrom"])
    said = {
        "iss": claims["issuer"]["id"],
        "jti": claims["id"],
        "sub": claims["credentialSubject"]["id"],
        "nbf": begins.timestamp(),
    }
    for name, wanted in said.items():
        if claims[name] != wanted:
            raise Invalid(f"{name} is {claims[name]!r}, the credential says {wanted!r}")
    if begins > datetime.now(UTC):
        raise Invalid("it is not valid yet")
    for place, pattern in enumerate(CONTEXTS):
        if not re.fullmatch(pattern, claims["@context"][place]):
            raise Invalid(f"context {place + 1} is {claims['@context'][place]}")
    if not {"VerifiableCredential", "OpenBadgeCredential"} <= set(claims["type"]):
        raise Invalid(f"it is a {claims['type']}")


def _check_shape(kind: str, found: Mapping[str, Any]) -> None:
    """It is of its class, has all that this must have and nothing that it does not know; and so has what is in it."""
    types = [found["type"]] if isinstance(found["type"], str) else found["type"]
    if kind not in types:
        raise Invalid(f"a {kind} that says it is {types}")
    must, may = (set(names.split()) for names in MODEL[kind])
    if must - found.keys() or found.keys() - must - may:
        raise Invalid(f"{kind}: without {must - found.keys()}, with {found.keys() - must - may}")
    for value in found.values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict) and "type" in part:
                inner = part["type"] if isinstance(part["type"], str) else part["type"][0]
                if inner in MODEL:
                    _check_shape(inner, part)
