"""Texts for readers who must not know whose they are: names, numbers and addresses struck out."""

import re
from collections.abc import Iterable

STRUCK = "█████"
SHORTEST = 3  # letters of a name that is struck out on its own
# Words that stand in names of people and businesses, and in what they sell; they give nobody away.
COMMON = frozenset({
    "ibu", "bapak", "pak", "bang", "kak", "usaha", "toko", "warung", "kedai", "rumah", "makan",
    "dapur", "kue", "roti", "kopi", "keripik", "jaya", "baru", "makmur", "berkah", "sejahtera",
    "mandiri", "bersama", "anak", "putra", "putri", "dan", "di", "dari", "untuk",
})  # fmt: skip
_TRACES = (
    re.compile(r"(?i)\b(?:https?://|www\.)\S+"),
    re.compile(r"(?i)\S+@\S+"),
    re.compile(r"@[\w.]{2,}"),
    re.compile(r"(?<!\w)(?:\+?62|0)[\d\s().-]{7,16}\d"),  # telephone numbers
    re.compile(r"(?<![\d.,])\d{13,16}(?![\d.,])"),  # NIK, NIB
)


def strike_out(text: str, *, names: Iterable[str]) -> str:
    """Strike out the given names, word by word, and whatever leads to a person.

    names: of the owner, the business, the village; common words of them stay readable.

    >>> strike_out("Kopi Ani Siregar, WA 0812-3456-7890", names=["Ani Siregar"])
    'Kopi █████, WA █████'
    """
    for trace in _TRACES:
        text = trace.sub(STRUCK, text)
    words = sorted(
        {
            word
            for name in names
            for word in re.findall(r"\w+", name)
            if len(word) >= SHORTEST and word.casefold() not in COMMON
        },
        key=lambda word: (-len(word), word),
    )
    if words:
        known = "|".join(map(re.escape, words))
        text = re.sub(rf"(?i)(?<!\w)(?:{known})(?!\w)", STRUCK, text)
    return re.sub(rf"{STRUCK}(?:[\s.,-]*{STRUCK})+", STRUCK, text)
