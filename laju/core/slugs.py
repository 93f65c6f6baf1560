"""Names that are safe as a folder, a file and a part of an address."""

import re
import unicodedata

from laju.core.errors import DomainError

MAX_LENGTH = 60
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GAPS = re.compile(r"[^a-z0-9]+")
# Windows keeps these names for devices: a ZIP holding "con.html" cannot be opened there.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
)


class BadSlug(DomainError):
    message = "Nama alamat halaman “{slug}” tidak dapat dipakai."
    remedy = (
        "Pakai huruf kecil a sampai z, angka, dan tanda hubung, paling panjang 60 huruf, "
        "misalnya keripik-bu-ani-42."
    )
    status = 422


def make_slug(text: str, *, suffix: str = "", fallback: str = "usaha") -> str:
    """Turn any text into a slug of at most 60 characters that ends in `suffix`.

    >>> make_slug("Keripik Bu Ani (asli!)", suffix="42")
    'keripik-bu-ani-asli-42'
    >>> make_slug("Ulos Café Ñandú")
    'ulos-cafe-nandu'
    >>> make_slug("麵", suffix="7"), make_slug("CON"), make_slug("../../etc/passwd")
    ('usaha-7', 'usaha-con', 'etc-passwd')
    """
    tail = _folded(suffix)[: MAX_LENGTH // 2].strip("-")
    room = MAX_LENGTH - len(tail) - bool(tail)
    head = _folded(text)[:room].rstrip("-") or _folded(fallback)[:room].rstrip("-")
    slug = "-".join(part for part in (head, tail) if part)
    return slug if is_slug(slug) else f"usaha-{slug}"[:MAX_LENGTH].rstrip("-")


def is_slug(text: str) -> bool:
    """Tell whether `text` can be a folder or file name everywhere, Windows included.

    >>> is_slug("bolu-42"), is_slug("../bolu"), is_slug("nul"), is_slug("")
    (True, False, False, False)
    """
    return len(text) <= MAX_LENGTH and bool(_SLUG.fullmatch(text)) and text not in _DEVICES


def check_slug(text: str) -> str:
    """Return `text` when it is a slug.

    Raises: BadSlug.
    """
    if not is_slug(text):
        raise BadSlug(slug=text[:80])
    return text


def _folded(text: str) -> str:
    # 400 characters are enough for any slug; a name of megabytes must not cost seconds here
    plain = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode()
    return _GAPS.sub("-", plain.lower()).strip("-")
