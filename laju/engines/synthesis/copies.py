"""How the same business is written a second time: the noise of a copy, field by field."""

from collections.abc import Callable
from random import Random

Edit = Callable[[str, Random], str]

_NEAR = {
    "a": "sqe", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo",
    "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "v": "bc", "w": "eq", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("k", "ch"), ("i", "ie"), ("p", "f"),
        ("f", "p"), ("z", "j"), ("v", "f"))  # fmt: skip
_SHORT = (
    ("Toko ", ("Tk. ", "Tk ", "TOKO ")), ("Warung ", ("Wr. ", "Warung ", "Waroeng ", "Wrg ")),
    ("Rumah Makan ", ("RM ", "RM. ")), ("RM ", ("Rumah Makan ", "R.M. ")), ("RM. ", ("RM ", "Rumah Makan ")),
    ("UD ", ("UD. ", "U.D. ", "Usaha Dagang ")), ("CV ", ("CV. ", "C.V. ")), ("PT ", ("PT. ",)),
    ("Kedai ", ("Kede ", "Kd. ")), ("Bengkel ", ("Bkl. ", "Bengkel ")), ("Kios ", ("Kios ", "Kiosk ")),
)  # fmt: skip
_KINDS = ("Toko ", "Warung ", "Kedai ", "Kios ", "UD ", "Usaha ", "Grosir ", "Lapak ")
_CALLED = ((" Bu ", (" Ibu ", " Ny. ", " Buk ")), (" Pak ", (" Bapak ", " Bpk. ", " Pk ")),
           (" Ibu ", (" Bu ",)), (" Bang ", (" Bg. ", " Abang ")), (" Mak ", (" Mamak ",)))  # fmt: skip
_WRITTEN = (("kelontong", "klontong"), ("klontong", "kelontong"), ("laundry", "loundry"),
            ("catering", "ketring"), ("fotocopy", "foto copy"), ("service", "servis"),
            ("bengkel", "bengkl"), ("sayuran", "sayur mayur"), ("sembako", "sembilan bahan pokok"),
            ("keripik", "kripik"), ("kerupuk", "krupuk"), ("goreng", "gorng"))  # fmt: skip
_MUHAMMAD = ("Muhammad", "Mhd", "Mhd.", "M.", "Muhamad", "Moh.", "Mohammad", "Muh.")
_TITLES = ("H. ", "Hj. ", "Drs. ", "Bapak ", "Ibu ", "Bu ", "Pak ", "Ir. ")


def miswrite(text: str, random: Random) -> str:
    """Put one slip of the finger into a text: left out, doubled, swapped, or a key beside."""
    letters = [place for place, letter in enumerate(text) if letter.isalpha() and place > 0]
    if not letters:
        return text
    at = random.choice(letters)
    letter = text[at]
    slip = random.random()
    if slip < 0.30:
        return text[:at] + text[at + 1 :]
    if slip < 0.48:
        return text[:at] + letter + text[at:]
    if slip < 0.70 and at + 1 < len(text):
        return text[:at] + text[at + 1] + letter + text[at + 2 :]
    return text[:at] + random.choice(_NEAR.get(letter.lower(), "n")) + text[at + 1 :]


def rewrite_business(name: str, random: Random) -> str:
    """Write the name of a business as someone else would."""
    return _edited(name, random, _BUSINESS)


def rewrite_person(name: str, random: Random) -> str:
    """Write the name of a person as someone else would."""
    return _edited(name, random, _PERSON)


def rewrite_address(address: str, random: Random) -> str:
    """Write an address as someone else would, shorter, longer or not at all."""
    chance = random.random()
    if chance < 0.10:
        return ""
    text = address
    for old, new in (("Jl. ", ("Jalan ", "Jln ", "Jl ", "")), ("Jalan ", ("Jl. ", "Jln. ", "")),
                     ("Blok ", ("Blk ", "Blok", "blok ")), (" No. ", (" No ", " no.", " Nomor ", " ")),
                     ("Dusun ", ("Dsn ", "Dusun")), ("Lingkungan ", ("Lk. ", "Link ")),
                     ("Gang ", ("Gg. ", "Gg "))):  # fmt: skip
        if old in text and random.random() < 0.5:
            text = text.replace(old, random.choice(new), 1)
    if chance < 0.35:
        text = miswrite(text, random)
    if chance > 0.90:
        text = text.rsplit(" No", 1)[0]
    elif chance > 0.80:
        text = (
            f"{text} {random.choice(('RT 01', 'Lk. III', 'dekat mesjid', 'Simpang', 'depan SD'))}"
        )
    return text.strip()


