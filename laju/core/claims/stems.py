"""Indonesian words without their affixes, so that "pesanannya" and "memesan" meet in "pesan"."""

from functools import lru_cache

SHORTEST = 4  # a shorter rest says too little: "maki" is not "mak" and no "makanan"
_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu", "kan", "an", "i")
_PREFIXES = (
    *("di", "ke", "se", "ter", "ber", "bel", "be", "per", "pel", "pe", "me"),
    *("mem", "men", "meng", "menge", "meny", "pem", "pen", "peng", "penge", "peny"),
)
# What the nasal of a prefix has swallowed: memesan is me + pesan, menyewa is me + sewa.
_SWALLOWED = {
    "mem": ("p", "f"),
    "pem": ("p", "f"),
    "men": ("t",),
    "pen": ("t",),
    "meng": ("k",),
    "peng": ("k",),
    "meny": ("s",),
    "peny": ("s",),
}
_DEPTH = 4  # prefix, second prefix, and two endings


@lru_cache(maxsize=20_000)
def stems_of(word: str) -> frozenset[str]:
    """Return the word without capitals and every stem it may have; no dictionary, so some are none.

    Words are of one family when they share a stem. Source of the rules: Adriani et al. (2007),
    "Stemming Indonesian: a confix-stripping approach", without its dictionary.

    >>> "pesan" in stems_of("Pesanannya") & stems_of("memesan")
    True
    >>> stems_of("keripik") & stems_of("kerupuk")
    frozenset()
    """
    whole = word.casefold()
    found, edge = {whole}, {whole}
    for _ in range(_DEPTH):
        edge = {stem for known in edge for stem in _shorter(known)} - found
        found |= edge
    return frozenset(found)


def _shorter(word: str) -> set[str]:
    stems = {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            rest = word.removeprefix(prefix)
            stems.add(rest)
            stems.update(f"{letter}{rest}" for letter in _SWALLOWED.get(prefix, ()))
    return {stem for stem in stems if len(stem) >= SHORTEST}
