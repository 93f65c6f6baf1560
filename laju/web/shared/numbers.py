"""Whole numbers as people type them."""

import re

from laju.core.errors import DomainError

_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0']\d{3})+")
_PLAIN = re.compile(r"\d{1,18}")
LONGEST = 24


class NotWhole(DomainError):
    message = "“{text}” bukan angka bulat."
    remedy = "Tulis misalnya 1.153.758 atau 1153758."
    status = 422


def read_whole(text: str) -> int:
    """Read a whole number in Indonesian notation. Raises: NotWhole.

    >>> read_whole(" 1.153.758 "), read_whole("13610")
    (1153758, 13610)
    """
    plain = text.strip()
    if plain.isascii() and _PLAIN.fullmatch(plain):
        return int(plain)
    if (
        len(plain) <= LONGEST
        and _GROUPED.fullmatch(plain)
        and plain.replace("\u00a0", " ").isascii()
    ):
        return int(re.sub(r"\D", "", plain))
    raise NotWhole(text=plain[:40])
