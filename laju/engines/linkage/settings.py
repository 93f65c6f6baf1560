"""What is compared, in which steps, and which pairs are looked at: rules as data.

Conditions are SQL over the columns of both sides (`owner_l`, `owner_r`) in functions that DuckDB
and Spark share. The first level whose condition holds counts; the last one has none.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One step of likeness; `u` and `m` are fixed where data cannot tell them; `term`
    adjusts by rarity.
    """

    name: str
    condition: str
    u: float | None = None
    m: float | None = None
    term: str = ""
    counted: tuple[str, ...] = ()  # u is counted from how often these columns agree together


@dataclass(frozen=True, slots=True)
class Comparison:
    """One piece of evidence; `label` is for people, `shows` the input columns they are shown."""

    name: str
    label: str
    shows: tuple[str, ...]
    columns: tuple[str, ...]  # features; evidence is missing where the first is unknown
    levels: tuple[Level, ...]
    otherwise_unknown: str = ""  # when nothing can be said, if not that the first column is NULL

    @property
    def unknown(self) -> str:
        """Return the condition under which there is nothing to compare."""
        column = self.columns[0]
        return self.otherwise_unknown or f"{column}_l IS NULL OR {column}_r IS NULL"


ELSE = "ELSE"


def _near(column: str, *, errors: int, longest_share: float = 0.34) -> str:
    """At most `errors` letters differ, and no large share of the shorter text."""
    left, right = f"{column}_l", f"{column}_r"
    shorter = f"least(length({left}), length({right}))"
    return (
        f"levenshtein({left}, {right}) <= {errors}"
        f" AND levenshtein({left}, {right}) <= {longest_share} * {shorter}"
    )


def _words(column: str, side: str) -> str:
    return f"string_split({column}_{side}, ' ')"


def _both(column: str) -> str:
    return f"array_intersect({_words(column, 'l')}, {_words(column, 'r')})"


def _shared(column: str) -> str:
    return f"array_length({_both(column)})"


def _contained(column: str, *, at_least: int) -> str:
    """All words of one are among the words of the other, and they are not too few."""
    fewest = f"least(array_length({_words(column, 'l')}), array_length({_words(column, 'r')}))"
    return f"{fewest} >= {at_least} AND {_shared(column)} = {fewest}"


def _own_words() -> str:
    """How many words both names share that are not just the owner's, nor how one calls people."""
    told = f"coalesce(owner_l, '') || ' ' || coalesce(owner_r, '') || ' {' '.join(CALLED)}'"
    return f"({_shared('name')} - array_length(array_intersect({_both('name')}, string_split({told}, ' '))))"


def _crosses(left: str, right: str) -> str:
    """A word of the activity of one stands in the name of the other."""
    shared = f"array_intersect(string_split({left}, ' '), string_split({right}, ' '))"
    return f"coalesce(array_length({shared}), 0) >= 1"


def _equal(*columns: str) -> str:
    return " AND ".join(f"{column}_l = {column}_r" for column in columns)


# How shopkeepers are called; shared by half the warungs of a street.
CALLED = (
    "bu", "pak", "bang", "bg", "kak", "mak", "mas", "mbak", "mbah", "wak", "uda", "uni", "opung",
    "oma", "opa", "nini", "tulang", "nantulang", "ko", "ci", "pakde", "bude", "om", "tante",
)  # fmt: skip

_NIK = Comparison(
    "nik", "NIK", ("nik",), ("nik",),
    (
        Level("sama", _equal("nik"), u=1e-6),
        Level("satu angka berbeda", "levenshtein(nik_l, nik_r) <= 1", u=1e-5),
        # Also two neighbours born on two days of one month.
        Level("dua angka berbeda", "levenshtein(nik_l, nik_r) <= 2", u=2e-4),
        Level("berbeda", ELSE),
    ),
)  # fmt: skip

_NIB = Comparison(
    "nib", "NIB", ("nib",), ("nib",),
    (
        Level("sama", _equal("nib"), u=1e-6),
        Level("satu angka berbeda", "levenshtein(nib_l, nib_r) <= 1", u=1e-5),
        Level("berbeda", ELSE),
    ),
)  # fmt: skip

# One telephone in one house says little about who of the family it is.
_PHONE = Comparison(
    "phone", "Telepon", ("phone",), ("phone", "village", "street", "house"),
    (
        Level("sama, di rumah yang sama",
              _equal("phone", "village", "street", "house"), u=0.05),
        Level("sama", _equal("phone"), u=1e-5),
        Level("satu angka berbeda", "levenshtein(phone_l, phone_r) <= 1", u=2e-4),
        Level("berbeda", ELSE),
    ),
)  # fmt: skip

_SAME_STREET = f"village_l = village_r AND ({_near('street', errors=2)})"
_OWNER_PLACE = Comparison(
    "place", "Tempat", ("address", "village_name", "district_name"),
    ("region", "district", "village", "street", "house", "spot"),
    (
        Level("alamat sama", f"house_l = house_r AND {_SAME_STREET}",
              counted=("village", "street", "house")),
        Level("jalan sama, nomor berbeda", f"house_l <> house_r AND {_SAME_STREET}",
              counted=("village", "street"), term="spot"),
        Level("jalan dan kelurahan sama", _SAME_STREET,
              counted=("village", "street"), term="spot"),
        Level("jalan dan nomor sama", _equal("district", "street", "house"),
              counted=("district", "street", "house")),
        Level("kelurahan sama", _equal("village"), counted=("village",)),
        Level("kecamatan sama", _equal("district"), counted=("district",)),
        Level("kabupaten/kota sama", _equal("region"), counted=("region",)),
        Level("daerah lain", ELSE),
    ),
)  # fmt: skip

