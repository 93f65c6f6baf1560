"""The reference data that ships with the project, read once into values of the core."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from laju.core.kbli import Classification, Kbli, Level, Version
from laju.core.places import Gazetteer, Kind, Place

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """Population and area of a place (province or region); coordinates in degrees."""

    code: str
    population: int
    area_km2: float
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as an office or the press published it, with its source and what is wrong in it."""

    key: str
    title: str
    year: int
    value: float
    unit: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class ModelledBusinesses:
    """Businesses of a region by a MODEL (shares of population and of provisional counts)."""

    code: str
    businesses: int
    micro_small: int
    medium_large: int
    basis: str


@cache
def load_gazetteer() -> Gazetteer:
    """Return all places: 38 provinces, 514 regions, 7,285 districts, villages where shipped."""
    villages = tuple(
        Place(row["code"], "", row["name"], Kind(row["kind"]), row["district_code"])
        for path in sorted((DATA / "regions").glob("villages_*.csv"))
        for row in _rows(path)
    )
    return Gazetteer(
        provinces=tuple(
            Place(row["code"], row["code"], row["name"], Kind.PROVINCE, "")
            for row in _rows(DATA / "regions" / "provinces.csv")
        ),
        regions=tuple(
            Place(
                row["code"], row["bps_code"], row["name"], Kind(row["kind"]), row["province_code"]
            )
            for row in _rows(DATA / "regions" / "regencies.csv")
        ),
        districts=tuple(
            Place(row["code"], "", row["name"], Kind.DISTRICT, row["region_code"])
            for row in _rows(DATA / "regions" / "districts.csv")
        ),
        villages=villages,
        aliases=tuple(
            (row["alias"], row["code"]) for row in _rows(DATA / "regions" / "aliases.csv")
        ),
    )


@cache
def load_region_facts() -> Mapping[str, RegionFacts]:
    """Return population (2025) and area by code, for provinces and regions."""
    provinces = {
        row["code"]: RegionFacts(row["code"], int(row["population"]), float(row["area_km2"]))
        for row in _rows(DATA / "regions" / "provinces.csv")
    }
    regions = {
        row["code"]: RegionFacts(
            row["code"],
            int(row["population"]),
            float(row["area_km2"]),
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in _rows(DATA / "regions" / "regencies.csv")
    }
    return {**provinces, **regions}


@cache
def load_classification(*, version: Version) -> Classification:
    """Return one version of KBLI, all levels."""
    if version is Version.KBLI_2020:
        rows = [
            (row["code"], row["title"], row["description"])
            for row in _rows(DATA / "kbli" / "kbli_2020.csv")
        ]
    else:
        rows = [
            (entry["code"], entry["title"], entry["description"])
            for path in sorted((DATA / "kbli" / "kbli2025").glob("*.json"))
            for entry in json.loads(path.read_text(encoding="utf-8"))
        ]
    return Classification(
        version=version,
        entries=tuple(
            Kbli(version, code, title, Level.of(code), description)
            for code, title, description in rows
        ),
    )


@cache
def load_shapes(*, province: str) -> Mapping[str, Any] | None:
    """Return the GeoJSON of a province's regions, None where none is shipped."""
    path = DATA / "geo" / f"{province}.geojson"
    if not path.is_file():
        return None
    shapes: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return shapes


@cache
def load_published_figures() -> tuple[PublishedFigure, ...]:
    """Return the published figures used in demonstrations, slips included."""
    return tuple(
        PublishedFigure(
            row["key"],
            row["title"],
            int(row["year"]),
            float(row["value"]),
            row["unit"],
            row["source"],
            row["remark"],
        )
        for row in _rows(DATA / "statistics" / "published_figures.csv")
    )


@cache
def load_modelled_businesses() -> Mapping[str, ModelledBusinesses]:
    """Return the MODEL of businesses for the 33 regions of North Sumatra, by code."""
    return {
        row["code"]: ModelledBusinesses(
            row["code"],
            int(row["businesses_MODEL"]),
            int(row["micro_small_MODEL"]),
            int(row["medium_large_MODEL"]),
            row["basis"],
        )
        for row in _rows(DATA / "statistics" / "sumut_businesses_MODEL.csv")
    }


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
