"""How Indonesian is written: names, capitals, lists, rupiah, phones and opening hours."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from laju.core.profile import Opening

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ACRONYMS = frozenset(
    re.split(
        r"\s+",
        """UD CV PT UKM UMKM RM HP BBM LPG LED PVC ATK TV AC USB DTF MDF HPL IKM KUB KWT
        BBQ PO""",
    )
)
# Places and peoples that keep their capital inside the name of a product.
PROPER_WORDS = frozenset(
    re.split(
        r"\s+",
        """aceh arab asahan bali balige bandung banjar batak belanda berastagi binjai bogor
        cina cirebon dairi deli eropa garut humbang indonesia jakarta jawa jepang jepara
        jombang karo korea kudus lamongan langkat lampung lintong lombok madura makassar
        malang mandailing manado medan melayu minang nias padang palembang pakpak
        pangururan parapat pekalongan pontianak samosir semarang serdang siantar sibolga
        sidikalang sidimpuan sidempuan simalungun sipirok sumatra sumatera surabaya
        tapanuli tarutung tegal toba turki yogyakarta""",
    )
)
PHONE_COUNTRY = "+62"
MOBILE_PREFIX = "+628"
SHORT_AREA_CODES = ("021", "022", "024", "031", "061")
FULL_WEEK = 7
GROUPS_SPOKEN = 3


@lru_cache(maxsize=8_192)
def clean_text(text: str, *, limit: int = 200) -> str:
    """Return `text` as one plain line of at most `limit` characters, cut between words.

    Control marks, marks that turn the reading direction and lone surrogates vanish.

    >>> clean_text(f"  Warung{chr(10)}{chr(0x202E)}Bu  Par ")
    'Warung Bu Par'
    """
    if text.isascii() and text.isprintable():
        return clip_text(" ".join(text[: limit * 8].split()), limit=limit)
    # A name of a million characters must not cost a million steps more than once.
    kept = (
        " " if mark.isspace() else mark
        for mark in text[: limit * 8]
        if mark.isspace() or unicodedata.category(mark)[0] != "C"
    )
    return clip_text(" ".join("".join(kept).split()), limit=limit)


def clip_text(text: str, *, limit: int) -> str:
    """Return `text` cut between words to at most `limit` characters, with an ellipsis.

    >>> clip_text("Keripik ubi pedas manis", limit=14)
    'Keripik ubi…'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_space = head.rfind(" ")
    cut = head[:at_space] if at_space > limit // 2 else head
    return cut.rstrip(" ,.;:-&(") + "…"


@lru_cache(maxsize=8_192)
def display_name(name: str, *, limit: int = 60) -> str:
    """Return a business name as it is shown: shouting and whispering become capitals at words.

    >>> display_name("UD. SINAR JAYA"), display_name("warung bu par"), display_name("d'Kriuk")
    ('UD. Sinar Jaya', 'Warung Bu Par', "d'Kriuk")
    """
    plain = clean_text(name, limit=limit)
    letters = [mark for mark in plain if mark.isalpha()]
    if not letters or not (plain.isupper() or (plain.islower() and " " in plain)):
        return plain
    if " " not in plain and plain.isupper() and len(letters) <= len("ACDC"):
        return plain
    return " ".join(_name_word(word) for word in plain.split(" "))


def _name_word(word: str) -> str:
    bare = re.sub(r"\W", "", word).upper()
    return word.upper() if bare in ACRONYMS else word[:1].upper() + word[1:].lower()


@lru_cache(maxsize=8_192)
def product_name(text: str, *, limit: int = 60) -> str:
    """Return the name of a product with a capital at its start and at places.

    >>> product_name("KOPI SIDIKALANG"), product_name("keripik ubi"), product_name("Bolu Meranti")
    ('Kopi Sidikalang', 'Keripik ubi', 'Bolu Meranti')
    """
    plain = clean_text(text, limit=limit).strip(" .,;:-*•")
    if plain.isupper() and len(plain) > len("ACDC"):
        plain = " ".join(
            word if re.sub(r"\W", "", word) in ACRONYMS else word.lower() for word in plain.split()
        )
    words = [
        word.capitalize() if word.islower() and word in PROPER_WORDS else word
        for word in plain.split()
    ]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


