"""Owners as they are called in North Sumatra, with the numbers that identify them."""

from datetime import date

import numpy as np
import polars as pl

from laju.engines.synthesis.chance import Chance, digits_of
from laju.engines.synthesis.vocabulary import Group, Indices, Vocabulary

TODAY = date(2026, 1, 1)
_YOUNGEST, _OLDEST = 17, 82
_WITH_HAJ = {"JAWA": 0.05, "MELAYU": 0.09, "MANDAILING": 0.10}
_COINED = 0.45  # Javanese names put together from two parts: Su-yanto, Mar-tini
_SHARED_PHONE = 0.010  # husband and wife, mother and son: one phone, often one house
_FACILITATOR_PHONE = 0.003  # the number of whoever filled in the list
_PHONES = 100_000_000  # +62 810 is given to no operator: nobody's phone rings
_NIB_FLOOR, _NIB_SPAN = 10**11, 9 * 10**12


def make_owners(*, villages: Indices, words: Vocabulary, chance: Chance) -> pl.DataFrame:
    """Return one owner for each village given (a position in `words.villages`).

    Columns: owner_name, first, call, clan, sex ("L"/"P"), nik, nib, phone, has_nik, has_nib,
    has_phone, neighbour (the owner living next door, -1 for most).
    """
    count = len(villages)
    regions = words.villages["region"].to_numpy()[villages]
    group = np.zeros(count, dtype=np.int64)
    for index, code in enumerate(words.regions["code"]):
        here = np.flatnonzero(regions == index)
        group[here] = chance.picks(words.mixtures[code], len(here))
    is_woman = chance.coin(0.56, count)
    ages = _ages(chance, count)
    names = _names(group, is_woman, ages, words, chance)
    phone, neighbour = _phones(villages, chance)
    return names.with_columns(
        sex=pl.Series(np.where(is_woman, "P", "L")),
        nik=_niks(villages, is_woman, ages, words, chance),
        nib=_nibs(count, chance),
        phone=phone,
        has_nik=chance.coin(0.95, count),
        has_nib=chance.coin(0.50, count),
        has_phone=chance.coin(0.94, count),
        neighbour=neighbour,
    )


def _ages(chance: Chance, count: int) -> Indices:
    days = chance.random.normal(44.0, 12.0, count).clip(_YOUNGEST, _OLDEST) * 365.25
    return days.astype(np.int64)


def _names(
    group: Indices, is_woman: np.ndarray, ages: Indices, words: Vocabulary, chance: Chance
) -> pl.DataFrame:
    parts = []
    for index, one in enumerate(words.groups):
        for sex, flag in (("L", False), ("P", True)):
            where = np.flatnonzero((group == index) & (is_woman == flag))
            parts.append(_called(one, sex, where, ages[where], words, chance))
    return pl.concat(parts).sort("place").drop("place")


def _called(
    group: Group, sex: str, where: Indices, ages: Indices, words: Vocabulary, chance: Chance
) -> pl.DataFrame:
    count = len(where)
    first = chance.words(group.words["first", sex], count)
    if ("stem", sex) in group.words:
        coined = chance.words(group.words["stem", sex], count) + chance.words(
            group.words["ending", sex], count
        )
        first = coined.zip_with(pl.Series(chance.coin(_COINED, count)), first)
    clans = group.clans or ("",)
    clan = chance.words(clans, count)
    wed = np.array(["", "", "", "br. ", "br. ", "br ", "boru "])
    is_linked = sex == "P" and bool(group.clans) and group.name in {"TOBA", "KARO", "SIMALUNGUN"}
    link = pl.Series(wed[chance.random.integers(0, len(wed) if is_linked else 1, count)])
    haj = chance.coin(_WITH_HAJ.get(group.name, 0.0), count) & (ages > 35 * 365)
    second_share = 0.42 if group.clans else 0.68
    frame = pl.DataFrame(
        {
            "place": where,
            "first": first,
            "second": chance.words(group.words["second", sex], count),
            "has_second": chance.coin(second_share, count),
            "third": chance.words(group.words["second", sex], count),
            "has_third": chance.coin(0.08, count),
            "clan": clan,
            "link": link,
            "has_clan": chance.coin(0.96, count),
            "haj": haj,
            "degree": chance.words(words.words["degree"], count),
            "has_degree": chance.coin(0.015, count),
            "call": chance.words(group.calls[sex], count),
        }
    )
    empty = pl.lit("")
    title = pl.lit("Hj. " if sex == "P" else "H. ")
    family = pl.lit(" ") + pl.col("link") + pl.col("clan")
    return frame.select(
        "place",
        pl.concat_str(
            pl.when("haj").then(title).otherwise(empty),
            "first",
            pl.when(pl.col("has_second") & (pl.col("second") != pl.col("first")))
            .then(pl.lit(" ") + pl.col("second"))
            .otherwise(empty),
            pl.when(pl.col("has_third") & (pl.col("third") != pl.col("second")))
            .then(pl.lit(" ") + pl.col("third"))
            .otherwise(empty),
            pl.when(pl.col("has_clan") & (pl.col("clan") != "")).then(family).otherwise(empty),
            pl.when("has_degree").then(pl.lit(", ") + pl.col("degree")).otherwise(empty),
        ).alias("owner_name"),
        "first",
        "call",
        "clan",
    )


