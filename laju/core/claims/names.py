"""Finds names and places in a text that are no fact of the business."""

import re
from collections.abc import Iterator

from laju.core.claims.lexicon import PLACES
from laju.core.claims.rules import Kind

_WORD = re.compile(r"(?!Rp\d)[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLACES = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(PLACES, key=len, reverse=True))})(?!\w)")
# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    re.split(
        r"\s+",
        """jl no bu ud cv pt hj h dr rp kec kab gg tj kp ds dsn blok s""",
    )
)
VOCABULARY = frozenset(
    re.split(
        r"\s+",
        """anda whatsapp wa instagram ig facebook fb tiktok youtube telegram google maps rp
        qris umkm senin selasa rabu kamis jumat sabtu minggu januari februari maret
        april mei juni juli agustus september oktober november desember indonesia bapak
        ibu pak bu kak kakak bang abang halo hai p-irt pirt bpom sni nib wib wita wit covid jalan jl
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july
        august september october november december i english indonesian indonesia regency city abang""",
    )
)


def find_invented_names(*, text: str, known_words: frozenset[str]) -> Iterator[tuple[Kind, str]]:
    """Yield capitalised words inside sentences and places that no fact backs.

    Hashtags are read word by word, for places only. `known_words` are all words of the facts, without capitals.
    """
    plain = re.sub(r"#\w+", lambda tag: " " * len(tag[0]), text)
    tags = [" ".join(_CAMEL.findall(tag)) for tag in re.findall(r"#(\w+)", text)]
    spread = " . ".join([plain, *tags]).casefold()
    places = [found[0] for found in _PLACES.finditer(spread)]
    foreign = [place for place in places if not set(place.split()) <= known_words]
    yield from ((Kind.PLACE, place) for place in foreign)
    known = known_words | VOCABULARY | words_of(" ".join(foreign))
    for found in _WORD.finditer(plain):
        word = found[0]
        if word[0].isupper() and not _starts_sentence(plain, found.start()):
            parts = [part.casefold() for part in re.split(r"['’-]", word) if part]
            if word.casefold() not in known and not all(part in known for part in parts):
                yield Kind.NAME, word


def words_of(text: str) -> frozenset[str]:
    """Return the words of a fact as the guard compares them."""
    words = [word.casefold() for word in _WORD.findall(text)]
    parts = [part for word in words for part in re.split(r"['’-]", word) if part]
    return frozenset([*words, *parts])


def is_abbreviated(*, text: str) -> bool:
    """Say whether a full stop behind this would not end a sentence.

    >>> is_abbreviated(text="jual beli di kp"), is_abbreviated(text="jual kopi")
    (True, False)
    """
    last = re.search(r"(\w+)\W*$", text)
    return last is not None and last[1].casefold() in _ABBREVIATIONS


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\"'“”‘’(*_•>-–")
    if not before or text[len(before) : at].count("\n") or before.endswith("\n"):
        return True
    if before[-1] in "!?…\n":
        return True
    if before[-1] != ".":
        return False
    last = re.search(r"(\w+)\.$", before)
    return last is None or last[1].casefold() not in _ABBREVIATIONS
