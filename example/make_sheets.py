"""Writes the three example office files and what is true about them; same seed, same files.

Run: python example/make_sheets.py [--wilayah FOLDER] [--out FOLDER]
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

import office_files
from applicants import Applicant, Town
from mess import SLIPS, WARNED, Record, near, region_as_typed, repeat, slip, typed
from places import REFERENCE, Region, is_reference, load_regions
from recipes import load_kinds, load_names

SEED = "Laju 2026: contoh"
# Businesses per region (last two digits of the Kemendagri code) and file, clustered as in life.
MEBIDANGRO = {"71": 445, "07": 192, "75": 66, "06": 50}
HIGHLANDS = {"08": 58, "72": 32, "12": 33, "02": 31, "16": 22, "17": 18, "11": 24, "15": 8, "03": 18,
             "77": 20, "13": 21, "20": 10, "21": 9}  # fmt: skip
COAST = {"05": 46, "18": 35, "76": 17, "19": 25, "09": 38, "74": 13, "10": 18, "22": 12, "23": 14,
         "01": 18, "73": 11, "04": 8, "14": 13, "24": 7, "25": 5, "78": 14}  # fmt: skip
NO_NAME = "nama usaha kosong"
NO_REGION = "kabupaten/kota tidak dikenal"
TOTAL_ROW = "baris jumlah, bukan usaha"


@dataclass(slots=True, eq=False)
class Entry:
    """A row with its running number, the applicant behind it and what is special about it."""

    row: Record
    one: Applicant
    number: int = 0
    reject: str = ""
    slip: str = ""
    twin: "Entry | None" = None  # exact repeat of
    near: "Entry | None" = None
    marks: set[str] = field(default_factory=set)

    @property
    def plain(self) -> bool:
        """Return whether nothing has been done to this row yet."""
        return not (self.reject or self.slip or self.twin or self.near or self.marks)


@dataclass(frozen=True, slots=True)
class Office:
    """One office file: where its rows come from and how it spells regions."""

    stem: str
    shares: dict[str, int]
    region_cell: Callable[[Random, Region], str]
    nowhere: tuple[str, ...]


def _bps_or_name(rng: Random, region: Region) -> str:
    short = region.full_name.replace("Kabupaten", "Kab.")
    return (
        region.bps_code
        if rng.random() < 0.45
        else rng.choice((region.full_name, short, short.upper()))
    )


OFFICES = (
    Office("mebidangro.xlsx", MEBIDANGRO, _bps_or_name, ("1299", "Kota Medan Raya Baru", "Kab. Antah Berantah", "-")),
    Office("dataran-tinggi-dan-toba.csv", HIGHLANDS, lambda _, r: r.code, ("12.99", "12.79", "99.01", "12")),
    Office("pantai-dan-nias.csv", COAST, region_as_typed, ("Kab. Nias Tenggara", "SUMUT", "Kota Pantai Cermin Indah", "xxx")),
)  # fmt: skip


def _entries(rng: Random, town: Town, office: Office, regions: dict[str, Region]) -> list[Entry]:
    """Return the good rows of an office, some owners with two or three businesses."""
    entries: list[Entry] = []
    for code, count in office.shares.items():
        region = regions[f"12.{code}"]
        made: list[Applicant] = []
        while len(made) < count:
            one = town.applicant(region)
            made.append(one)
            if count > 15 and len(made) % 45 == 9:
                made += [town.applicant(region, one.person) for _ in range(rng.choice((1, 1, 2)))]
        for one in made[:count]:
            on = date(2026, 1, 12) + timedelta(days=rng.randint(0, 60))
            entries.append(
                Entry(
                    typed(rng, one, on.strftime(rng.choice(("%d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d")))),
                    one,
                )
            )
    for entry in entries:
        entry.row["wilayah"] = office.region_cell(rng, entry.one.region)
    return entries


def _spoil(rng: Random, town: Town, office: Office, entries: list[Entry]) -> list[Entry]:
    """Add repeats, near repeats, rejects and slips; return all rows in the order of the sheet."""
    size = len(entries)
    rng.shuffle(entries)
    plain = [e for e in entries if len(e.row["nama"]) > 8 and e.row["hp"]]
    added: list[Entry] = []
    for source in plain[: round(size * 0.031)]:
        source.marks.add("asli")
        added.append(Entry(repeat(rng, source.row), source.one, twin=source))
    for source in plain[round(size * 0.031) : round(size * 0.051)]:
        source.marks.add("asli")
        phone = f"08100000{town.phones.pop():04d}"
        added.append(Entry(near(rng, source.row, phone), source.one, near=source))
    free = [e for e in entries if e.plain]
    for i, victim in enumerate(free[: round(size * 0.03)]):
        if i % 2:
            victim.row["nama"], victim.reject = rng.choice(("", "", " ")), NO_NAME
        else:
            victim.row["wilayah"] = office.nowhere[i // 2 % len(office.nowhere)]
            if victim.row["wilayah"] == "-":
                victim.marks.add("wilayah dari kecamatan")  # empty, but its district tells it
            else:
                victim.reject = NO_REGION
    for i, victim in enumerate([e for e in entries if e.plain][: round(size * 0.085)]):
        victim.slip = SLIPS[i % len(SLIPS)]
        slip(victim.row, victim.slip, victim.one)
    rows = list(entries)
    for entry in added:
        first = entry.twin or entry.near
        assert first
        rows.insert(rng.randint(rows.index(first) + 1, len(rows)), entry)
    for number, entry in enumerate(rows, start=1):
        entry.number = number
        entry.row["no"] = str(number)
    return rows


def _truth(
    office: Office, rows: list[Entry], lines: dict[int, int], extra: dict[str, object]
) -> dict[str, object]:
    """Return what is true of one file; rows are named by running number and line in the file."""
    rejects = [
        {"baris": lines[e.number], "no_urut": e.number, "alasan": e.reject}
        for e in rows
        if e.reject
    ]
    total_line = extra.pop("baris_jumlah", None)
    if total_line:
        rejects.append({"baris": total_line, "no_urut": None, "alasan": TOTAL_ROW})
    owners: dict[str, list[int]] = {}
    for entry in rows:
        if not (entry.twin or entry.near or entry.reject):
            owners.setdefault(entry.one.person.nik, []).append(entry.number)
    repeats = [[e.twin.number, e.number] for e in rows if e.twin]
    return {
        "baris_data": len(rows) + bool(total_line),
        "pengulangan_persis": repeats,
        "pasangan_mirip": [[e.near.number, e.number] for e in rows if e.near],
        "ditolak": rejects,
        "usaha": len(rows) + bool(total_line) - len(repeats) - len(rejects),
        "peringatan": [{"no_urut": e.number, "hal": e.slip} for e in rows if e.slip in WARNED],
        "wilayah_dari_kecamatan": [e.number for e in rows if "wilayah dari kecamatan" in e.marks],
        "pemilik_banyak_usaha": [numbers for numbers in owners.values() if len(numbers) > 1],
        "berfoto": sum(1 for e in rows if e.row["foto"]),
        "usaha_per_wilayah": dict(office.shares),
        **extra,
    }


def main() -> int:
    """Write the files and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--wilayah", type=Path, default=REFERENCE, help="folder dengan tabel wilayah"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    options = parser.parse_args()
    if not is_reference(options.wilayah):
        print("Tabel wilayah tidak ditemukan; beri tahu letaknya dengan --wilayah FOLDER.")
        return 2
    regions = load_regions(options.wilayah)
    rng = Random(SEED)
    town = Town(rng, load_kinds(), load_names())
    options.out.mkdir(parents=True, exist_ok=True)
    truth: dict[str, object] = {}
    for office in OFFICES:
        rows = _spoil(rng, town, office, _entries(rng, town, office, regions))
        lines, extra = office_files.write(options.out / office.stem, rows, rng)
        truth[office.stem] = _truth(office, rows, lines, extra)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (options.out / "kebenaran.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
