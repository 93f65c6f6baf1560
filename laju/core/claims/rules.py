"""What a claim is, and what it takes to be allowed to make it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a refused passage claims."""

    SUPERLATIVE = "SUPERLATIVE"
    EXCLUSIVE = "EXCLUSIVE"
    QUALITY = "QUALITY"
    TASTE = "TASTE"
    PURITY = "PURITY"
    PERMIT = "PERMIT"
    HEALTH = "HEALTH"
    GUARANTEE = "GUARANTEE"
    OFFER = "OFFER"
    URGENCY = "URGENCY"
    POPULARITY = "POPULARITY"
    WONDER = "WONDER"
    DELIVERY = "DELIVERY"
    PROCESS = "PROCESS"
    PRICE = "PRICE"
    YEAR = "YEAR"
    NUMBER = "NUMBER"
    NAME = "NAME"
    PLACE = "PLACE"
    WORD = "WORD"  # neither in the language we write nor in the facts
    MARKUP = "MARKUP"  # code, addresses, control marks


class Backing(StrEnum):
    """What makes a claim sayable."""

    NOTHING = "NOTHING"  # no fact we store could prove it
    OWN_WORDS = "OWN_WORDS"  # the owner says the same word of the activity or of a product
    NOTES = "NOTES"  # it stands in the note of a product, which the owner keeps up to date
    PERMIT = "PERMIT"  # a permit of that kind with its number is on file
    NAME_ONLY = "NAME_ONLY"  # never, not even inside the name of a product


@dataclass(frozen=True, slots=True)
class Rule:
    """One family of claims; `pattern` runs over text without capitals."""

    kind: Kind
    pattern: re.Pattern[str]
    backing: Backing
    reason: str
    remedy: str


def whole_words(alternatives: str) -> re.Pattern[str]:
    """Compile alternatives parted by "|" or a line break so that they match whole words only."""
    parts = [line.strip() for line in alternatives.splitlines()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
