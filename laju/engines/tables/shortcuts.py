"""Cells that need no reading, part by part, and what stands in for cells that do."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache

import polars as pl

from laju.core.identity.nib import MADE_UP
from laju.core.identity.nik import likely_births
from laju.core.money import LARGEST_RUPIAH
from laju.core.places import Gazetteer
from laju.core.records import PARTS, Part, Reader, figures, people, presence, trade
from laju.core.records.place import read_place
from laju.core.records.trade import sector_of_code
from laju.engines.tables.parts import Shortcut
from laju.engines.tables.recognised import (
    EMAIL,
    MONEY,
    MONEY_END,
    NIK,
    decimal_of,
    is_blank,
    is_mobile,
    is_plain,
)
from laju.engines.tables.sectors import first_alike, spoken

Clean = tuple[pl.Expr, dict[str, pl.Expr]]
Make = Callable[[Part, Reader, Collection[str]], Clean]
_COORDINATE = "^-?[0-9]{1,3}(?:[.,][0-9]{1,15})?$"
_FILE = "^[A-Za-z0-9_-]+(?:[ .][A-Za-z0-9_-]+)*$"
_CODES = ("region", "region_code", "district_code", "village_code")
# Words that may announce a village, and letters that may hide one.
_VILLAGE = "(?i)kel|desa|ds|nagari|kampung|[^ -~]"


def shortcuts_of(*, fields: pl.DataFrame, reader: Reader) -> dict[Part, Shortcut]:
    """Return what can be read of all rows at once, for the parts that look at fields only."""
    found = {
        part: _CLEAN[part.read](part, reader, fields.columns)
        for part in PARTS
        if part.read in _CLEAN and set(part.reads) & set(fields.columns)
    }
    exprs = {}
    for number, (is_clean, fills) in enumerate(found.values()):
        exprs[f"{number}"] = is_clean
        exprs |= {f"{number}.{name}": fill for name, fill in fills.items()}
    read = fields.select(**exprs)
    return {
        part: Shortcut(
            read[f"{number}"], {name: read[f"{number}.{name}"].alias(name) for name in fills}
        )
        for number, (part, (_, fills)) in enumerate(found.items())
    }


def clean_fields(shortcuts: Mapping[Part, Shortcut]) -> dict[str, pl.Series]:
    """Return by field where a clean cell is also what its column asks for, or empty."""
    return {
        part.reads[0]: shortcut.is_clean
        for part, shortcut in shortcuts.items()
        if part.read in _RIGHT_IF_CLEAN
    }


def inputs_of(
    *, part: Part, fields: pl.DataFrame, filled: Mapping[str, pl.Series], reader: Reader
) -> pl.DataFrame:
    """Return the texts a part is read from, less what cannot change what is read."""
    reads = fields.select(name for name in part.reads if name in fields.columns)
    needs = [filled[name].alias(name) for name in part.needs]
    if part.read is read_place:
        return _place_inputs(reads)
    if part.read is trade.choose_sector:
        return _sector_inputs(reads, needs, reader)
    return pl.DataFrame([*reads.get_columns(), *needs])


def _place_inputs(reads: pl.DataFrame) -> pl.DataFrame:
    """Leave out addresses that are not looked at: the row tells its place, or names no village."""
    if "address" not in reads.columns:
        return reads
    known = {
        name: ~is_blank(pl.col(name)) if name in reads.columns else pl.lit(value=False)
        for name in (*_CODES, "district", "village")
    }
    is_placed = pl.any_horizontal(known[name] for name in _CODES) & known["district"]
    needed = ~is_placed | (~known["village"] & pl.col("address").str.contains(_VILLAGE))
    return reads.with_columns(address=pl.when(needed).then("address").otherwise(pl.lit("")))


def _sector_inputs(reads: pl.DataFrame, needs: list[pl.Series], reader: Reader) -> pl.DataFrame:
    """Put texts and codes that say the same of a sector as one."""
    told = {text.name: text for text in needs}
    words = pl.select(
        pl.concat_str(told["activity"], pl.lit(" "), told["products_text"]).str.strip_chars(" ")
    ).to_series()
    return pl.DataFrame(
        [
            *reads.get_columns(),
            first_alike(told["kbli_code"], lambda code: code and sector_of_code(code, reader)),
            spoken(words).alias("activity"),
            pl.repeat("", words.len(), dtype=pl.String, eager=True).alias("products_text"),
            spoken(told["name"]).alias("name"),
        ]
    )


@lru_cache(maxsize=4)
def _nik_places(gazetteer: Gazetteer) -> pl.Series:
    return pl.Series([place.code.replace(".", "") for place in gazetteer.index.regions])


@lru_cache(maxsize=4)
def _births(today: date) -> pl.Series:
    return pl.Series(sorted(likely_births(today)))


def _nik(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    text = pl.col("nik").str.strip_prefix("'")
    is_clean = (
        text.str.contains(NIK)
        & text.str.slice(0, 4).is_in(_nik_places(reader.gazetteer))
        & text.str.slice(6, 6).is_in(_births(reader.today))
        & ~text.str.ends_with("0" if reader.is_nik_rounded else "0000")
    )
    return (pl.col("nik") == "") | is_clean, {"nik": text}


def _nib(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    text = pl.col("nib").str.strip_prefix("'")
    is_clean = text.str.contains("^[0-9]{13}$") & ~text.is_in(MADE_UP)
    return (pl.col("nib") == "") | is_clean, {"nib": text}


def _npwp(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    text = pl.col("npwp").str.strip_prefix("'")
    made_up = [digit * 16 for digit in "123456789"]
    is_clean = text.str.contains("^[1-9][0-9]{15}$") & ~text.is_in(made_up)
    return (pl.col("npwp") == "") | is_clean, {"npwp": text}


def _phone(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    text = pl.col("phone").str.strip_prefix("'")
    national = text.str.replace_all("[^0-9]", "").str.replace("^(?:62|0)", "")
    value = pl.when(text == "").then(pl.lit("")).otherwise(pl.concat_str(pl.lit("+62"), national))
    return (pl.col("phone") == "") | is_mobile(text), {"phone": value}


def _email(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    text = pl.col("email")
    is_clean = text.str.contains(EMAIL) & (text.str.len_bytes() <= people.LONGEST_EMAIL)
    return (text == "") | is_clean, {"email": text.str.to_lowercase()}


def _words(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    [field] = part.reads
    text = pl.col(field)
    is_clean = is_plain(text, longest=trade.LONGEST_TEXT)
    if field == "activity":
        is_clean &= text.str.contains("[A-Za-z]") & ~text.str.contains("@", literal=True)
    cut = text.str.slice(0, 300) if field == "address" else text
    return (text == "") | is_clean, {part.fills[0]: cut}


def _prices(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    texts = [pl.col(name) for name in part.reads if name in there]
    text = pl.when(texts[0] != "").then(texts[0]).otherwise(texts[-1])
    return (text == "") | is_plain(text, longest=300), {"prices_text": text}


def _money(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    [field] = part.reads
    text = pl.col(field)
    times = reader.units.get(field, 1)
    digits = text.str.replace(MONEY_END, "").str.replace_all("[^0-9]", "")
    digits = digits.cast(pl.Int64, strict=False)
    is_clean = text.str.contains(MONEY) & (digits <= LARGEST_RUPIAH // times)
    value = digits * (times * (12 if field in reader.months else 1))
    return (text == "") | is_clean.fill_null(value=False), {field: value}


def _position(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    texts = [pl.col(name) if name in there else pl.lit("") for name in part.reads]
    parsed = [decimal_of(text) for text in texts]
    is_clean = pl.all_horizontal(
        *(text.str.contains(_COORDINATE) for text in texts),
        parsed[0].is_between(figures.SOUTH, figures.NORTH),
        parsed[1].is_between(figures.WEST, figures.EAST),
    ).fill_null(value=False)
    is_empty = (texts[0] == "") & (texts[1] == "")
    return is_empty | is_clean, dict(zip(part.fills, parsed, strict=True))


def _channels(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    names = [name for name in part.reads if name in there]
    is_clean, told = [], []
    for name in names:
        text = pl.col(name)
        is_named = is_plain(text, longest=presence.LONGEST_CHANNEL) & ~(
            text.str.to_lowercase().is_in(presence.NO_CHANNEL) | text.str.contains(r'["\\]')
        )
        is_clean.append((text == "") | is_named)
        pair = pl.concat_str(pl.lit(f'"{name}": "'), text, pl.lit('"'))
        told.append(pl.when(text != "").then(pair))
    listed = pl.concat_str(told, separator=", ", ignore_nulls=True)
    return pl.all_horizontal(is_clean), {
        "channels": pl.concat_str(pl.lit("{"), listed, pl.lit("}"))
    }


def _photo(part: Part, reader: Reader, there: Collection[str]) -> Clean:  # noqa: ARG001
    text = pl.col("photo")
    is_clean = text.str.contains(_FILE) & ~is_blank(text) & (text.str.len_bytes() <= 120)  # noqa: PLR2004
    return (text == "") | is_clean, {"photo_name": text}


_CLEAN: Mapping[object, Make] = {
    people.read_owner_nik: _nik,
    people.read_owner_nib: _nib,
    people.read_owner_npwp: _npwp,
    people.read_owner_phone: _phone,
    people.read_email: _email,
    trade.read_activity: _words,
    trade.read_products: _words,
    trade.read_prices: _prices,
    trade.read_address: _words,
    figures.read_sales: _money,
    figures.read_capital: _money,
    figures.read_position: _position,
    presence.read_channels: _channels,
    presence.read_photo: _photo,
}

# Where the shape of a clean cell is enough for core.columns.slips too.
_RIGHT_IF_CLEAN = frozenset({
    people.read_owner_nik, people.read_owner_nib, people.read_owner_npwp, people.read_owner_phone,
    people.read_email, figures.read_sales, figures.read_capital,
})  # fmt: skip
