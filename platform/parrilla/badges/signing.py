"""Signing credentials and checking them: JSON Web Tokens with the platform's own RSA key."""

import json
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from jwt.algorithms import RSAAlgorithm

from parrilla.badges.models import IssuerKey

ALGORITHM: Final = "RS256"
"""The one that every verifier of Open Badges 3.0 must know."""
KEY_BITS: Final = 2048


class Forged(ValueError):
    """Not signed with our key, or changed since."""


def sign(payload: dict[str, Any], key_url: str) -> str:
    """`key_url`: where whoever checks it finds the public key."""
    return jwt.encode(payload, _key(), ALGORITHM, headers={"kid": key_url, "typ": "JWT"})


def verified(token: str) -> dict[str, Any]:
    """What was signed. Raises Forged."""
    try:
        return dict(jwt.decode(token, _key().public_key(), [ALGORITHM], options={"verify_aud": False}))
    except jwt.InvalidTokenError as error:
        raise Forged(str(error)) from None


def public_key(key_url: str) -> dict[str, Any]:
    """As a JSON Web Key that says what it is for once: `use` beside `key_ops` is one too many (RFC 7517, 4.3)."""
    key: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(_key().public_key()))
    return {name: key[name] for name in ("kty", "n", "e")} | {"alg": ALGORITHM, "use": "sig", "kid": key_url}


def _key() -> RSAPrivateKey:
    """The first one that was made, by whichever process was first; a second one made at the same moment is not used."""
    found = IssuerKey.objects.order_by("pk").first()
    if found is None:
        made = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        IssuerKey.objects.create(pem=pem)
        found = IssuerKey.objects.order_by("pk")[0]
    key = load_pem_private_key(found.pem.encode(), None)
    assert isinstance(key, RSAPrivateKey)
    return key
