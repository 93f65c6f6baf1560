"""Market stalls: metres apart, called the same, and each another person's."""

import numpy as np
import polars as pl

from laju.engines.synthesis.chance import Chance, take
from laju.engines.synthesis.vocabulary import Indices, Vocabulary

_SMALLEST, _LARGEST = 6, 45
_NAMES_IN_A_MARKET = 5
_ROWS = 24  # stalls in one block
_SECOND_MARKETS = ("", " Baru", " Lama", " Pagi", " Sore", " Raya", " Inpres", " Horas", " Rakyat")


def place_stalls(*, count: int, words: Vocabulary, chance: Chance) -> tuple[Indices, Indices]:
    """Return for each stall its market (0, 1, ...) and the village the market is in."""
    sizes = chance.random.integers(_SMALLEST, _LARGEST, max(count // _SMALLEST, 1) + 1)
    market = np.repeat(np.arange(len(sizes)), sizes)[:count]
    shares = words.regions["businesses"].to_numpy().astype(np.float64)
    region = words.villages["region"].to_numpy()
    weights = shares[region] / np.bincount(region)[region]
    return market, chance.picks(weights, len(sizes))[market]


def name_stalls(
    *, market: Indices, villages: Indices, words: Vocabulary, chance: Chance
) -> pl.DataFrame:
    """Return name, product, KBLI, activity and address of stalls; no two share a number."""
    count = len(market)
    markets = int(market.max()) + 1 if count else 0
    offered = chance.random.integers(0, len(words.stalls), (markets, _NAMES_IN_A_MARKET))
    slot = np.minimum(chance.random.geometric(0.45, count) - 1, _NAMES_IN_A_MARKET - 1)
    picked = offered[market, slot]
    style = chance.random.integers(0, 4, markets)[market]
    within = (
        pl.DataFrame({"market": market}).select(pl.int_range(pl.len()).over("market")).to_series()
    )
    seat = within.to_numpy() * 7 % 120  # 7 and 120 share no factor: every stall its own seat
    block = take([chr(ord("A") + index) for index in range(8)], seat // _ROWS)
    number = pl.Series(seat % _ROWS + 1).cast(pl.String)
    product = take([stall[2] for stall in words.stalls], picked)
    frame = pl.DataFrame(
        {
            "style": style,
            "block": block,
            "number": number,
            "phrase": chance.words(words.words["STALL"], count),
            "product": product,
            "hall": _market_names(market, villages, words),
        }
    )
    hall = pl.col("hall")
    place = (
        pl.when(pl.col("style") == 0)
        .then(
            pl.lit("Kios ")
            + hall
            + pl.lit(" Blok ")
            + pl.col("block")
            + pl.lit(".")
            + pl.col("number")
        )
        .when(pl.col("style") == 1)
        .then(hall + pl.lit(" Blok ") + pl.col("block") + pl.lit(" No. ") + pl.col("number"))
        .when(pl.col("style") == 2)
        .then(hall + pl.lit(" Los ") + pl.col("block") + pl.col("number"))
        .otherwise(pl.lit("Dalam ") + hall + pl.lit(" Blok ") + pl.col("block") + pl.col("number"))
    )
    return frame.select(
        take([stall[0] for stall in words.stalls], picked).alias("name"),
        "product",
        take([stall[1] for stall in words.stalls], picked).alias("kbli_code"),
        pl.col("phrase").str.replace_all("{p}", pl.col("product"), literal=True).alias("activity"),
        place.alias("address"),
    )


def _market_names(market: Indices, villages: Indices, words: Vocabulary) -> pl.Series:
    """Name each market after its village; the second one there is "Pasar X Baru"."""
    one = pl.DataFrame({"market": market, "village": villages}).unique("market").sort("market")
    turn = one.select(pl.int_range(pl.len()).over("village")).to_series().to_numpy()
    names = (
        pl.lit("Pasar ")
        + words.villages["village"].gather(one["village"])
        + take(_SECOND_MARKETS, turn % len(_SECOND_MARKETS))
    )
    return pl.select(names).to_series().gather(market)
