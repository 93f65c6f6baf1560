"""What a row becomes, and what the reader needs to know to read it."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from laju.core.kbli import Classification
from laju.core.places import Gazetteer, System
from laju.core.profile import Sector

LONGEST_VALUE = 300
_WORDS = re.compile(r"\w+")
BLANK = frozenset(
    {"", "-", "--", "---", ".", "n/a", "na", "nan", "null", "none", "nihil", "kosong", "tidak ada"}
    | {"tdk ada", "belum ada", "belum", "blm ada", "tidak punya", "#n/a", "#ref!", "#value!", "?"}
)


class Severity(StrEnum):
    """What a finding does to its row."""

    ERROR = "ERROR"  # the row is held back
    WARNING = "WARNING"  # the row is kept, the value is not
    REPAIRED = "REPAIRED"  # the row is kept, the value was put right with certainty


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one cell; reason and remedy are sentences for the office."""

    severity: Severity
    field: str
    value: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What holds for all rows of one sheet.

    region: code of the place of rows that name none: a kabupaten/kota, or the programme's province.
    system: whose codes the sheet uses, None when it was not proved.
    units: rupiah that "1" stands for, per money field; months: money fields given per month.
    is_region_needed: the sheet has a column for it, so a row without one is incomplete.
    is_name_needed: the same for the name of the business; otherwise the owner's name stands in.
    is_nik_rounded: a spreadsheet has rounded the column of NIKs, so that nearly all end in 0.
    """

    gazetteer: Gazetteer
    today: date
    region: str
    area: str = ""
    system: System | None = None
    kbli: tuple[Classification, ...] = ()
    kbli_version: str = ""
    units: Mapping[str, int] = field(default_factory=dict)
    months: frozenset[str] = frozenset()
    is_region_needed: bool = False
    is_name_needed: bool = True
    is_nik_rounded: bool = False

    @property
    def nik_places(self) -> Collection[str]:
        """Return the region codes a NIK may begin with."""
        return self.gazetteer.index.by_code


@dataclass(slots=True)
class Record:
    """A business as a row tells it; empty means: not told. `findings` say what was wrong."""

    name: str = ""
    owner_name: str = ""
    owner_sex: str = ""
    nik: str = ""
    nib: str = ""
    npwp: str = ""
    phone: str = ""
    email: str = ""
    activity: str = ""
    sector: Sector = Sector.OTHER
    kbli_version: str = ""
    kbli_code: str = ""
    region_code: str = ""
    district_code: str = ""
    district_name: str = ""
    village_name: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    products_text: str = ""
    prices_text: str = ""
    hours_text: str = ""
    channels: dict[str, str] = field(default_factory=dict)
    permits: dict[str, str] = field(default_factory=dict)
    photo_name: str = ""
    founded_year: int | None = None
    employees: int | None = None
    capital_rupiah: int | None = None
    sales_rupiah: int | None = None
    applied_on: date | None = None
    score: float | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_rejected(self) -> bool:
        """Say whether the row is held back."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def note(
        self, severity: Severity, name: str, value: str, reason: str, remedy: str = ""
    ) -> None:
        """Add a finding; the value is cut to what a report can show."""
        shown = value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
        self.findings.append(Finding(severity, name, shown, reason, remedy))

    @property
    def fingerprint(self) -> str:
        """Return the hash over all that tells this business from another, in comparison form.

        Running number, date of application, score and photo do not count: the same business
        entered twice differs in them.
        """
        told = (
            self.name,
            self.owner_name,
            self.nik,
            self.nib,
            self.phone,
            self.email,
            self.activity,
            self.kbli_code,
            self.region_code,
            self.district_name,
            self.village_name,
            self.address,
            self.products_text,
            self.prices_text,
            self.hours_text,
            repr(self.latitude),
            repr(self.longitude),
            repr(self.founded_year),
            repr(self.employees),
            repr(self.capital_rupiah),
            repr(self.sales_rupiah),
            *(f"{key}={value}" for key, value in sorted(self.channels.items())),
            *(f"{key}={value}" for key, value in sorted(self.permits.items())),
        )
        return hashlib.sha256("\x1f".join(fold(text) for text in told).encode()).hexdigest()


def fold(text: str) -> str:
    """Return a text in comparison form: letters and digits only, no accents, no capitals.

    >>> fold("  Jl. Merdeka No.5, MEDAN ")
    'jl merdeka no 5 medan'
    """
    if not text:
        return ""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(_WORDS.findall(plain))


def told(text: str) -> str:
    """Return what a cell tells: blanks folded, and nothing for "-", "tidak ada" and the like."""
    if not text:
        return ""
    plain = " ".join(text.split())
    return "" if plain.casefold().strip("'\"") in BLANK else plain
