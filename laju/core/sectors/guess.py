"""Guesses the kind of a business from its own words."""

import re
from functools import cache

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
    scores = dict.fromkeys(Sector, 0)
    for text, weight in ((activity, ACTIVITY_WEIGHT), (name, NAME_WEIGHT)):
        words = clean_text(text, limit=400).casefold()
        for sector, strength, pattern in _patterns():
            # Naming ten goods of one kind should not drown the word that names the trade.
            hits = len(set(pattern.findall(words)))
            scores[sector] += weight * strength * min(hits, 3)
    words = clean_text(stated, limit=100).casefold()
    for word, sector in STATED.items():
        if word in words:
            scores[sector] += STATED_WEIGHT
    best = max(scores.values())
    if not best:
        return Sector.OTHER
    return next(sector for sector in Sector if scores[sector] == best)


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
