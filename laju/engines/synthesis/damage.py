"""What is wrong in a sheet, put there on purpose and known: a fault, its field, what becomes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import polars as pl

from laju.engines.synthesis.offices import Office, Region

SHARE = 0.02
REJECTED, WARNING, REPAIRED, HARMLESS = "REJECTED", "WARNING", "REPAIRED", ""
_NEED_A_VALUE = {REPAIRED, HARMLESS}  # these leave the value as good as it was
_NIK = "1271015512809914"
_PHONE = "081012345678"
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: `field` is where the finding must stand, `outcome` its severity."""

    name: str
    field: str
    outcome: str
    spoil: Callable[[Cells, Random], Cells]
    needs: tuple[str, ...] = ()  # further fields the office must have


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a sheet in which something is wrong: its cells by field, and what."""

    cells: Cells
    fault: str
    field: str
    outcome: str


def spoil_rows(
    *, rows: pl.DataFrame, office: Office, before: int, random: Random
) -> dict[int, Told]:
    """Return the spoiled lines by place: about SHARE of all, a fault each, all kinds in turn.

    before: lines of the offices before this one, so that the turn goes on from office to office.
    """
    turn = round(before * SHARE) % len(FAULTS)
    fitting = [fault for fault in (*FAULTS[turn:], *FAULTS[:turn]) if _fits(fault, office)]
    count = round(len(rows) * SHARE) or min(1, len(rows))
    places = sorted(random.sample(range(len(rows)), min(count, len(rows))))
    spoiled = {}
    for index, cells in enumerate(rows[places].iter_rows(named=True)):
        at = index % len(fitting)
        turned = (*fitting[at:], *fitting[:at])
        fault = next(f for f in turned if cells[f.field] or f.outcome not in _NEED_A_VALUE)
        changed = {**cells, **fault.spoil(cells, random)}
        kept = {field: text for field, text in changed.items() if field in cells}
        spoiled[places[index]] = Told(kept, fault.name, fault.field, fault.outcome)
    return spoiled


def foreign_rows(*, office: Office, count: int, random: Random) -> dict[int, list[Told]]:
    """Return lines that are no business, by the place before which they stand.

    Sub-totals and repeated titles inside the data, a total and a signature under it.
    """
    found: dict[int, list[Told]] = {}
    for _ in range(max(1, count // 1_000)):
        place = random.randrange(1, count) if count > 1 else count
        is_header = random.random() < 0.4 and not office.has_two_title_rows
        found.setdefault(place, []).append(
            _titles(office) if is_header else _total(random, "SUB TOTAL")
        )
    last = list(office.titles)[-1]
    signed = [
        Told({last: text}, "SIGNATURE", "name", REJECTED)
        for text in (
            f"{office.name}, 12 Januari 2026",
            "Kepala Dinas,",
            "NIP. 19700101 199503 1 001",
        )
    ]
    found.setdefault(count, []).extend([_total(random, "JUMLAH"), *signed])
    return found


def _titles(office: Office) -> Told:
    return Told(dict(office.titles), "REPEATED_TITLES", "name", REJECTED)


def _total(random: Random, word: str) -> Told:
    field = random.choice(("number", "name"))
    cells = {field: word, "sales_rupiah": f"{random.randrange(10, 900)}.000.000.000"}
    return Told(cells, "TOTAL", field, REJECTED)


def _fits(fault: Fault, office: Office) -> bool:
    if fault.name == "OTHER_CODES":
        is_same = office.code.replace(".", "") == office.bps_code
        return office.region is Region.BOTH and not is_same
    if fault.name == "UNKNOWN_REGION":
        return office.region in {Region.NAME, Region.BOTH}
    if fault.name == "HIDDEN_MARK" and office.encoding == "cp1252":
        return False
    fields = {fault.field, *fault.needs}
    return fields <= set(office.titles)


def _set(field: str, *texts: str) -> Callable[[Cells, Random], Cells]:
    return lambda _cells, random: {field: random.choice(texts)}


def _nik(edit: Callable[[str, Random], str]) -> Callable[[Cells, Random], Cells]:
    return lambda cells, random: {"nik": edit(cells["nik"] or _NIK, random)}


def _phone(edit: Callable[[str], str]) -> Callable[[Cells, Random], Cells]:
    return lambda cells, _random: {"phone": edit(cells["phone"] or _PHONE)}


def _region(_cells: Cells, random: Random) -> Cells:
    names = ("Kab. Antah Berantah", "Kabupaten Rimba Raya Selatan", "Kota Harapan Indah", "Zzz")
    return {"region": random.choice(names), "region_code": ""}


def _other_codes(cells: Cells, _random: Random) -> Cells:
    """Put in a code that in the sheet's own system is another region of the province."""
    others = ("12.05", "12.12") if "." in cells["region_code"] else ("1205", "1212")
    return {"region_code": next(code for code in others if code != cells["region_code"])}