_KBLI = Comparison(
    "kbli", "KBLI", ("kbli_code",), ("kbli",),
    (
        Level("sama", _equal("kbli")),
        Level("golongan sama", "left(kbli_l, 3) = left(kbli_r, 3)"),
        Level("berbeda", ELSE),
    ),
)  # fmt: skip

# Two random records never share a NIK, so sampling cannot tell how often they do: fixed by hand.
OWNER_COMPARISONS = (
    _NIK,
    _NIB,
    _PHONE,
    Comparison(
        "owner", "Nama pemilik", ("owner_name",), ("owner",),
        (
            Level("sama", _equal("owner"), term="owner"),
            Level("hampir sama", _near("owner", errors=2)),
            Level("satu lebih lengkap", _contained("owner", at_least=2)),
            Level("sebagian kata sama", f"{_shared('owner')} >= 1"),
            Level("berbeda", ELSE),
        ),
    ),
    _OWNER_PLACE,
    Comparison(
        "name", "Nama usaha", ("name",), ("name", "owner"),
        (
            # Kedai Ani of an Ani and Kedai Ani of another Ani: no more than the name Ani said.
            Level("sama, sebutan pemilik", f"{_near('name', errors=1)} AND {_own_words()} = 0", u=0.15),
            Level("sama", _equal("name"), term="name"),
            Level("hampir sama", _near("name", errors=2)),
            Level("satu lebih lengkap", f"{_contained('name', at_least=2)} AND {_own_words()} >= 1"),
            Level("sebagian kata sama", f"{_own_words()} >= 1"),
            Level("hanya sebutan pemilik sama", f"{_shared('name')} >= 1", u=0.25),
            Level("berbeda", ELSE),
        ),
    ),
    _KBLI,
)  # fmt: skip

# Without a key of the person, or a full name at the same door, nothing is certain: stalls with one
# generic name stand side by side. Two different NIK are two persons until a human says otherwise.
CERTAIN = """coalesce(nik_l = nik_r, true) AND (
      o_nik = 0
      OR (o_nib = 0 AND o_owner IN (-1, 0, 1, 2))
      OR (o_phone IN (0, 1) AND o_owner IN (0, 1, 2))
      OR (o_owner IN (0, 1) AND o_place IN (0, 2) AND o_nib <= 0
          AND position(' ' IN owner_l) > 0 AND position(' ' IN owner_r) > 0)
    )"""

BRANCH_FORGOTTEN = 1e-10

# Among the businesses of one owner: is it one and the same? Turnover is left out on purpose: two
# years of one business differ more than two shops of one owner do.
UNIT_COMPARISONS = (
    Comparison(
        "name", "Nama usaha", ("name",), ("name", "owner"),
        (
            Level("sama", _equal("name")),
            Level("hampir sama", _near("name", errors=2)),
            Level("satu lebih lengkap", f"{_contained('name', at_least=1)} AND {_own_words()} >= 1"),
            Level("sebagian kata sama", f"{_own_words()} >= 1"),
            Level("hanya sebutan pemilik sama", f"{_shared('name')} >= 1"),
            Level("berbeda", ELSE),
        ),
    ),
    Comparison(
        "branch", "Cabang", ("name",), ("branch",),
        (
            # A branch is like its head in all else: EM would take it for a copy, so it is a rule.
            Level("sama", _equal("branch"), m=1 - BRANCH_FORGOTTEN, u=0.95),
            Level("salah satu cabang", ELSE, m=BRANCH_FORGOTTEN, u=0.05),
        ),
    ),
    Comparison(
        "class", "Jenis usaha", ("name",), ("class",),
        (Level("sama", _equal("class")), Level("berbeda", ELSE)),
    ),
    _KBLI,
    Comparison(
        "activity", "Kegiatan", ("activity", "name"), ("activity", "name"),
        (
            Level("sama", _equal("activity")),
            Level("hampir sama", _near("activity", errors=2)),
            Level("sebagian kata sama", f"{_shared('activity')} >= 1"),
            Level("disebut dalam nama", f"{_crosses('activity_l', 'name_r')} OR {_crosses('name_l', 'activity_r')}"),
            Level("berbeda", "activity_l IS NOT NULL AND activity_r IS NOT NULL"),
            Level("hanya satu diketahui", ELSE),
        ),
        otherwise_unknown="activity_l IS NULL AND activity_r IS NULL",
    ),
    Comparison(
        "place", "Tempat", ("address", "village_name", "district_name"),
        ("region", "district", "village", "street", "house"),
        (
            Level("alamat sama", f"house_l = house_r AND {_SAME_STREET}"),
            Level("jalan sama, nomor berbeda", f"house_l <> house_r AND {_SAME_STREET}"),
            Level("jalan sama", _SAME_STREET),
            Level("kelurahan sama, jalan berbeda", "village_l = village_r AND street_l <> street_r"),
            Level("kelurahan sama", _equal("village")),
            Level("kecamatan sama", _equal("district")),
            Level("daerah lain", ELSE),
        ),
    ),
)  # fmt: skip

# Two records are compared when all columns of one rule agree. Fuzzy rules hold the place, so that
# a province four times as large costs four times as much.
BLOCKING = (
    ("nik",),
    ("nib",),
    ("phone",),
    ("district", "owner"),
    ("district", "owner_key", "street"),
    ("district", "owner_key", "name_start"),
    ("village", "street", "owner_key"),
    ("village", "street", "house", "name_start"),
    ("region", "owner", "name_key"),
    ("district", "owner_first", "activity"),
    ("village", "name_key", "owner_first"),
    ("district", "name", "street"),
)
# A key shared by more records than this says nothing (a market, a mistyped phone of an office).
LARGEST_BLOCK = 60

TERMS = ("owner", "name", "spot")
