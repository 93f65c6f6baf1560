"""What is recognised by its shape alone is never less than what the core asks for."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.columns.slips import TYPED, judge_cell
from laju.core.identity.phone import read_phone
from laju.core.money import read_money
from laju.core.records.values import told
from laju.engines.tables.recognised import (
    MONEY,
    RIGHT,
    is_blank,
    is_mobile,
    is_plain,
    where,
)
from tests.engines.tables.cells import CELLS

DIGITS = st.text(alphabet="0123456789", min_size=1, max_size=17)
SHAPES = st.one_of(
    DIGITS,
    st.from_regex(r"\A(?:\+?62|0)?[- ]?8[- .0-9]{6,14}\Z"),
    st.from_regex(r"\A(?:Rp\.? ?)?[0-9]{1,3}(?:[.,][0-9]{1,3}){0,5}(?:,00|,-)?\Z"),
    st.from_regex(r"\A-?[0-9]{1,3}[.,][0-9]{1,6}\Z"),
    st.from_regex(r"\A[a-z.+]{1,6}@[a-z-]{1,5}(?:\.[a-z]{1,3}){0,2}\Z"),
    st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
    st.sampled_from(sorted({text for texts in CELLS.values() for text in texts})),
    st.text(max_size=10),
)


def said(check, texts: list[str]) -> list[str]:
    frame = pl.DataFrame({"t": texts}, schema={"t": pl.String})
    return frame.filter(check(pl.col("t")))["t"].to_list()


@pytest.mark.parametrize("field", sorted(RIGHT))
@settings(max_examples=40)
@given(texts=st.lists(SHAPES.map(str.strip), min_size=10, max_size=60))
def test_what_is_called_right_is_right_for_the_core(field, texts):
    assert field in TYPED
    assert [text for text in said(RIGHT[field], texts) if judge_cell(field, text) != 1] == []


@pytest.mark.parametrize("field", sorted(RIGHT))
def test_something_is_called_right(field):
    assert said(RIGHT[field], [text.strip() for text in CELLS[field]])


@settings(max_examples=200)
@given(texts=st.lists(SHAPES, min_size=10, max_size=40))
def test_plain_texts_are_told_as_they_stand(texts):
    assert [t for t in said(lambda t: is_plain(t, longest=50), texts) if told(t) != t] == []
    assert [t for t in said(is_mobile, texts) if not read_phone(t).is_usable] == []
    assert [t for t in said(lambda t: t.str.contains(MONEY), texts) if read_money(t).reason] == []


@pytest.mark.parametrize("text", ["", "-", "Tidak Ada", "'-'", "#REF!", "N/A", "?"])
def test_is_blank_knows_what_tells_nothing(text):
    assert said(is_blank, [text]) == [text]
    assert told(text) == ""


def test_where_changes_only_what_it_should():
    texts = pl.Series(["a", "b", "c"])
    for mask, expected in (([0, 1, 0], "aBc"), ([0, 0, 0], "abc"), ([1, 1, 1], "ABC")):
        is_so = pl.Series(mask).cast(pl.Boolean)
        assert "".join(where(texts, is_so, lambda some: some.str.to_uppercase())) == expected
