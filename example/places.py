"""The 33 regions with their districts and villages, read from the project's reference data."""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent / "laju" / "data" / "regions"
NEEDED = ("regencies.csv", "districts.csv", "villages_12.csv")
PROVINCE = "12"


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan; `code` is Kemendagri's, for example "12.71.05"."""

    code: str
    name: str
    latitude: float
    longitude: float
    villages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A kabupaten or kota; `code` is Kemendagri's ("12.71"), `bps_code` that of BPS ("1275")."""

    code: str
    bps_code: str
    full_name: str
    short_name: str
    districts: tuple[District, ...]


def is_reference(folder: Path) -> bool:
    """Return whether the folder holds the three tables."""
    return all((folder / name).is_file() for name in NEEDED)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def load_regions(folder: Path) -> dict[str, Region]:
    """Return the regions of North Sumatra by code, everything inside in the order of the codes."""
    villages: dict[str, list[str]] = {}
    for row in sorted(_rows(folder / NEEDED[2]), key=lambda r: r["code"]):
        villages.setdefault(row["district_code"], []).append(row["name"])
    points = {r["kode"]: r for r in _rows(HERE / "resep" / "titik_kecamatan.csv")}
    districts: dict[str, list[District]] = {}
    for row in sorted(_rows(folder / NEEDED[1]), key=lambda r: r["code"]):
        if row["code"] in points:
            code, point = row["code"], points[row["code"]]
            where = (float(point["lintang"]), float(point["bujur"]))
            place = District(code, row["name"], *where, tuple(villages[code]))
            districts.setdefault(row["region_code"], []).append(place)
    return {
        row["code"]: Region(
            row["code"],
            row["bps_code"],
            row["name"],
            row["name"].removeprefix("Kabupaten ").removeprefix("Kota "),
            tuple(districts[row["code"]]),
        )
        for row in sorted(_rows(folder / NEEDED[0]), key=lambda r: r["code"])
        if row["province_code"] == PROVINCE
    }
