"""Join codes: short enough to write on a blackboard, said without spelling, such as BRASA-2749.

A word of the kitchen and four digits, without those that look alike (O 0, I L 1), so no reader has to guess.
"""

import re
import secrets
import unicodedata

WORDS = [
    "AGUACATE", "AREPA", "AVENA", "BANANA", "BANDEJA", "BATATA", "BERZA", "BRASA", "BREVA", "CACAHUETE", "CAFE",
    "CARNE", "CASTANA", "CENA", "CEREZA", "CREMA", "CREPE", "CUAJADA", "CUBETA", "CURRY", "EMPANADA", "ESPUMA",
    "FRESA", "FRUTA", "GAMBA", "GRANADA", "GUAYABA", "HAMBURGUESA", "JARRA", "MANGA", "MANTECA", "MANZANA",
    "MAZAPAN", "MENTA", "MESA", "NARANJA", "NATA", "NUEZ", "PAN", "PAPA", "PAPAYA", "PASTA", "PATATA", "PERA",
    "RAMEN", "SARTEN", "SETA", "TAPAS", "TARTA", "TAZA", "TEMPURA", "TERNERA", "TETERA", "TRUFA", "TUNA", "UVA",
    "VERDURA", "YEMA", "YERBA", "YUCA",
]  # fmt: skip
DIGITS = "23456789"
LENGTH = 16
"""Room for the longest code in the database, not its usual length."""


def draw() -> str:
    """A new code. About a quarter of a million exist; `guessing` keeps trying them out slow."""
    return f"{secrets.choice(WORDS)}-{''.join(secrets.choice(DIGITS) for _ in range(4))}"


def tidy(typed: str) -> str:
    """What a person typed, written as codes are: `brasa 2749` is BRASA-2749. Nothing like a code is empty."""
    plain = unicodedata.normalize("NFKD", typed[:100]).upper()
    match = re.fullmatch(r"([A-Z]+)(\d+)", re.sub(r"[^A-Z0-9]", "", plain))
    return f"{match[1]}-{match[2]}"[:LENGTH] if match else ""
