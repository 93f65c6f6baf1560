"""Slips of people who search: made apart from the searcher, with nothing of its rules in mind."""

import random

KEYS = {
    "a": "sq",
    "e": "rw",
    "i": "uo",
    "o": "ip",
    "u": "yi",
    "n": "mb",
    "r": "te",
    "s": "ad",
    "t": "ry",
}
SPELT = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("k", "q"), ("f", "p"), ("i", "ie"))
SHORT = {"Toko": ("Tk.", "Tk", "toko"), "Warung": ("Wr.", "warung", "Waroeng"), "Rumah Makan": ("RM",),
         "Usaha": ("", "usaha"), "UD": ("UD.", "U.D."), "CV": ("CV.", "")}  # fmt: skip


def slip(word: str, chance: random.Random) -> str:
    """Mistype a word once: a letter left out, doubled, beside its key, or swapped."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at - 1] + word[at:]
    if kind == 2:
        near = KEYS.get(word[at].lower(), "n")
        return word[:at] + chance.choice(near) + word[at + 1 :]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def misremember(text: str, chance: random.Random) -> str:
    """Write a text as somebody types it in haste: one to three slips, shortened, run together."""
    for long, short in SHORT.items():
        if text.startswith(f"{long} ") and chance.random() < 0.5:
            text = f"{chance.choice(short)}{text[len(long) :]}"
    words = text.split()
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(words))
        kind = chance.random()
        if kind < 0.6:
            words[at] = slip(words[at], chance)
        elif kind < 0.8:
            old, new = chance.choice(SPELT)
            words[at] = words[at].replace(old, new, 1)
        elif len(words) > 1:
            at = min(at, len(words) - 2)
            words[at : at + 2] = [words[at] + words[at + 1]]
    return chance.choice((str.lower, str, str))(" ".join(words))
