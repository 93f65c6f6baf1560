"""Words, names and places a synthetic province is made of."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

DATA = Path(__file__).resolve().parents[2] / "data"
PROVINCE = "12"
Indices: TypeAlias = NDArray[np.int64]
Shares: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Activity:
    """A kind of business; `kind` says which phrases describe it, `sales_factor` how it sells."""

    kbli: str
    weight: float
    sales_factor: float
    kind: str
    prefixes: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """How people of one community are called; `words` by part ("first") and sex ("L")."""

    name: str
    words: dict[tuple[str, str], tuple[str, ...]]
    calls: dict[str, tuple[str, ...]]

    @property
    def clans(self) -> tuple[str, ...]:
        """Return the family names, none where a community has none."""
        return self.words.get(("clan", ""), ())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything read from `laju/data`, in the order of its files."""

    groups: tuple[Group, ...]
    mixtures: dict[str, Shares]  # region code -> share of each group
    activities: tuple[Activity, ...]
    stalls: tuple[tuple[str, str, str], ...]  # name, KBLI 2020, product
    words: dict[str, tuple[str, ...]]
    regions: pl.DataFrame  # code, name, bps_code, latitude, longitude, businesses, medium_large
    villages: pl.DataFrame  # village, village_code, district_code, district_name, region (index)
    birthplaces: tuple[str, ...]  # six digits of every district of Indonesia


@cache
def load_vocabulary() -> Vocabulary:
    """Read the words and places once."""
    groups = _groups()
    regions = _regions()
    return Vocabulary(
        groups=groups,
        mixtures=_mixtures(groups),
        activities=tuple(
            Activity(
                row["kbli"],
                float(row["weight"]),
                float(row["sales_factor"]),
                row["kind"],
                _split(row["prefixes"]),
                _split(row["products"]),
            )
            for row in _rows("synthesis/activities.csv")
        ),
        stalls=tuple(
            (row["name"], row["kbli"], row["product"]) for row in _rows("synthesis/stalls.csv")
        ),
        words={row["kind"]: _split(row["words"]) for row in _rows("synthesis/words.csv")},
        regions=regions,
        villages=_villages(regions),
        birthplaces=tuple(row["code"].replace(".", "") for row in _rows("regions/districts.csv")),
    )


def _groups() -> tuple[Group, ...]:
    found: dict[str, Group] = {}
    for row in _rows("synthesis/people.csv"):
        group = found.setdefault(row["group"], Group(row["group"], {}, {}))
        words = _split(row["words"])
        if row["part"] == "call":
            for word in words:
                sex, _, call = word.partition(":")
                group.calls[sex] = (*group.calls.get(sex, ()), call)
        else:
            group.words[row["part"], row["sex"]] = words
    return tuple(found.values())


def _mixtures(groups: tuple[Group, ...]) -> dict[str, Shares]:
    names = [group.name for group in groups]
    mixtures = {}
    for row in _rows("synthesis/mixtures.csv"):
        shares = np.zeros(len(names))
        for part in row["mix"].split():
            name, _, percent = part.partition(":")
            shares[names.index(name)] = float(percent)
        for region in row["regions"].split():
            mixtures[region] = shares / shares.sum()
    return mixtures


def _regions() -> pl.DataFrame:
    places = {row["code"]: row for row in _rows("regions/regencies.csv")}
    rows = [
        {
            "code": row["code"],
            "name": row["name"],
            "bps_code": places[row["code"]]["bps_code"],
            "latitude": float(places[row["code"]]["latitude"]),
            "longitude": float(places[row["code"]]["longitude"]),
            "businesses": int(row["businesses_MODEL"]),
            "medium_large": int(row["medium_large_MODEL"]),
        }
        for row in _rows("statistics/sumut_businesses_MODEL.csv")
    ]
    return pl.DataFrame(rows).sort("code")


def _villages(regions: pl.DataFrame) -> pl.DataFrame:
    index = {code: position for position, code in enumerate(regions["code"])}
    districts = {
        row["code"]: row for row in _rows("regions/districts.csv") if row["region_code"] in index
    }
    rows = [
        {
            "village": row["name"],
            "village_code": row["code"],
            "district_code": row["district_code"],
            "district_name": districts[row["district_code"]]["name"],
            "region": index[districts[row["district_code"]]["region_code"]],
        }
        for row in _rows(f"regions/villages_{PROVINCE}.csv")
    ]
    return pl.DataFrame(rows, schema_overrides={"region": pl.Int64}).sort("village_code")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))
