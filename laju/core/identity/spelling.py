"""Words as a search compares them: however they are spelt or shortened, they come out the same."""

import re
import unicodedata
from collections.abc import Iterable

from laju.core.identity.names import OLD_SPELLING

MOST_LETTERS = 300  # of a text somebody searches for; the rest is not looked at
MOST_WORDS = 12
# How offices shorten what names begin with, and the forms of address inside them.
_LONG = {
    "tk": "toko", "tko": "toko", "wr": "warung", "wrg": "warung", "waroeng": "warung",
    "kede": "kedai", "kiosk": "kios", "catering": "katering", "rm": "rumah makan",
    "ibu": "bu", "ny": "bu", "nyonya": "bu", "bapak": "pak", "bpk": "pak",
    "moch": "muhammad", "moh": "muhammad", "mhd": "muhammad", "muh": "muhammad",
    "md": "muhammad", "mohammad": "muhammad", "mohamad": "muhammad", "muhamad": "muhammad",
    "kec": "kecamatan", "kab": "kabupaten", "kel": "kelurahan",
}  # fmt: skip
_TITLES = frozenset(("h", "hj", "haji", "hajjah", "drs", "dra", "dr", "ir", "prof"))
_DOTTED = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_QUOTES = re.compile(r"['’`´]")
_BETWEEN = re.compile(r"[^\w]+|_")
_REPEATED = re.compile(r"([^\W\d_])\1+")


class _Sounds(dict[str, str]):
    """The sound of every word met so far; a language has few words and lists have many."""

    def __missing__(self, word: str) -> str:
        sound = " ".join(_sound(part) for part in _LONG.get(word, word).split())
        if len(self) < 500_000:  # noqa: PLR2004  some 50 MB
            self[word] = sound
        return sound


_SOUNDS = _Sounds()


def plain_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without accents and signs.

    >>> plain_words("U.D. Maju-Jaya (d'Besto)")
    ['ud', 'maju', 'jaya', 'dbesto']
    """
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in parts if not unicodedata.combining(char))
    text = text.casefold()
    words = text.split()
    if all(map(str.isalnum, words)):  # nearly every name: nothing between its words but spaces
        return words
    if "." in text:
        text = _DOTTED.sub(r"\1", text)
    return _BETWEEN.sub(" ", _QUOTES.sub("", text)).split()


def sound_of(text: str) -> str:
    """Return a text as it sounds: short forms written out, old and sloppy spelling folded away.

    >>> sound_of("Tk. Soerjani & Ibu Djoelita"), sound_of("TOKO Suryani, Bu Julita")
    ('toko surjani bu julita', 'toko surjani bu julita')
    """
    return " ".join(map(_SOUNDS.__getitem__, plain_words(text)))


def searched_words(text: str) -> list[str]:
    """Return the words somebody searches for, as they sound; titles only when nothing else is said.

    >>> searched_words("Hj. Siti AMINAH"), searched_words("Hj.")
    (['siti', 'aminah'], ['hj'])
    """
    plain = plain_words(text[:MOST_LETTERS])
    told = [word for word in plain if word not in _TITLES] or plain
    return [sound for word in told for sound in _SOUNDS[word].split()][:MOST_WORDS]


def trigrams_of(words: Iterable[str]) -> list[str]:
    """Return every three letters in a row, word ends included, each once, in order.

    >>> trigrams_of(["ani", "b"])
    [' an', 'ani', 'ni ', 'i b', ' b ']
    """
    text = f" {' '.join(words)} "
    return list(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))


def _sound(word: str) -> str:
    for old, new in OLD_SPELLING:
        word = word.replace(old, new)
    return _REPEATED.sub(r"\1", word)
