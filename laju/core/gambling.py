"""Words of online gambling, which hijacked public sites carry; found however they are disguised.

Single words that people here sell by (slot, bandar, gacor, toto) do not count; only what nobody else says.
"""

import re
import unicodedata

PHRASES = (
    "slot gacor", "situs slot", "slot online", "judi online", "judi slot", "judi bola", "situs judi",
    "agen judi", "togel", "toto macau", "toto slot", "bandar togel", "rtp live", "rtp slot",
    "scatter hitam", "mahjong ways", "gates of olympus", "starlight princess", "pragmatic play",
    "pg soft", "sbobet", "casino online", "kasino online", "live casino", "poker online", "idn poker",
    "domino qq", "bandar qq", "pkv games", "maxwin", "slot deposit", "slot dana", "slot maxwin",
    "bonus new member", "joker123", "slot88", "slot777", "sabung ayam online", "daftar slot",
)  # fmt: skip
_FEWEST_SQUEEZED = 8  # letters a phrase needs to be looked for without its blanks
_LEET = str.maketrans("013457@$", "oieastas")
_BREAKS = re.compile(r"[^a-z0-9]+")
_TAGS = re.compile(
    r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,2000}>", re.DOTALL | re.IGNORECASE
)


def find_gambling(text: str) -> tuple[str, ...]:
    """Return the phrases of gambling in a text or page, in the order of `PHRASES`.

    Letters set apart, joined, doubled in width or written as digits are read as what they mean.

    >>> find_gambling("Main <b>SL0T</b> g-a-c-o-r hari ini")
    ('slot gacor',)
    >>> find_gambling("Burung gacor, slot pintu")
    ()
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    forms = {_plain(folded), _plain(_TAGS.sub(" ", folded))}
    spaced = [f" {form} " for form in forms]
    squeezed = [form.replace(" ", "") for form in forms]
    return tuple(
        phrase
        for phrase, plain, whole in _LOOKED_FOR
        if any(f" {plain} " in form for form in spaced)
        or (len(whole) >= _FEWEST_SQUEEZED and any(whole in form for form in squeezed))
    )


def _plain(text: str) -> str:
    return _BREAKS.sub(" ", text.translate(_LEET)).strip()


_LOOKED_FOR = tuple((phrase, _plain(phrase), _plain(phrase).replace(" ", "")) for phrase in PHRASES)