def mistype_digits(digits: str, places: tuple[int, ...], random: Random) -> str:
    """Change one digit at one of the places given to another."""
    at = random.choice(places)
    other = random.choice([digit for digit in "123456789" if digit != digits[at]])
    return digits[:at] + other + digits[at + 1 :]


def _edited(name: str, random: Random, edits: tuple[tuple[float, Edit], ...]) -> str:
    text = name
    for share, edit in edits:
        if random.random() < share:
            text = edit(text, random)
    return " ".join(text.split()) or name


def _abbreviate(name: str, random: Random) -> str:
    for long, short in _SHORT:
        if name.startswith(long):
            return random.choice(short) + name[len(long) :]
    return name


def _other_kind(name: str, random: Random) -> str:
    head, _, rest = name.partition(" ")
    known = {kind.strip() for kind in _KINDS} | {"Rumah", "RM", "CV", "PT"}
    if rest and head in known:
        return rest if random.random() < 0.6 else random.choice(_KINDS) + rest
    return random.choice(_KINDS) + name if random.random() < 0.5 else name


def _call(name: str, random: Random) -> str:
    for old, new in _CALLED:
        if old in name:
            return name.replace(old, random.choice(new), 1)
    return name


def _spell_old(name: str, random: Random) -> str:
    fitting = [(new, old) for new, old in _OLD if new in name[1:]]
    if not fitting:
        return name
    new, old = random.choice(fitting)
    return name[:1] + name[1:].replace(new, old, 1)


def _word(name: str, random: Random) -> str:
    low = name.lower()
    for old, new in _WRITTEN:
        at = low.find(old)
        if at >= 0:
            return name[:at] + (new.title() if name[at].isupper() else new) + name[at + len(old) :]
    words = name.split()
    if len(words) > 2 and random.random() < 0.6:
        words.pop(random.randrange(1, len(words)))
        return " ".join(words)
    if len(words) > 2:
        at = random.randrange(1, len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1].lower()]
    return " ".join(words)


def _title(name: str, random: Random) -> str:
    for title in _TITLES:
        if name.startswith(title):
            return name[len(title) :]
    return random.choice(_TITLES) + name


def _link(name: str, random: Random) -> str:
    for link in (" br. ", " br ", " boru "):
        if link in name:
            return name.replace(link, random.choice((" br ", " br. ", " boru ", " Br. ", " ")), 1)
    return name


def _muhammad(name: str, random: Random) -> str:
    head, _, rest = name.partition(" ")
    return f"{random.choice(_MUHAMMAD)} {rest}" if head in _MUHAMMAD and rest else name


def _shorten(name: str, random: Random) -> str:
    words = name.split(",", maxsplit=1)[0].split()
    if len(words) < 3:
        return name
    chance = random.random()
    if chance < 0.4:  # the family name left out
        return " ".join(words[:-1])
    if chance < 0.7:  # the middle name as a letter
        return " ".join([words[0], words[1][0] + ".", *words[2:]])
    return " ".join([words[0], *words[2:]])


def _turn(name: str, random: Random) -> str:
    words = name.split(",", maxsplit=1)[0].split()
    if len(words) < 2:
        return name
    at = random.randrange(len(words))
    return " ".join([*words[at:], *words[:at]])


def _no_degree(name: str, _random: Random) -> str:
    return name.split(",", maxsplit=1)[0]


_BUSINESS: tuple[tuple[float, Edit], ...] = (
    (0.30, _abbreviate), (0.14, _other_kind), (0.30, _call), (0.10, _spell_old), (0.14, _word),
    (0.28, miswrite), (0.05, miswrite),
)  # fmt: skip
_PERSON: tuple[tuple[float, Edit], ...] = (
    (0.08, _title), (0.35, _link), (0.5, _muhammad), (0.12, _shorten), (0.02, _turn), (0.7, _no_degree),
    (0.10, _spell_old), (0.22, miswrite), (0.03, miswrite),
)  # fmt: skip
