"""Codes people read, say and type: short, without look-alikes, kept as keyed hashes only."""

import re
import secrets

from django.utils.crypto import salted_hmac

LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789"  # no I L O S Z 0 1 2 5
WORD = re.compile(r"\bMASUK\W{0,3}(\d{3})\W?(\d{3})\b", re.IGNORECASE)
STOP = re.compile(r"^\W*(?:BERHENTI|STOP)\W*$", re.IGNORECASE)
START = re.compile(r"^\W*MULAI\W*$", re.IGNORECASE)


def new_digits() -> str:
    """Return six random digits."""
    return f"{secrets.randbelow(1_000_000):06}"


def new_letters() -> str:
    """Return eight random characters, some 38 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def hash_of(code: str, *, use: str) -> str:
    """Return the keyed hash of a code; what it is for is part of it."""
    plain = re.sub(r"[\s.-]", "", code).upper()
    return salted_hmac(f"laju.passes.{use}", plain, algorithm="sha256").hexdigest()


def word_in(text: str) -> str:
    """Return the six digits of "MASUK 482 193" in a message, or "".

    >>> word_in("masuk 482193 ya"), word_in("MASUK: 482-193"), word_in("482193")
    ('482193', '482193', '')
    """
    found = WORD.search(text)
    return found[1] + found[2] if found else ""
