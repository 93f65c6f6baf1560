"""SQL computed without a database gives what the database gives."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.engines.linkage import (
    FEATURES,
    explain,
    explain_pairs,
    features_sql,
    link_all,
    load_model,
)
from laju.engines.linkage.pairwise import compare_form, score_pair
from laju.engines.linkage.rowwise import expression
from laju.engines.synthesis import synthesise_linkage
from tests.engines.linkage.rows import TEXTS, business, table

WORDS = st.lists(
    st.sampled_from(
        [
            "UD.",
            "Toko",
            "Tk",
            "Soerjani",
            "Djaya",
            "Mhd",
            "Hj.",
            "ibu",
            "br.",
            "boru",
            "Cabang",
            "2",
            "ii",
            "Jl.",
            "No.",
            "12A",
            "RT",
            "03",
            "rumah",
            "makan",
            "d'Besto",
            "é",
            "~",
            "aa",
            "bbb",
            ",",
            "S.Pd",
            "nasi",
            "menjual",
            "Khadijah",
            "~x",
            "kue-kering",
            "\x1f",
            "(lama)",
            "Ny",
        ]
    ),
    max_size=6,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(TEXTS, WORDS)))
def test_features_of_one_row_are_those_of_the_database(texts):
    row = business(1) | texts
    with duckdb.connect() as connection:
        connection.register("given", table(row))
        expected = connection.sql(features_sql("given")).to_arrow_table().to_pylist()[0]
    found = compare_form(row, model=load_model())
    assert {name: found[name] for name in FEATURES} == {name: expected[name] for name in FEATURES}


def test_scores_of_pairs_are_those_of_the_database():
    rows, model = synthesise_linkage(businesses=1_500, seed=31), load_model()
    form = {row["id"]: compare_form(row, model=model) for row in rows.to_pylist()}
    pairs = link_all(table=rows, model=model).pairs.to_pylist()
    assert len(pairs) > 50
    for pair in pairs:
        score = score_pair(form[pair["left"]], form[pair["right"]], model=model)
        assert score.owner_bits == pytest.approx(pair["owner_bits"], abs=1e-9)
        assert score.unit_bits == pytest.approx(pair["unit_bits"], abs=1e-9)
        assert score.verdict == pair["verdict"]
        other = score_pair(form[pair["right"]], form[pair["left"]], model=model)
        assert (other.verdict, other.owner_bits) == (score.verdict, score.owner_bits)


def test_explanation_of_one_pair_is_that_of_many():
    rows, model = synthesise_linkage(businesses=800, seed=32), load_model()
    pairs = link_all(table=rows, model=model).pairs
    by_id = {row["id"]: row for row in rows.to_pylist()}
    told = explain_pairs(pairs=pairs, table=rows, model=model)
    for pair, lines in zip(pairs.to_pylist(), told, strict=True):
        assert lines == explain(left=by_id[pair["left"]], right=by_id[pair["right"]], model=model)


@pytest.mark.parametrize(
    "sql",
    [
        "x IS NULL AND NULL", "x = 'a' OR y = 'b'", "x = 'a' AND y = 'c'", "coalesce(x, y)",
        "CASE WHEN x = 'a' THEN 1 WHEN y = 'b' THEN 2 ELSE 3 END", "CASE WHEN x = 'a' THEN 1 END",
        "x IN ('a', 'b')", "y IN ('a', 'b')", "concat_ws('-', x, y)", "nullif(y, 'b')",
        "regexp_extract('no 12', 'no ([0-9]+)', 1)", "regexp_extract('no', 'no ([0-9]+)', 1)",
        "split_part('a~b', '~', 2)", "split_part('a~b', '~', 3)", "position('b' IN 'abc')",
        "translate('adam', 'am', '')", "log2(8.0 / greatest(1, 2))", "levenshtein('ani', 'anis')",
        "array_length(array_intersect(string_split('a a b', ' '), string_split('a c a', ' ')))",
        "array_to_string(array_sort(string_split('b a', ' ')), ' ')", "least(3, 2) <> 2", "x || y",
        "NOT (y = 'b')", "left('abc', 2) || trim('  d ')", "-(2 - 5) >= 3 * 1",
    ],
)  # fmt: skip
def test_expression_is_what_the_database_says(sql):
    row = {"x": None, "y": "b"}
    expected = duckdb.sql(f"SELECT {sql} FROM (SELECT NULL::VARCHAR AS x, 'b' AS y)").fetchall()
    assert expression(sql)(row) == expected[0][0]
