"""Businesses of owners: what they are called, what they do, where, and what they sell for."""

import numpy as np
import polars as pl

from laju.engines.synthesis.chance import Chance, falling, take
from laju.engines.synthesis.vocabulary import Indices, Shares, Vocabulary

_LARGEST_SMALL = 15_000_000_000  # PP 7/2021: above it a business is medium
# How names are built, with how often. A list of real names has all of these.
_SHAPES: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.17, ("prefix", "call", "first")),
    (0.08, ("prefix", "first")),
    (0.12, ("product", "call", "first")),
    (0.15, ("prefix", "brand", "brand2")),
    (0.10, ("prefix", "brand")),
    (0.08, ("prefix", "product")),
    (0.06, ("coined", "coined_kind")),
    (0.05, ("prefix", "family")),
    (0.06, ("product", "brand")),
    (0.03, ("owner_name",)),
    (0.04, ("coined",)),
    (0.03, ("brand", "product")),
    (0.03, ("prefix", "product", "first")),
)
SHAPES = tuple(parts for _, parts in _SHAPES)
SHAPE_WEIGHTS = np.array([weight for weight, _ in _SHAPES])


def make_shops(
    *, owners: pl.DataFrame, villages: Indices, words: Vocabulary, chance: Chance
) -> pl.DataFrame:
    """Return one business for each row of `owners` (their columns), in the village beside it.

    Columns: name, brand, prefix, product, kbli_code, activity, address, sales_rupiah,
    capital_rupiah, employees, founded_year.
    """
    count = len(villages)
    weights = np.array([activity.weight for activity in words.activities])
    picked = chance.picks(weights, count)
    parts = _parts(owners, picked, words, chance)
    money = _money(picked, villages, words, chance)
    is_big = pl.Series(money["sales_rupiah"] > _LARGEST_SMALL)
    company = take(("CV", "PT", "UD"), chance.picks(np.array([5.0, 4.0, 1.0]), count))
    parts = parts.with_columns(prefix=company.zip_with(is_big, parts["prefix"]))
    return pl.DataFrame(
        {
            "name": name_shops(parts=parts, weights=SHAPE_WEIGHTS, chance=chance),
            "brand": parts["brand"],
            "prefix": parts["prefix"],
            "product": parts["product"],
            "kbli_code": take([activity.kbli for activity in words.activities], picked),
            "activity": _activities(picked, parts["product"], words, chance),
            "address": make_addresses(villages=villages, words=words, chance=chance),
            **money,
        }
    )


def name_shops(*, parts: pl.DataFrame, weights: Shares, chance: Chance) -> pl.Series:
    """Return a name for each row, in one of the shapes; `weights` one per shape."""
    shape = pl.Series(chance.picks(weights, len(parts)))
    named = [
        parts.filter(shape == index).select(
            pl.col("place"),
            pl.concat_str(
                *(pl.col(part) for part in shape_parts), separator=" ", ignore_nulls=True
            ).alias("name"),
        )
        for index, shape_parts in enumerate(SHAPES)
    ]
    return pl.concat(named).sort("place")["name"]


def make_addresses(*, villages: Indices, words: Vocabulary, chance: Chance) -> pl.Series:
    """Return a street and number, a lane, a hamlet, or nothing for some."""
    count = len(villages)
    towns = (
        words.regions["code"].to_numpy()[words.villages["region"].to_numpy()[villages]] >= "12.7"
    )
    hamlet = chance.random.random(count) < np.where(towns, 0.12, 0.48)
    number = chance.random.geometric(0.018, count)
    frame = pl.DataFrame(
        {
            "street": chance.words(words.words["street"], count),
            "jalan": take(
                ("Jl. ", "Jalan ", "Jln. ", "Jl "), chance.picks(np.array([6.0, 2, 1, 2]), count)
            ),
            "no": take((" No. ", " No.", " no ", " No "), chance.picks(falling(4), count)),
            "number": pl.Series(number).cast(pl.String)
            + take(("", "A", "B", "C"), chance.picks(np.array([30.0, 2, 1, 0.5]), count)),
            "has_number": chance.coin(0.72, count),
            "lane": chance.words(words.words["lane"], count),
            "has_lane": chance.coin(0.16, count),
            "hamlet": chance.words(words.words["hamlet"], count),
            "is_hamlet": hamlet,
            "is_empty": chance.coin(0.05, count),
        }
    )
    empty = pl.lit("")
    street = pl.concat_str(
        "jalan",
        "street",
        pl.when("has_lane").then(pl.lit(" ") + pl.col("lane")).otherwise(empty),
        pl.when("has_number").then(pl.col("no") + pl.col("number")).otherwise(empty),
    )
    told = pl.when("is_hamlet").then(pl.col("hamlet")).otherwise(street)
    return frame.select(pl.when("is_empty").then(empty).otherwise(told).alias("a")).to_series()


