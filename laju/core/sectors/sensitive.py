"""Goods that may not be advertised, or only by rules a caption cannot keep."""

import re
from enum import StrEnum
from functools import lru_cache


class Sensitive(StrEnum):
    """Why a product gets no promotional text."""

    ALCOHOL = "ALCOHOL"
    TOBACCO = "TOBACCO"
    MEDICAL = "MEDICAL"


_PATTERNS = {
    Sensitive.ALCOHOL: r"tuak|arak|bir|beer|minuman (?:keras|beralkohol)|miras|alkohol|anggur merah|wine|vodka|whisk[ey]+|soju|sake|nira fermentasi|ciu|brem bali",
    Sensitive.TOBACCO: r"rokok\w*|tembakau|tobacco|cigarette|kretek|cerutu|vape|vapor|liquid vape|shisha|sisha|tingwe",
    Sensitive.MEDICAL: r"obat\w*|penyembuh\w*|menyembuhkan|mengobati|pengobatan|terapi\w*|bekam|pelangsing|peninggi badan|pemutih (?:kulit|wajah|badan)|penggemuk badan|suplemen\w*|herbal penyakit|asam urat|diabetes|kolesterol|kanker|hipertensi|darah tinggi|vitalitas|stamina|pijat alternatif|jamu kuat|tahan lama pria",
}
# The same words in harmless goods.
_HARMLESS = re.compile(
    r"bir pletok|obat nyamuk|beras kencur|anggur merah segar|tuak manis non ?alkohol|cuci obat|asbak rokok|korek"
)
_COMPILED = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for kind, words in _PATTERNS.items()}


def sensitive_goods(*, text: str) -> frozenset[Sensitive]:
    """Return why the goods named in `text` get no promotional captions; empty when they may.

    Source: PP 28/2024 (tobacco), Permendag 20/2014 (alcohol), BPOM 6/2021 (health claims).

    >>> sorted(sensitive_goods(text="Tuak dan rokok"))
    [<Sensitive.ALCOHOL: 'ALCOHOL'>, <Sensitive.TOBACCO: 'TOBACCO'>]
    >>> sensitive_goods(text="Bir pletok")
    frozenset()
    """
    return _reasons(text)


@lru_cache(maxsize=50_000)
def _reasons(text: str) -> frozenset[Sensitive]:
    words = _HARMLESS.sub(" ", text.casefold())
    return frozenset(kind for kind, pattern in _COMPILED.items() if pattern.search(words))
