"""What a text says of a sector, told by the few of its words that can say anything."""

from collections.abc import Callable
from functools import cache

import polars as pl

from laju.core.sectors.guess import hits_of, telling_words
from laju.engines.tables.recognised import any_of

_LONGEST = 400  # characters core.sectors looks at


def spoken(texts: pl.Series) -> pl.Series:
    """Put for each text one that says the same of a sector, so that few different ones are left.

    Words that can speak for no sector are left out, and of texts with the same hits one is taken.
    """
    told = texts.unique().to_frame("text")
    told = told.with_columns(short=_shortened(pl.col("text")))
    return texts.replace_strict(told["text"], first_alike(told["short"], hits_of))


def first_alike(texts: pl.Series, say: Callable[[str], object]) -> pl.Series:
    """Put for each text the first one of which the same can be said."""
    told = texts.unique()
    first: dict[object, str] = {}
    alike = [first.setdefault(say(text), text) for text in told]
    return texts.replace_strict(told, pl.Series(alike, dtype=pl.String))


def _shortened(text: pl.Expr) -> pl.Expr:
    """Reduce texts to runs of words that can speak; those with other letters than ASCII stay whole."""
    size = text.str.len_bytes()
    is_readable = (size == text.str.len_chars()) & (size <= _LONGEST)
    telling = text.str.to_lowercase().str.extract_all(_pattern()).list.join("~")
    return pl.when(is_readable).then(telling).otherwise(text)


@cache
def _pattern() -> str:
    words = telling_words()
    starts = [w for w in words if not any(w != v and w.startswith(v) for v in words)]
    word = rf"(?:{any_of(starts)})[a-z0-9_]*"
    return rf"(?-u:\b){word}(?:[ -]{word})*"
