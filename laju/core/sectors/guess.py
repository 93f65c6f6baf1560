"""Guesses the kind of a business from its own words."""

import re
from collections import Counter
from functools import cache, lru_cache

from laju.core.indonesian import clean_text
from laju.core.profile import Sector
from laju.core.sectors.lexicon import KEYWORDS, STATED

ACTIVITY_WEIGHT = 2
NAME_WEIGHT = 1
STATED_WEIGHT = 4
LONG_WORD = 6


def guess_sector(*, activity: str, name: str, stated: str = "") -> Sector:
    """Return the sector most of the words speak for; OTHER when none does.

    `stated` is the column of a sheet ("Kuliner", "Jasa"); a clear activity outweighs it, because
    office columns lump ("Perdagangan" for a food stall).

    >>> guess_sector(activity="jual keripik ubi", name="UD. Sinar Jaya").value
    'FOOD'
    >>> guess_sector(activity="", name="Bengkel Las Bang Ucok", stated="Jasa").value
    'WORKSHOP'
    >>> guess_sector(activity="perorangan", name="Ani").value
    'OTHER'
    """
    scores: Counter[Sector] = Counter()
    for hits, weight in (
        (hits_of(activity), ACTIVITY_WEIGHT),
        (hits_of(name), NAME_WEIGHT),
        (_stated(stated), STATED_WEIGHT),
    ):
        for sector, strength in hits:
            scores[sector] += weight * strength
    if not scores:
        return Sector.OTHER
    best = max(scores.values())
    return next(sector for sector in Sector if scores[sector] == best)


@lru_cache(maxsize=20_000)  # the same few lines make up a good part of every list
def hits_of(text: str) -> tuple[tuple[Sector, int], ...]:
    """Return the sectors the words of a text speak for, each with the strength of its words.

    Texts with the same hits have the same sector, be they an activity or a name.
    """
    words = clean_text(text, limit=400).casefold()
    if not words:
        return ()
    found = []
    for sector, strength, pattern in _patterns():
        # Naming ten goods of one kind should not drown the word that names the trade.
        if hits := len(set(pattern.findall(words))):
            found.append((sector, strength * min(hits, 3)))
    return tuple(found)


@lru_cache(maxsize=2_000)
def _stated(text: str) -> tuple[tuple[Sector, int], ...]:
    """Return the sectors the column of an office names."""
    words = clean_text(text, limit=100).casefold()
    return tuple((sector, 1) for word, sector in STATED.items() if word in words)


@cache
def _patterns() -> tuple[tuple[Sector, int, re.Pattern[str]], ...]:
    compiled = []
    for sector, by_strength in KEYWORDS.items():
        for strength, words in by_strength.items():
            parts = [part.strip() for part in re.split(r"[|\n]", words) if part.strip()]
            parts.sort(key=len, reverse=True)
            whole = [_as_pattern(part) for part in parts]
            compiled.append((sector, strength, re.compile(rf"(?<!\w)(?:{'|'.join(whole)})")))
    return tuple(compiled)


def _as_pattern(word: str) -> str:
    """Return a pattern; short words must stand alone, longer ones may carry an ending."""
    bare = word.removesuffix("$")
    if word.endswith("$") or len(bare) < LONG_WORD:
        return re.escape(bare) + r"(?:nya|an)?(?!\w)"
    return re.escape(bare)


@cache
def telling_words() -> frozenset[str]:
    """Return how words begin that can speak for a sector; no other word of a text is looked at."""
    return frozenset(
        word
        for by_strength in KEYWORDS.values()
        for keywords in by_strength.values()
        for word in re.findall(r"\w+", keywords)
    )
