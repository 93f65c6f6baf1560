"""A synthetic province as a table of businesses, with the truth beside each line."""

from random import Random

import numpy as np
import polars as pl
import pyarrow as pa

from laju.engines.synthesis.chance import Chance, digits_of
from laju.engines.synthesis.copies import (
    Edit,
    mistype_digits,
    rewrite_address,
    rewrite_business,
    rewrite_person,
)
from laju.engines.synthesis.shops import make_addresses, round_money
from laju.engines.synthesis.units import Units, make_units, pick_villages
from laju.engines.synthesis.vocabulary import Indices, Vocabulary, load_vocabulary

COPIES = 0.05  # lines that tell a business another line tells already
SECONDS = 0.03  # lines that tell a second business of an owner: same numbers, not the same
STALLS = 0.02  # lines that tell a market stall, named like its neighbours
LINKAGE = (
    *("id", "owner_name", "nik", "nib", "phone", "name", "region", "district", "district_name"),
    *("village_name", "address", "kbli_code", "activity", "sales_rupiah", "owner_id", "unit_id"),
)
# How often a field is left empty: lowest and highest rate of an office, and how much more in copies.
_EMPTY = {
    "owner_name": (0.002, 0.02, 0.02),
    "nik": (0.04, 0.25, 0.06),
    "nib": (0.04, 0.22, 0.10),
    "phone": (0.04, 0.18, 0.06),
    "kbli_code": (0.10, 0.70, 0.05),
    "activity": (0.02, 0.25, 0.05),
    "sales_rupiah": (0.05, 0.35, 0.05),
    "district_name": (0.0, 0.02, 0.03),
    "village_name": (0.01, 0.12, 0.08),
}
_STALL_WITHOUT_OWNER = 0.12
_MOVED_FAR, _MOVED_NEAR = 0.05, 0.04
# How often a copy tells something else altogether.
_TOLD_OTHERWISE = {
    "name": 0.06,
    "phone": 0.14,
    "address": 0.06,
    "activity": 0.35,
    "kbli_code": 0.20,
}
_STRANGE_KBLI = 0.03  # of all lines: coded wrong
_NIK_SLIPS = (4, 5, 12, 13, 14, 15)  # district and serial: slips that still look like a NIK
_SALES_SPREAD = 0.35  # log: told again in another year, by memory


def synthesise_linkage(*, businesses: int, seed: int) -> pa.Table:
    """Return the linkage input with its truth: `businesses` lines, copies included.

    5 % of the lines are copies, so about 0.95 * `businesses` true businesses (`unit_id`) stand
    behind them, and 0.92 * `businesses` owners (`owner_id`); both ids are invented and dense.
    Columns: LINKAGE; text is "" when unknown, `sales_rupiah` null. Lines stand by region, in
    random order within it; `id` counts them from 1. The same arguments give the same table.
    """
    lines = make_lines(businesses=businesses, seed=seed)
    return lines.select(LINKAGE).to_arrow(compat_level=pl.CompatLevel.oldest())


def make_lines(*, businesses: int, seed: int) -> pl.DataFrame:
    """Return LINKAGE and what else a sheet tells, with `kind` of each line.

    kind: ORDINARY, STALL, SECOND or COPY. Shares: docs/adr/0022-synthetic-province.md.
    """
    words = load_vocabulary()
    copies, seconds, stalls = (round(businesses * share) for share in (COPIES, SECONDS, STALLS))
    true = make_units(
        ordinary=businesses - copies - seconds - stalls,
        stalls=stalls,
        seconds=seconds,
        seed=seed,
        words=words,
    )
    chance = Chance(seed=seed, topic="lines")
    units = len(true.units)
    unit = np.concatenate([np.arange(units), chance.random.integers(0, units, copies)])
    is_copy = np.arange(businesses) >= units
    lines = _tell(true, unit, is_copy)
    lines = _move(lines, words, chance)
    lines = pl.concat([lines.head(units), _written_again(lines.tail(copies), words, chance, seed)])
    return _in_sheets(_emptied(_placed(lines, words), words, chance), chance)


def _tell(true: Units, unit: Indices, is_copy: np.ndarray) -> pl.DataFrame:
    """Put business and owner side by side, one line for each in `unit`."""
    units = true.units[unit]
    owners = true.owners[units["owner"]].drop("neighbour")
    lines = pl.concat([units, owners], how="horizontal").with_columns(
        unit_id=pl.Series(unit),
        owner_id=pl.col("owner"),
        kind=pl.when(pl.Series(is_copy)).then(pl.lit("COPY")).otherwise(pl.col("kind")),
        is_stall=pl.col("kind") == "STALL",
    )
    return lines.with_columns(
        **{
            key: pl.when(f"has_{key}").then(key).otherwise(pl.lit(""))
            for key in ("nik", "nib", "phone")
        }
    ).drop("has_nik", "has_nib", "has_phone", "owner")


def _move(lines: pl.DataFrame, words: Vocabulary, chance: Chance) -> pl.DataFrame:
    """Let some copies tell another place: the business moved, or two lists place it differently."""
    count = len(lines)
    is_copy = (lines["kind"] == "COPY").to_numpy()
    chosen = chance.random.random(count)
    is_far = is_copy & (chosen < _MOVED_FAR)
    is_near = is_copy & ~is_far & (chosen < _MOVED_FAR + _MOVED_NEAR)
    village = lines["village"].to_numpy()
    region = words.villages["region"].to_numpy()[village]
    there = village[chance.random.integers(0, count, count)]
    near = pick_villages(regions=region, words=words, chance=chance)
    village = np.where(is_far, there, np.where(is_near, near, village))
    moved = pl.Series(is_far | is_near)
    address = make_addresses(villages=village, words=words, chance=chance)
    return lines.with_columns(
        village=pl.Series(village), address=address.zip_with(moved, lines["address"])
    )


