"""What changed between two texts, word by word."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

MOST_PIECES = 4_000  # words and blanks of both texts; beyond that the whole text counts as new
_PIECES = re.compile(r"\s+|[^\W_]+(?:[-'’.,:][^\W_]+)*|.", re.DOTALL)


class Change(StrEnum):
    """What became of some words."""

    SAME = "SAME"
    ADDED = "ADDED"
    REMOVED = "REMOVED"


class Words(NamedTuple):
    """A run of words, with the blanks between them, of which the same became."""

    change: Change
    text: str


def diff_words(*, before: str, after: str) -> tuple[Words, ...]:
    """Return both texts as one run of pieces: what stayed, what went, what came.

    Without what came the pieces are `before` to the letter, without what went they are `after`.
    A word is changed as a whole; prices and times ("15.000", "08:00") are words. No two pieces that
    follow each other are of one kind, and what went stands before what came in its place.

    >>> [(w.change.value, w.text) for w in diff_words(before="Keripik ubi", after="Keripik pisang")]
    [('SAME', 'Keripik '), ('REMOVED', 'ubi'), ('ADDED', 'pisang')]
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) + len(new) > MOST_PIECES:
        told = [(Change.SAME, before)] if before == after else _replaced(before, after)
        return _joined(told)
    told = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            told.append((Change.SAME, "".join(old[i1:i2])))
        else:
            told += _replaced("".join(old[i1:i2]), "".join(new[j1:j2]))
    return _joined(_without_islands(told))


def is_changed(pieces: Iterable[Words]) -> bool:
    """Say whether anything in a diff came or went."""
    return any(piece.change is not Change.SAME for piece in pieces)


def _replaced(went: str, came: str) -> list[tuple[Change, str]]:
    return [(Change.REMOVED, went), (Change.ADDED, came)]


def _without_islands(told: list[tuple[Change, str]]) -> list[tuple[Change, str]]:
    """Let a blank that stayed between changed words go with them: whole phrases read better."""
    kept: list[tuple[Change, str]] = []
    for place, (change, text) in enumerate(told):
        is_inside = 0 < place < len(told) - 1
        if change is Change.SAME and is_inside and not text.strip():
            kept += _replaced(text, text)
        else:
            kept.append((change, text))
    return kept


def _joined(told: Iterable[tuple[Change, str]]) -> tuple[Words, ...]:
    """Put together what follows each other; between two stretches that stayed, went before came."""
    pieces: list[Words] = []
    held = {Change.REMOVED: "", Change.ADDED: ""}
    for change, text in (*told, (Change.SAME, "")):
        if change in held:
            held[change] += text
            continue
        pieces += [Words(kind, words) for kind, words in held.items() if words]
        held = dict.fromkeys(held, "")
        if text and pieces and pieces[-1].change is Change.SAME:
            pieces[-1] = Words(Change.SAME, pieces[-1].text + text)
        elif text:
            pieces.append(Words(Change.SAME, text))
    return tuple(pieces)
