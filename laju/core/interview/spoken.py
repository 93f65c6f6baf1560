"""Numbers as they are spoken: "lima belas ribu" becomes "15 ribu"."""

import re

_ONES = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "seratus": 100,
}  # fmt: skip
_WORDS = "|".join([*_ONES, "belas", "puluh", "ratus"])
_RUN = re.compile(rf"(?<!\w)(?:{_WORDS})(?:[ -](?:{_WORDS}))*(?!\w)", re.IGNORECASE)
_SCALES = {"seribu": "1 ribu", "sejuta": "1 juta"}


def digits_for_words(text: str) -> str:
    """Return `text` with spoken numbers as digits; "ribu" and "juta" stay words.

    >>> digits_for_words("keripik lima belas ribu, dua puluh lima orang, seribu")
    'keripik 15 ribu, 25 orang, 1 ribu'
    """
    for word, digits in _SCALES.items():
        text = re.sub(rf"(?<!\w){word}(?!\w)", digits, text, flags=re.IGNORECASE)
    return _RUN.sub(lambda found: str(_value(found[0])), text)


def _value(words: str) -> int:
    total, last = 0, 0
    for word in re.split(r"[ -]", words.lower()):
        if word == "belas":
            last += 10
        elif word == "puluh":
            last = max(last, 1) * 10
        elif word == "ratus":
            last = max(last, 1) * 100
        else:
            total, last = total + last, _ONES[word]
            continue
        total, last = total + last, 0
    return total + last
