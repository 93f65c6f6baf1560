"""The guard for words that neither our grammar nor a person wrote."""

import re
from collections.abc import Iterator
from datetime import date

from laju.core.claims.guard import Violation, check_text, facts_of
from laju.core.claims.rules import Kind
from laju.core.claims.vocabulary import unknown_words
from laju.core.profile import Profile

_WORD = (
    "Kata ini tidak ada dalam fakta usaha dan bukan kata umum.",
    "Catat dulu faktanya, atau tulis kalimatnya tanpa kata itu.",
)
_MARKUP = (
    "Kalimat memuat alamat, kode, tagar, atau tanda yang tidak terlihat.",
    "Tulis kalimat biasa; tagar dan alamat ditambahkan sendiri oleh halaman.",
)
_UNWANTED = re.compile(
    r"https?:|www\.|\w\.(?:com|net|org|id|io|ly|me|xyz|shop|top)\b|@\w+(?:\.\w+)*|#\w+|[<>{}\[\]|`\\^~]|&#|&\w+;"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc]",
    re.IGNORECASE,
)


def check_written(*, text: str, profile: Profile, on: date | None = None) -> tuple[Violation, ...]:
    """Return everything in `text` that may not stand, read by all layers of the guard.

    The layers: addresses and code; claims, numbers, names and places (`check_text`); and the closed
    vocabulary: each word is of a family with a fact, or with an approved word.

    >>> shop = Profile(code="LJ-1", slug="a", name="Dapur Bu Ani", activity="keripik ubi")
    >>> [each.words for each in check_written(
    ...     text="Keripik ubi kami memakai cabai rawit.", profile=shop)]
    ['cabai', 'rawit']
    """
    own = {f"@{handle}".casefold() for handle in profile.channels.values()}
    marked = [mark for mark in dict.fromkeys(_UNWANTED.findall(text)) if mark.casefold() not in own]
    return (
        *(Violation(Kind.MARKUP, mark, *_MARKUP) for mark in marked),
        *check_text(text=text, profile=profile, on=on),
        *_unknown(text, profile),
    )


def _unknown(text: str, profile: Profile) -> Iterator[Violation]:
    for word in unknown_words(text=text, facts=(facts_of(profile),)):
        yield Violation(Kind.WORD, word, *_WORD)