def _dashes(cells: Cells, _random: Random) -> Cells:
    fields: Sequence[str] = [
        field for field in ("nik", "nib", "phone", "address") if field in cells
    ]
    return dict.fromkeys(fields, "-")


def _thousands(degrees: str) -> str:
    """Write a coordinate as a spreadsheet that takes its point for thousands does."""
    digits = "".join(filter(str.isdigit, degrees)).ljust(9, "3")[:9]
    return f"{digits[:3]}.{digits[3:6]}.{digits[6:]}"


FAULTS: tuple[Fault, ...] = (
    Fault("NAME_MISSING", "name", REJECTED, _set("name", "", "-", "tidak ada")),
    Fault("NAMES_MISSING", "name", REJECTED, lambda _c, _r: {"name": "", "owner_name": ""}),
    Fault("NAME_OF_DIGITS", "name", REJECTED, _set("name", "12345", "081", "...1")),
    Fault("UNKNOWN_REGION", "region", REJECTED, _region),
    Fault("OTHER_CODES", "region_code", WARNING, _other_codes),
    Fault("NIK_SHORT", "nik", WARNING, _nik(lambda nik, _: nik[:-1])),
    Fault("NIK_LETTER", "nik", WARNING, _nik(lambda nik, _: f"{nik[:12]}O{nik[13:]}")),
    Fault("NIK_POWER", "nik", WARNING, _nik(lambda nik, _: f"{nik[0]},{nik[1:6]}E+15")),
    Fault("NIK_DATE", "nik", WARNING, _nik(lambda nik, r: f"{nik[:8]}{r.choice(('13', '00', '77'))}{nik[10:]}")),
    Fault("NIK_PLACE", "nik", WARNING, _nik(lambda nik, _: f"9901{nik[4:]}")),
    Fault("NIB_SHORT", "nib", WARNING, lambda c, _r: {"nib": (c["nib"] or "9120001234567")[:-1]}),
    Fault("PHONE_SHORT", "phone", WARNING, _phone(lambda _: "08104")),
    Fault("PHONE_POWER", "phone", WARNING, _phone(lambda _: "6,2810E+11")),
    Fault("PHONE_LETTERS", "phone", WARNING, _phone(lambda phone: f"{phone[:-3]}xxx")),
    Fault("TWO_PHONES", "phone", REPAIRED, _phone(lambda phone: f"{phone} / 0810-9999-8888")),
    Fault("MONEY_WORDS", "sales_rupiah", WARNING, _set("sales_rupiah", "sepuluh juta", "lumayan", "tidak tentu")),
    Fault("MONEY_POWER", "sales_rupiah", WARNING, _set("sales_rupiah", "1,5E+08")),
    Fault(
        "COORDINATES", "latitude", WARNING,
        lambda c, _r: {key: _thousands(c[key]) for key in ("latitude", "longitude")},
    ),
    Fault("DASHES", "address", HARMLESS, _dashes),
    Fault("QUOTE_BEFORE_NIK", "nik", HARMLESS, _nik(lambda nik, _: f"'{nik}")),
    Fault("HIDDEN_MARK", "name", REPAIRED, lambda c, _r: {"name": f"{c['name']}\u200b\u202e"}),
    Fault("LINE_BREAK", "address", HARMLESS, lambda c, _r: {"address": f"{c['address']}\nRT 2"}),
    Fault("KBLI_UNKNOWN", "kbli", WARNING, _set("kbli", "99999", "12", "warung")),
    Fault("KBLI_WITHOUT_ZERO", "kbli", REPAIRED, _set("kbli", "1262")),
    Fault("MAIL_AS_ACTIVITY", "activity", WARNING, _set("activity", "toko@contoh.id")),
    Fault("DIGITS_AS_ACTIVITY", "activity", WARNING, _set("activity", "10", "081")),
    Fault("YEAR", "founded_year", WARNING, _set("founded_year", "19", "3 tahun", "2031")),
    Fault("EMPLOYEES", "employees", WARNING, _set("employees", "banyak", "keluarga")),
)  # fmt: skip