@lru_cache(maxsize=8_192)
def inside_sentence(name: str) -> str:
    """Return a product name as it stands inside a sentence.

    A name written with capitals of its own stays as the owner writes it.

    >>> inside_sentence("Keripik ubi"), inside_sentence("Kopi Sidikalang")
    ('keripik ubi', 'kopi Sidikalang')
    >>> inside_sentence("Bolu Meranti"), inside_sentence("BBM eceran")
    ('Bolu Meranti', 'BBM eceran')
    """
    first, *rest = name.split(" ")
    own_capitals = any(
        word[:1].isupper() and re.sub(r"\W", "", word).lower() not in PROPER_WORDS for word in rest
    )
    shouts = len(first) > 1 and first[1:] != first[1:].lower()
    if own_capitals or shouts or first.lower() in PROPER_WORDS:
        return name
    return name[:1].lower() + name[1:]


def start_sentence(text: str) -> str:
    """Return `text` with a capital first letter.

    >>> start_sentence("keripik ubi dan kopi Sidikalang")
    'Keripik ubi dan kopi Sidikalang'
    """
    return text[:1].upper() + text[1:]


def join_words(words: Sequence[str]) -> str:
    """Return a spoken list.

    >>> join_words(["soto"]), join_words(["soto", "pecel"]), join_words(["soto", "pecel", "es teh"])
    ('soto', 'soto dan pecel', 'soto, pecel, dan es teh')
    """
    *head, last = words
    if not head:
        return last
    # Two items need no comma, three and more do (EYD V).
    return f"{head[0]} dan {last}" if len(head) == 1 else f"{', '.join(head)}, dan {last}"


def has_whatsapp(phone: str) -> bool:
    """Tell whether a number is a mobile one, the only kind a WhatsApp link works with."""
    return phone.startswith(MOBILE_PREFIX)


def short_region(region_name: str) -> str:
    """Return the region as people say it.

    >>> short_region("Kota Medan"), short_region("KABUPATEN DELI SERDANG"), short_region("Kab. Toba")
    ('Medan', 'Deli Serdang', 'Toba')
    """
    return re.sub(r"^(kota administrasi|kota|kabupaten|kab\.?)\s+", "", full_region(region_name),
                  flags=re.IGNORECASE)  # fmt: skip


def full_region(region_name: str) -> str:
    """Return the official name with calm capitals.

    >>> full_region("KAB. DELI SERDANG")
    'Kabupaten Deli Serdang'
    """
    name = display_name(region_name)
    return re.sub(r"^kab\.?\s+", "Kabupaten ", name, flags=re.IGNORECASE)


def format_hours(hours: Sequence[Opening]) -> str:
    """Return opening hours as they are spoken, days with equal hours together; "" if unknown.

    >>> format_hours([Opening(day, "08:00", "17:00") for day in range(6)])
    'Senin sampai Sabtu, pukul 08.00–17.00'
    >>> format_hours([Opening(day, "00:00", "24:00") for day in range(7)])
    'setiap hari, 24 jam'
    """
    by_day: dict[int, list[str]] = {}
    for opening in sorted(hours, key=lambda each: (each.weekday, each.opens)):
        if 0 <= opening.weekday < FULL_WEEK:
            by_day.setdefault(opening.weekday, []).append(_spoken_span(opening))
    groups: list[tuple[list[int], str]] = []
    for day, spans in sorted(by_day.items()):
        spoken = " dan ".join(dict.fromkeys(spans))
        same = next((days for days, said in groups if said == spoken), None)
        if same is None:
            groups.append(([day], spoken))
        else:
            same.append(day)
    if len(groups) > GROUPS_SPOKEN:
        return ""
    return "; ".join(
        f"{_spoken_days(days)}, {'' if said == '24 jam' else 'pukul '}{said}"
        for days, said in groups
    )


def _spoken_span(opening: Opening) -> str:
    if (opening.opens, opening.closes) == ("00:00", "24:00"):
        return "24 jam"
    return f"{opening.opens}–{opening.closes}".replace(":", ".")


def _spoken_days(days: Sequence[int]) -> str:
    if len(days) == FULL_WEEK:
        return "setiap hari"
    in_a_row = days[-1] - days[0] == len(days) - 1
    if in_a_row and len(days) > len(("one", "two")):
        return f"{DAYS[days[0]]} sampai {DAYS[days[-1]]}"
    return join_words([DAYS[day] for day in days])


def closed_days(hours: Sequence[Opening]) -> frozenset[int]:
    """Return the weekdays (0 is Monday) a business with known hours is closed."""
    opened = {each.weekday for each in hours}
    return frozenset(range(FULL_WEEK)) - opened if opened else frozenset()
