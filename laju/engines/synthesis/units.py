"""The true businesses of a province and their owners, before anyone writes them down."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from laju.engines.synthesis.chance import Chance, largest_remainder
from laju.engines.synthesis.people import make_owners
from laju.engines.synthesis.shops import make_addresses, make_shops
from laju.engines.synthesis.stalls import name_stalls, place_stalls
from laju.engines.synthesis.vocabulary import Indices, Vocabulary

_SAME_HOUSE = 0.5  # of those who share a phone with the neighbour
_SAME_VILLAGE, _SAME_ADDRESS = 0.85, 0.75  # of second businesses of an owner
_BRANCH, _SHARED_BRAND, _SHARED_SALES = 0.08, 0.15, 0.15


@dataclass(frozen=True, slots=True)
class Units:
    """Owners by `owner_id`, businesses by `unit_id`: both are positions in their frames."""

    owners: pl.DataFrame
    units: pl.DataFrame  # owner, village, kind and the columns of make_shops


def make_units(*, ordinary: int, stalls: int, seconds: int, seed: int, words: Vocabulary) -> Units:
    """Return so many ordinary businesses, market stalls, and second businesses of an owner."""
    chance = Chance(seed=seed, topic="units")
    villages = _villages(ordinary, words, chance)
    market, stall_villages = place_stalls(count=stalls, words=words, chance=chance)
    homes = np.concatenate([villages, stall_villages])
    owners = make_owners(villages=homes, words=words, chance=Chance(seed=seed, topic="owners"))
    first = make_shops(owners=owners, villages=homes, words=words, chance=chance).with_columns(
        owner=pl.Series(np.arange(len(homes))),
        village=pl.Series(homes),
        kind=pl.lit("ORDINARY"),
    )
    stalled = first.tail(stalls).with_columns(
        name_stalls(market=market, villages=stall_villages, words=words, chance=chance),
        kind=pl.lit("STALL"),
    )
    first = _next_door(pl.concat([first.head(ordinary), stalled]), owners, chance)
    return Units(owners, pl.concat([first, _seconds(first, owners, seconds, words, chance)]))


def pick_villages(*, regions: Indices, words: Vocabulary, chance: Chance) -> Indices:
    """Return a village in each of the regions given."""
    region = words.villages["region"].to_numpy()
    start = np.searchsorted(region, np.arange(len(words.regions)))
    size = np.bincount(region, minlength=len(words.regions))
    return start[regions] + (chance.random.random(len(regions)) ** 1.6 * size[regions]).astype(
        np.int64
    )


def _villages(count: int, words: Vocabulary, chance: Chance) -> Indices:
    shares = words.regions["businesses"].to_numpy().astype(np.float64)
    region = np.repeat(np.arange(len(shares)), largest_remainder(shares, count))
    return pick_villages(regions=region, words=words, chance=chance)


def _next_door(units: pl.DataFrame, owners: pl.DataFrame, chance: Chance) -> pl.DataFrame:
    """Give some owners the address of the relative whose phone they share."""
    neighbour = owners["neighbour"].to_numpy()
    moves = (neighbour >= 0) & chance.coin(_SAME_HOUSE, len(neighbour))
    address = units["address"]
    there = address.gather(np.maximum(neighbour, 0))
    is_shop = units["kind"] == "ORDINARY"
    return units.with_columns(address=there.zip_with(pl.Series(moves) & is_shop, address))


def _seconds(
    first: pl.DataFrame, owners: pl.DataFrame, count: int, words: Vocabulary, chance: Chance
) -> pl.DataFrame:
    owner = np.sort(chance.random.integers(0, len(owners), count))
    base = first[owner]
    home = base["village"].to_numpy()
    region = words.villages["region"].to_numpy()[home]
    is_branch = chance.coin(_BRANCH, count)
    elsewhere = pick_villages(regions=region, words=words, chance=chance)
    is_near = chance.coin(_SAME_VILLAGE, count)
    village = np.where(is_near, home, elsewhere)
    keeps_address = is_near & ~is_branch & chance.coin(_SAME_ADDRESS, count)
    shops = make_shops(owners=owners[owner], villages=village, words=words, chance=chance)
    shops = shops.with_columns(
        owner=pl.Series(owner), village=pl.Series(village), kind=pl.lit("SECOND")
    )
    address = make_addresses(villages=village, words=words, chance=chance)
    branch, brand = pl.Series(is_branch), pl.Series(chance.coin(_SHARED_BRAND, count))
    same_sales = pl.Series(chance.coin(_SHARED_SALES, count))
    place = words.villages["village"].gather(village)
    marks = pl.Series(chance.coin(0.5, count))
    return shops.with_columns(
        name=pl.when(branch & marks)
        .then(base["name"] + pl.lit(" 2"))
        .when(branch)
        .then(base["name"] + pl.lit(" Cabang ") + place)
        .when(brand)
        .then(pl.concat_str(base["brand"], shops["product"], separator=" "))
        .otherwise(shops["name"]),
        sales_rupiah=pl.when(same_sales)
        .then(base["sales_rupiah"])
        .otherwise(shops["sales_rupiah"]),
        address=base["address"].zip_with(pl.Series(keeps_address), address),
        **{
            column: base[column].zip_with(branch, shops[column])
            for column in ("product", "kbli_code", "activity", "prefix")
        },
    )
