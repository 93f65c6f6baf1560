"""Names of businesses and people: cleaned, compared, written nicely."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST_NAME = 120
LONGEST_FOLDED = 200
_LONGEST_DEGREE = 4

# Prefix words that say what kind of place it is; the class is kept apart from the name itself.
PREFIX_CLASSES: dict[str, str] = {
    "ud": "UD", "cv": "CV", "pt": "PT", "pd": "PD", "kub": "KUB", "kopkar": "KOPERASI",
    "koperasi": "KOPERASI", "toko": "TOKO", "tk": "TOKO", "tko": "TOKO", "kios": "KIOS",
    "kiosk": "KIOS", "warung": "WARUNG", "wr": "WARUNG", "wrg": "WARUNG", "waroeng": "WARUNG",
    "kedai": "KEDAI", "kede": "KEDAI", "rm": "RUMAH MAKAN", "rumah makan": "RUMAH MAKAN",
    "resto": "RUMAH MAKAN", "restoran": "RUMAH MAKAN", "lapo": "RUMAH MAKAN", "depot": "DEPOT",
    "usaha": "USAHA", "usaha dagang": "UD", "grosir": "GROSIR", "bengkel": "BENGKEL",
    "salon": "SALON", "catering": "KATERING", "katering": "KATERING", "laundry": "LAUNDRY",
}  # fmt: skip

PERSON_TITLES = frozenset((
    "h", "hj", "haji", "hajjah", "drs", "dra", "dr", "ir", "prof", "st", "sh", "se", "sp",
    "spd", "mm", "msi", "amd", "skom", "sag", "ssos", "skm", "mkes", "bpk", "bapak", "pak",
    "ibu", "bu", "ny", "nyonya", "tn", "tuan", "sdr", "sdri",
))  # fmt: skip
SAME_WORDS = {"ibu": "bu", "ny": "bu", "nyonya": "bu", "bapak": "pak", "bpk": "pak", "moch": "muhammad",
               "moh": "muhammad", "mhd": "muhammad", "muh": "muhammad", "md": "muhammad",
               "mohammad": "muhammad", "mohamad": "muhammad", "muhamad": "muhammad"}  # fmt: skip
OLD_SPELLING = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("nj", "ny"), ("ch", "k"), ("ie", "i"),
    ("f", "p"), ("v", "p"), ("z", "j"), ("q", "k"), ("y", "j"),
)  # fmt: skip
ALWAYS_UPPER = frozenset((
    "ud", "cv", "pt", "rm", "pd", "kub", "pkk", "ukm", "umkm", "bumdes", "rt", "rw", "ii",
    "iii", "iv", "vi", "vii", "viii", "ix", "xi",
))  # fmt: skip
ALWAYS_LOWER = frozenset(["dan", "di", "ke", "dari", "yang", "untuk", "dengan", "oleh", "atau"])
NO_VOWEL_WORDS = frozenset((
    "mhd", "hj", "tk", "wr", "wrg", "drs", "dr", "st", "str", "jl", "bpk", "nn", "ny", "tn",
    "sdr", "gg", "krg", "prg", "skr",
))  # fmt: skip
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKUP = re.compile(
    r"<\s*/?\s*(?:script|iframe|img|svg|a|b|div|style|object|embed)\b|javascript:|{{|{%|\$\{",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class CleanName:
    """A name fit to store, and in words what had to go."""

    text: str
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name in comparison form; `prefix` is its class ("TOKO"), or empty."""

    text: str
    prefix: str = ""


_NAMELESS = CleanName("")


def clean_name(text: str, *, longest: int = LONGEST_NAME) -> CleanName:
    r"""Remove what must never be stored in a name, and report it.

    >>> clean_name("  Kedai\u202e Kopi\x00  Ulee ")
    CleanName(text='Kedai Kopi Ulee', removed=('tanda arah tulisan tersembunyi', 'karakter kendali'))
    """
    if not text:
        return _NAMELESS
    removed: list[str] = []
    kept: list[str] = []
    if text.isascii() and text.isprintable():
        kept = [text]  # nearly every name, and nothing in it to be looked at
    else:
        for char in unicodedata.normalize("NFC", text):
            kind = _unwanted(char)
            if kind:
                if kind not in removed:
                    removed.append(kind)
            else:
                kept.append(" " if char.isspace() else char)
    plain = re.sub(r" {2,}", " ", "".join(kept)).strip().strip(";").strip()
    if plain.startswith("'") and plain.count("'") == 1:
        plain = plain[1:].lstrip()
        removed.append("tanda petik Excel")
    if len(plain) > longest:
        removed.append(f"dipotong setelah {longest} huruf: “{plain[longest:][:40]}…”")
        plain = plain[:longest].rstrip()
    return CleanName(plain, tuple(removed))


def is_hostile(text: str) -> bool:
    """Say whether a text carries hidden marks, markup or a spreadsheet formula.

    >>> is_hostile("Kedai <script>alert(1)</script>"), is_hostile("Kopi & Roti 'Bu Ani'")
    (True, False)
    """
    if any(_unwanted(char) for char in text) or _MARKUP.search(text):
        return True
    return bool(re.match(r"\s*[=@]|\s*[+-]\s*[A-Za-z(]", text))