def _written_again(
    copies: pl.DataFrame, words: Vocabulary, chance: Chance, seed: int
) -> pl.DataFrame:
    """Write copies as another office, another year, another hand would."""
    count = len(copies)
    random = Random(seed)
    retold = copies["sales_rupiah"].to_numpy() * chance.random.lognormal(0, _SALES_SPREAD, count)
    kinds = [activity.kbli for activity in words.activities]
    other = {
        "address": make_addresses(
            villages=copies["village"].to_numpy(), words=words, chance=chance
        ),
        "phone": "+62810" + digits_of(chance.random.integers(0, 10**8, count), 8),
        "kbli_code": chance.words(kinds, count, is_even=True),
        "activity": copies["product"].str.to_lowercase(),
        "name": _other_names(copies, chance),
    }
    told = {
        field: values.zip_with(pl.Series(chance.coin(_TOLD_OTHERWISE[field], count)), copies[field])
        for field, values in other.items()
    }
    has_phone = copies["phone"] != ""
    return copies.with_columns(
        name=_each(told["name"], rewrite_business, random),
        owner_name=_each(copies["owner_name"], rewrite_person, random),
        address=_each(told["address"], rewrite_address, random),
        nik=_mistyped(copies["nik"], 0.05, _NIK_SLIPS, random),
        nib=_mistyped(copies["nib"], 0.03, tuple(range(1, 13)), random),
        phone=_mistyped(
            told["phone"].zip_with(has_phone, copies["phone"]), 0.03, tuple(range(6, 14)), random
        ),
        kbli_code=told["kbli_code"],
        activity=told["activity"],
        sales_rupiah=pl.Series(round_money(rupiah=retold, chance=chance)),
    )


def _other_names(copies: pl.DataFrame, chance: Chance) -> pl.Series:
    """Name a business by what it sells or whose it is, as a list taken on the street does."""
    shape = pl.Series(chance.random.integers(0, 3, len(copies)))
    parts = copies.with_columns(prefix=pl.col("prefix").fill_null("Usaha"))
    space = pl.lit(" ")
    named = (
        pl.when(shape == 0)
        .then(pl.col("prefix") + space + pl.col("product"))
        .when(shape == 1)
        .then(pl.col("product") + space + pl.col("call") + space + pl.col("first"))
        .otherwise(pl.col("prefix") + space + pl.col("call") + space + pl.col("first"))
    )
    return parts.select(named.alias("name")).to_series()


def _each(texts: pl.Series, rewrite: Edit, random: Random) -> pl.Series:
    return pl.Series(texts.name, [rewrite(text, random) for text in texts], dtype=pl.String)


def _mistyped(
    numbers: pl.Series, share: float, places: tuple[int, ...], random: Random
) -> pl.Series:
    typed = [
        mistype_digits(text, places, random) if text and random.random() < share else text
        for text in numbers
    ]
    return pl.Series(numbers.name, typed, dtype=pl.String)


def _placed(lines: pl.DataFrame, words: Vocabulary) -> pl.DataFrame:
    """Give each line the codes and names of its village."""
    there = words.villages[lines["village"]]
    return lines.with_columns(
        region=words.regions["code"].gather(there["region"]),
        region_index=there["region"],
        district=there["district_code"],
        district_name=there["district_name"],
        village_name=there["village"],
        village_code=there["village_code"],
    )


def _emptied(lines: pl.DataFrame, words: Vocabulary, chance: Chance) -> pl.DataFrame:
    """Leave fields empty as offices do: each has its own habits, copies tell less."""
    count, region = len(lines), lines["region_index"].to_numpy()
    is_copy = (lines["kind"] == "COPY").to_numpy()
    is_stall = lines["is_stall"].to_numpy()
    gone = {}
    for field, (low, high, more) in _EMPTY.items():
        habits = chance.random.uniform(low, high, len(words.regions))
        share = habits[region] + more * is_copy
        if field == "owner_name":
            share = share + _STALL_WITHOUT_OWNER * is_stall
        gone[field] = pl.Series(chance.coin(share, count))
    strange = pl.Series(chance.coin(_STRANGE_KBLI, count))
    kinds = [activity.kbli for activity in words.activities]
    lines = lines.with_columns(
        kbli_code=chance.words(kinds, count).zip_with(strange, lines["kbli_code"])
    )
    nothing = {"sales_rupiah": None}
    return lines.with_columns(
        pl.when(flags).then(pl.lit(nothing.get(field, ""))).otherwise(field).alias(field)
        for field, flags in gone.items()
    ).with_columns(
        district=pl.when(pl.col("district_name") == "").then(pl.lit("")).otherwise("district")
    )


def _in_sheets(lines: pl.DataFrame, chance: Chance) -> pl.DataFrame:
    """Put lines in the order of the 33 sheets, shuffled within each, and number them from 1."""
    order = np.lexsort((chance.random.random(len(lines)), lines["region_index"].to_numpy()))
    return lines[order].with_columns(id=pl.int_range(1, len(lines) + 1, dtype=pl.Int64))