def round_money(*, rupiah: Shares, chance: Chance) -> Indices:
    """Return amounts as people tell them: one to three leading digits, rarely more."""
    digits = np.array([1, 2, 3, 5])[chance.picks(np.array([0.3, 0.45, 0.18, 0.07]), len(rupiah))]
    size = np.power(10.0, np.floor(np.log10(np.maximum(rupiah, 1.0))) - digits + 1)
    rounded: Indices = (np.round(rupiah / size) * size).astype(np.int64)
    return rounded


def _parts(
    owners: pl.DataFrame, picked: Indices, words: Vocabulary, chance: Chance
) -> pl.DataFrame:
    count = len(picked)
    place = np.arange(count)
    chosen = []
    for index, activity in enumerate(words.activities):
        where = np.flatnonzero(picked == index)
        chosen.append(
            pl.DataFrame(
                {
                    "place": where,
                    "prefix": chance.words(activity.prefixes, len(where)),
                    "product": chance.words(activity.products, len(where)),
                }
            )
        )
    doubled = pl.col("product").str.starts_with(pl.col("prefix"))
    kinds = pl.concat(chosen).sort("place")
    middle = chance.words(words.words["coined_middle"], count, is_even=True)
    blank = pl.Series([""]).new_from_index(0, count)
    coined = (
        chance.words(words.words["coined_head"], count, is_even=True)
        + middle.zip_with(pl.Series(chance.coin(0.7, count)), blank)
        + chance.words(words.words["coined_tail"], count, is_even=True)
    )
    clan = pl.col("clan")
    return (
        owners.select("owner_name", "first", "call", "clan")
        .with_columns(
            place=pl.Series(place),
            prefix=kinds["prefix"],
            product=kinds["product"],
            brand=chance.words(words.words["brand"], count),
            brand2=chance.words(words.words["brand"], count),
            coined=coined,
            coined_kind=chance.words(words.words["coined_kind"], count),
        )
        .with_columns(
            prefix=pl.when(doubled).then(None).otherwise(pl.col("prefix")),
            family=pl.when(clan == "").then(pl.col("first")).otherwise(clan),
            owner_name=pl.col("owner_name").str.replace(r"^Hj?\. ", "").str.replace(r",.*$", ""),
        )
    )


def _activities(
    picked: Indices, product: pl.Series, words: Vocabulary, chance: Chance
) -> pl.Series:
    kinds = np.array([activity.kind for activity in words.activities])[picked]
    parts = []
    for kind in sorted({activity.kind for activity in words.activities}):
        where = np.flatnonzero(kinds == kind)
        frame = pl.DataFrame(
            {
                "place": where,
                "phrase": chance.words(words.words[kind], len(where)),
                "product": product.gather(where).str.to_lowercase(),
            }
        )
        parts.append(
            frame.select(
                "place",
                pl.col("phrase").str.replace_all("{p}", pl.col("product"), literal=True),
            )
        )
    return pl.concat(parts).sort("place")["phrase"]


def _money(
    picked: Indices, villages: Indices, words: Vocabulary, chance: Chance
) -> dict[str, np.ndarray]:
    """Sales and capital a year, log-normal; medium and large ones by the model's share."""
    count = len(picked)
    factor = np.array([activity.sales_factor for activity in words.activities])[picked]
    sales = chance.random.lognormal(np.log(55e6), 1.25, count) * factor
    sales = np.minimum(sales, _LARGEST_SMALL * 0.9)
    big_share = (words.regions["medium_large"] / words.regions["businesses"]).to_numpy()
    is_big = chance.coin(big_share[words.villages["region"].to_numpy()[villages]], count)
    big = _LARGEST_SMALL * (1.05 + chance.random.lognormal(0.0, 0.9, count))
    sales = np.where(is_big, big, np.maximum(sales, 2e6))
    capital = sales * chance.random.lognormal(np.log(0.35), 0.8, count)
    staff = 1 + chance.random.poisson(np.minimum(sales / 9e7, 90.0))
    return {
        "sales_rupiah": round_money(rupiah=sales, chance=chance),
        "capital_rupiah": round_money(rupiah=np.maximum(capital, 5e5), chance=chance),
        "employees": staff,
        "founded_year": 2026 - np.minimum(chance.random.geometric(0.09, count), 60),
    }
