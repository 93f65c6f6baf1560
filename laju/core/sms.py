"""How many parts a short message is sent, and paid, in."""

# GSM 03.38, basic table; the characters of its extension count twice.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_ALONE_GSM, _EACH_GSM, _ALONE_UCS2, _EACH_UCS2 = 160, 153, 70, 67


def count_parts(text: str) -> int:
    """Return the number of parts of an SMS; one character outside GSM 03.38 makes all of them short.

    Source: 3GPP TS 23.038 (alphabet) and TS 23.040 (concatenation: 153 or 67 a part).

    >>> count_parts("Halo"), count_parts("a" * 161), count_parts("ᯅ" * 71), count_parts("")
    (1, 2, 2, 0)
    """
    if all(character in _BASIC or character in _EXTENDED for character in text):
        length = len(text) + sum(character in _EXTENDED for character in text)
        alone, each = _ALONE_GSM, _EACH_GSM
    else:
        length = len(text.encode("utf-16-le", "replace")) // 2
        alone, each = _ALONE_UCS2, _EACH_UCS2
    return min(length, 1) if length <= alone else -(-length // each)