def fold_name(text: str, *, is_person: bool = False) -> FoldedName:
    """Bring a name to the form in which two spellings of it are equal.

    >>> fold_name("UD. Maju-Jaya"), fold_name("TK MAJU JAYA").text
    (FoldedName(text='maju jaya', prefix='UD'), 'maju jaya')
    >>> fold_name("Hj. Sri Wahyuni, S.Pd", is_person=True).text
    'sri wahyuni'
    """
    plain = _strip_accents(text).casefold()
    plain = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)  # "u.d." -> "ud."
    words = re.sub(r"[^\w]+|_", " ", re.sub(r"['’`´]", "", plain)).split()
    if is_person:
        words = _without_degrees(words, plain)
        kept = [SAME_WORDS.get(word, word) for word in words if word not in PERSON_TITLES]
        return FoldedName(" ".join(kept or words))
    prefix, words = _split_prefix(words)
    return FoldedName(" ".join(SAME_WORDS.get(word, word) for word in words), prefix)


@lru_cache(maxsize=1_000)  # asked for when a row is matched, and again when it is stored
def folded_name(name: str) -> str:
    """Return a business name in comparison form, its kind of place included.

    >>> folded_name("UD. Maju-Jaya"), folded_name("Maju Jaya")
    ('UD maju jaya', 'maju jaya')
    """
    folded = fold_name(name)
    return f"{folded.prefix} {folded.text}".strip()[:LONGEST_FOLDED]


@lru_cache(maxsize=1_000)
def folded_person(name: str) -> str:
    """Return the name of a person in comparison form, titles and degrees left out."""
    return fold_name(name, is_person=True).text[:LONGEST_FOLDED]


def sound_key(text: str) -> str:
    """Fold old and sloppy spelling away, for finding candidates only.

    >>> sound_key("Soerjani") == sound_key("suryani")
    True
    """
    key = fold_name(text).text
    for old, new in OLD_SPELLING:
        key = key.replace(old, new)
    return re.sub(r"(\w)\1+", r"\1", key)


def title_name(text: str) -> str:
    """Write a shouted or lower-case name with nice capitals; leave a mixed one as its owner has it.

    >>> title_name("UD MAJU JAYA"), title_name("warung bu ani"), title_name("Dani'S Cake")
    ('UD Maju Jaya', 'Warung Bu Ani', "Dani's Cake")
    >>> title_name("d'besto"), title_name("KOPI D'BESTO"), title_name("iPhone Medan")
    ("d'besto", "Kopi D'Besto", 'iPhone Medan')
    """
    plain = " ".join(text.split())
    letters = [char for char in plain if char.isalpha()]
    is_shouted = len(letters) > 1 and all(not char.islower() for char in letters)
    is_quiet = bool(letters) and all(not char.isupper() for char in letters)
    if not (is_shouted or is_quiet):
        return re.sub(r"(?<=[a-z])(['’])S\b", r"\1s", plain)
    position = -1

    def capitals(match: re.Match[str]) -> str:
        nonlocal position
        position += 1
        return _word_capitals(match.group(), is_first=position == 0, is_shouted=is_shouted)

    return _WORD.sub(capitals, plain)


def _word_capitals(word: str, *, is_first: bool, is_shouted: bool) -> str:
    low = word.lower()
    if low in ALWAYS_UPPER:
        return low.upper()
    if low in ALWAYS_LOWER and not is_first:
        return low
    head, mark, tail = low.partition("'") if "'" in low else low.partition("’")
    if mark:
        if len(head) == 1:  # "d'besto": in small letters it is the owner's own spelling
            return f"{head.upper()}{mark}{tail[:1].upper()}{tail[1:]}" if is_shouted else low
        return f"{head[:1].upper()}{head[1:]}{mark}{tail}"
    has_vowel = any(char in "aiueo" for char in low)
    if is_shouted and not has_vowel and 1 < len(low) <= 4 and low not in NO_VOWEL_WORDS:  # noqa: PLR2004
        return low.upper()  # an abbreviation: BKM, JKT
    return low[:1].upper() + low[1:]


def _without_degrees(words: list[str], plain: str) -> list[str]:
    """Leave out what follows a comma when it is short enough to be degrees: "S.Pd, M.M"."""
    head, _, tail = plain.partition(",")
    is_degree = all(
        len(part.replace(".", "")) <= _LONGEST_DEGREE for part in tail.replace(",", " ").split()
    )
    return (
        words[: len(re.sub(r"[^\w]+|_", " ", re.sub(r"['’`´]", "", head)).split())]
        if is_degree and head.strip()
        else words
    )


def _split_prefix(words: list[str]) -> tuple[str, list[str]]:
    for length in (2, 1):
        known = PREFIX_CLASSES.get(" ".join(words[:length])) if len(words) > length else None
        if known:
            return known, words[length:]
    return "", words


def _strip_accents(text: str) -> str:
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


def _unwanted(char: str) -> str:
    if char in "\n\r\t":
        return ""
    if char in _BIDI:
        return "tanda arah tulisan tersembunyi"
    category = unicodedata.category(char)
    if category == "Cf":
        return "karakter tak terlihat"
    return "karakter kendali" if category in {"Cc", "Cs", "Co", "Cn"} else ""
