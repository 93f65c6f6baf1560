"""What of a text matched, how alike it is, and what somebody may have meant."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from laju.core.identity.spelling import plain_words, sound_of

_ALIKE = 72  # of 100: the same word, misspelt
_SHORTEST_JOINED = 5
_WORD = re.compile(r"[^\W_]+(?:['’`´.][^\W_]+)*")


class Piece(NamedTuple):
    """A part of a text; is_marked: what somebody searched for."""

    text: str
    is_marked: bool


def mark(*, text: str, words: Sequence[str]) -> list[Piece]:
    """Return a text in pieces, with the words in it that were searched for marked.

    words: as they sound (Asked.words).
    """
    pieces, last = [], 0
    for match in _WORD.finditer(text):
        if not _is_asked(match.group(), words):
            continue
        if match.start() > last:
            pieces.append(Piece(text[last : match.start()], is_marked=False))
        pieces.append(Piece(match.group(), is_marked=True))
        last = match.end()
    if last < len(text):
        pieces.append(Piece(text[last:], is_marked=False))
    return pieces


def likeness(*, words: Sequence[str], text: str) -> float:
    """Return how well the words are found in a text, 0 to 100, wherever spaces were left out."""
    sound = sound_of(text)
    there = sound.split()
    if not words or not there:
        return 0.0
    best = process.cdist(words, there, scorer=fuzz.ratio).max(axis=1)
    weights = [len(word) for word in words]
    each = sum(b * weight for b, weight in zip(best, weights, strict=True)) / sum(weights)
    joined = "".join(words)
    if len(joined) < _SHORTEST_JOINED:
        return float(each)
    return float(max(each, fuzz.partial_ratio(joined, "".join(there))))


def correct(*, text: str, texts: Iterable[str]) -> str:
    """Return what somebody may have meant, with words of the texts; "" when there is nothing to say.

    texts: the likeliest first; the first one that mends every strange word is taken.
    """
    asked = plain_words(text)
    for told in texts:
        known = plain_words(told)
        mended = [_mended(word, known) for word in asked]
        if mended != asked and all(mended):
            return " ".join(mended)
    return ""


def _mended(word: str, known: Sequence[str]) -> str:
    if word in known or word.isdigit():
        return word
    sounds = {sound_of(each): each for each in reversed(known)}
    if sound_of(word) in sounds:
        return word  # another spelling of the same, not a slip
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else ""


def _is_asked(word: str, words: Sequence[str]) -> bool:
    sounds = sound_of(word).split()
    if not sounds or not words:
        return False
    if sounds[0] in words or (len(words[-1]) > 1 and sounds[0].startswith(words[-1])):
        return True
    longest = max(len(sound) for sound in sounds)
    if longest < 4:  # noqa: PLR2004  every short word is like some other
        return False
    return any(
        len(each) > 3 and fuzz.ratio(sounds[0], each) >= _ALIKE  # noqa: PLR2004
        for each in words
    )
