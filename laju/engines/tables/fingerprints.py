"""The hash that tells a business from another, and its text in comparison form, for all rows."""

import hashlib
import json

import polars as pl

from laju.core.records import fold
from laju.engines.tables.recognised import where

_DIGITS = frozenset({"nik", "nib", "kbli_code"})  # nothing in them to be folded
_TEXTS = (
    "name", "owner_name", "nik", "nib", "phone", "email", "activity", "kbli_code", "region_code",
    "district_name", "village_name", "address", "products_text", "prices_text", "hours_text",
)  # fmt: skip
_NUMBERS = (
    "latitude", "longitude", "founded_year", "employees", "capital_rupiah", "sales_rupiah",
)  # fmt: skip
_BETWEEN = "\x1f"
_REPEATED = 4  # times a text has to come again for it to be worth looking it up
_SMALL = 0.001


def fingerprints_of(rows: pl.DataFrame) -> pl.Series:
    """Return core.records.Record.fingerprint of every row, "" where it is held back."""
    told = [rows[name] if name in _DIGITS else folded(rows[name]) for name in _TEXTS]
    told += [_folded_number(rows[name]) for name in _NUMBERS]
    pairs = [_folded_pairs(rows[name]) for name in ("channels", "permits")]
    whole = pl.select(
        pl.concat_str(pl.concat_str(*told, separator=_BETWEEN), *pairs).cast(pl.Binary)
    ).to_series()
    sha256 = hashlib.sha256
    hashed = pl.Series([sha256(text).digest() for text in whole.to_list()], dtype=pl.Binary)
    return rows.select(
        fingerprint=pl.when("is_rejected").then(pl.lit("")).otherwise(hashed.bin.encode("hex"))
    ).to_series()


def folded(texts: pl.Series) -> pl.Series:
    """Return core.records.fold of every text."""
    told = texts.unique()
    if told.len() * _REPEATED < texts.len():
        return texts.replace_strict(told, _folded(told), return_dtype=pl.String).alias(texts.name)
    return _folded(texts)


def _folded(texts: pl.Series) -> pl.Series:
    low = where(texts.str.to_lowercase(), texts.str.contains("[^A-Za-z0-9_ ]|  |^ | $"), _words)
    other = texts.str.len_bytes() != texts.str.len_chars()
    if not other.any():
        return low
    read = [fold(text) for text in texts.filter(other)]
    return low.scatter(other.arg_true(), pl.Series(read, dtype=pl.String))


def _words(low: pl.Series) -> pl.Series:
    return low.str.replace_all("[^a-z0-9_]+", " ").str.strip_chars(" ")


def _folded_number(numbers: pl.Series) -> pl.Series:
    """Return fold(repr(number)): in it a point is a blank, and a sign is nothing."""
    if not numbers.dtype.is_float():
        return numbers.cast(pl.String).fill_null("none")
    plain = numbers.cast(pl.String).str.strip_prefix("-").str.replace(".", " ", literal=True)
    small = (numbers.abs() < _SMALL).fill_null(value=False)  # may be written with an exponent
    if small.any():
        read = [fold(repr(number)) for number in numbers.filter(small)]
        plain = plain.scatter(small.arg_true(), pl.Series(read, dtype=pl.String))
    return plain.fill_null("none")


def _folded_pairs(objects: pl.Series) -> pl.Series:
    """Return the folded "key=value" of JSON objects in the order of their keys, each led by 1F."""
    told = objects.unique()
    read = [
        "".join(f"{_BETWEEN}{fold(f'{k}={v}')}" for k, v in sorted(json.loads(one).items()))
        for one in told
    ]
    return objects.replace_strict(told, pl.Series(read, dtype=pl.String), return_dtype=pl.String)