def _niks(
    villages: Indices, is_woman: np.ndarray, ages: Indices, words: Vocabulary, chance: Chance
) -> pl.Series:
    """Sixteen digits: district of birth, day (+40 for women), month, year, running number."""
    count = len(villages)
    districts = words.villages["district_code"].to_numpy()
    where = chance.random.random(count)
    anywhere = villages[chance.random.integers(0, count, count)]
    own = pl.Series(districts[np.where(where < 0.82, villages, anywhere)]).str.replace_all(
        ".", "", literal=True
    )
    abroad = chance.words(words.birthplaces, count, is_even=True)
    place = own.zip_with(pl.Series(where < 0.94), abroad)
    born = (np.datetime64(TODAY) - ages).astype("datetime64[D]")
    months = born.astype("datetime64[M]")
    day = (born - months).astype(np.int64) + 1 + 40 * is_woman
    month = months.astype(np.int64) % 12 + 1
    year = (months.astype(np.int64) // 12 + 1970) % 100
    digits = digits_of(day * 10_000 + month * 100 + year, 6)
    frame = pl.DataFrame({"head": place + digits})
    late = 100 * np.array([0, 0, 0, 0, 0, 0, 1, 2, 3])[chance.random.integers(0, 9, count)]
    serial = pl.int_range(pl.len()).over("head") + 1 + pl.Series(late)
    return frame.select(pl.col("head") + serial.cast(pl.String).str.zfill(4)).to_series()


def _nibs(count: int, chance: Chance) -> pl.Series:
    """Thirteen random digits, each once (PP 24/2018, article 25)."""
    step = _NIB_SPAN // max(count, 1)
    numbers = _NIB_FLOOR + np.arange(count) * step + chance.random.integers(0, step, count)
    chance.random.shuffle(numbers)
    return digits_of(numbers, 13)


def _phones(villages: Indices, chance: Chance) -> tuple[pl.Series, Indices]:
    count = len(villages)
    step = _PHONES // max(count, 1)
    numbers = np.arange(count) * step + chance.random.integers(0, step, count)
    chance.random.shuffle(numbers)
    order = np.lexsort((chance.random.random(count), villages))
    neighbour = np.full(count, -1, dtype=np.int64)
    shares = np.flatnonzero(chance.coin(_SHARED_PHONE, count))
    shares = shares[(shares > 0)]
    same = villages[order[shares]] == villages[order[shares - 1]]
    late, early = order[shares[same]], order[shares[same] - 1]
    numbers[late] = numbers[early]
    neighbour[late] = early
    for start in np.flatnonzero(chance.coin(_FACILITATOR_PHONE / 10, count)):
        run = order[start : start + int(chance.random.integers(4, 18))]
        run = run[villages[run] == villages[run[0]]]
        numbers[run] = numbers[run[0]]
    return "+62810" + digits_of(numbers, 8), neighbour
