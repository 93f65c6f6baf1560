from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from laju.core.identity.nib import read_nib
from laju.core.identity.nik import read_nik
from laju.core.identity.phone import read_phone
from laju.core.identity.verdict import Verdict
from laju.core.kbli import Version
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.synthesis import LINKAGE, make_lines, synthesise_linkage
from laju.engines.synthesis.linkage import COPIES, SECONDS, STALLS
from laju.engines.synthesis.vocabulary import load_vocabulary

COUNT = 6_000


@pytest.fixture(scope="module")
def lines():
    return make_lines(businesses=COUNT, seed=7)


@pytest.fixture(scope="module")
def pairs(lines):
    """Copies beside the line they were taken from."""
    first = lines.filter(pl.col("kind") != "COPY")
    return lines.filter(pl.col("kind") == "COPY").join(first, on="unit_id", suffix="_first")


def share(flags):
    return flags.mean()


def test_synthesise_linkage_has_the_columns_agreed_and_no_null_text():
    table = pl.from_arrow(synthesise_linkage(businesses=500, seed=1))
    assert tuple(table.columns) == LINKAGE
    assert table["id"].to_list() == list(range(1, 501))
    assert table.drop("sales_rupiah").null_count().sum_horizontal().item() == 0
    assert table.schema["sales_rupiah"] == table.schema["owner_id"] == pl.Int64


def test_make_lines_is_the_same_for_the_same_seed_only():
    one, again = (make_lines(businesses=300, seed=5) for _ in range(2))
    assert_frame_equal(one, again)
    assert not one["name"].equals(make_lines(businesses=300, seed=6)["name"])


@pytest.mark.parametrize("count", [1, 2, 20, 33, 101])
def test_make_lines_gives_as_many_lines_as_asked(count):
    assert len(make_lines(businesses=count, seed=1)) == count


def test_truth_adds_up(lines):
    kinds = dict(lines.group_by("kind").len().iter_rows())
    assert kinds["COPY"] == round(COUNT * COPIES)
    assert kinds["SECOND"] == round(COUNT * SECONDS)
    assert kinds["STALL"] == round(COUNT * STALLS)
    units, owners = lines["unit_id"].n_unique(), lines["owner_id"].n_unique()
    assert units == COUNT - kinds["COPY"]
    assert owners == units - kinds["SECOND"]
    assert lines.filter(pl.col("owner_id").n_unique().over("unit_id") > 1).is_empty()


def test_regions_have_their_share_of_the_model(lines):
    regions = load_vocabulary().regions
    model = dict(
        zip(regions["code"], regions["businesses"] / regions["businesses"].sum(), strict=True)
    )
    counts = dict(lines.group_by("region").len().iter_rows())
    assert set(counts) == set(model)
    assert all(abs(counts[code] / COUNT - model[code]) < 0.012 for code in model)


def test_medium_and_large_have_about_their_share_of_the_model():
    table = pl.from_arrow(synthesise_linkage(businesses=40_000, seed=2))
    big = share(table["sales_rupiah"].drop_nulls() > 15_000_000_000)
    assert 0.008 < big < 0.015  # the model: 1.128 %


def test_no_phone_can_ring(lines):
    phones = lines.filter(pl.col("phone") != "")["phone"]
    assert phones.str.contains(r"^\+62810\d{8}$").all()
    assert all(read_phone(phone).value == phone for phone in phones.head(300))


def test_numbers_are_such_as_the_rules_accept(lines):
    places = {place.code for place in load_gazetteer().index.regions}
    for nik in lines.filter(pl.col("nik") != "")["nik"].head(1_500):
        assert read_nik(nik, places=places, today=date(2026, 11, 24)).verdict is Verdict.VALID, nik
    for nib in lines.filter(pl.col("nib") != "")["nib"].head(1_500):
        assert read_nib(nib).verdict is Verdict.VALID, nib


def test_a_nik_is_one_persons(lines):
    first = lines.filter((pl.col("kind") != "COPY") & (pl.col("nik") != ""))
    assert first.group_by("nik").agg(pl.col("owner_id").n_unique())["owner_id"].max() == 1


def test_a_nik_says_the_sex_of_its_owner(lines):
    first = lines.filter((pl.col("kind") != "COPY") & (pl.col("nik") != ""))
    day = first["nik"].str.slice(6, 2).cast(pl.Int64)
    assert ((day > 40) == (first["sex"] == "P")).all()


def test_places_and_codes_are_real(lines):
    gazetteer, kbli = load_gazetteer(), load_classification(version=Version.KBLI_2020)
    told = lines.filter(pl.col("district") != "")
    for row in told.head(800).iter_rows(named=True):
        assert gazetteer.place(code=row["district"]).name == row["district_name"]
        assert gazetteer.place(code=row["district"]).parent == row["region"]
    assert all(code in kbli.by_code for code in lines["kbli_code"].unique() if code)


def test_copies_say_the_same_business_otherwise(pairs):
    assert 0.2 < share(pairs["name"] == pairs["name_first"]) < 0.6
    assert 0.3 < share(pairs["owner_name"] == pairs["owner_name_first"]) < 0.7
    assert 0.03 < share(pairs["region"] != pairs["region_first"]) < 0.08
    both = pairs.filter((pl.col("phone") != "") & (pl.col("phone_first") != ""))
    assert 0.10 < share(both["phone"] != both["phone_first"]) < 0.30


def test_copies_do_not_give_themselves_away_by_their_sales(pairs):
    both = pairs.filter(
        pl.col("sales_rupiah").is_not_null() & pl.col("sales_rupiah_first").is_not_null()
    )
    assert share(both["sales_rupiah"] == both["sales_rupiah_first"]) < 0.15


def test_second_businesses_have_the_owners_numbers_and_another_name(lines):
    first = lines.filter(pl.col("kind") == "ORDINARY")
    both = lines.filter(pl.col("kind") == "SECOND").join(first, on="owner_id", suffix="_first")
    assert (both["unit_id"] != both["unit_id_first"]).all()
    known = both.filter((pl.col("nik") != "") & (pl.col("nik_first") != ""))
    assert (known["nik"] == known["nik_first"]).all()
    assert share(both["name"] == both["name_first"]) < 0.02
    assert 0.4 < share(both["address"] == both["address_first"]) < 0.8


def test_stalls_have_the_names_of_their_neighbours_and_their_own_number(lines):
    stalls = lines.filter(pl.col("kind") == "STALL")
    twins = stalls.filter(pl.len().over("name", "village_code") > 1)
    assert len(twins) > len(stalls) * 0.4
    assert twins.filter(pl.col("owner_id").n_unique().over("name", "village_code") == 1).is_empty()
    assert stalls.filter(pl.len().over("address", "village_code") > 1).is_empty()


def test_names_are_many(lines):
    first = lines.filter(pl.col("kind") == "ORDINARY")
    assert first["name"].n_unique() > 0.9 * len(first)
    assert first["owner_name"].n_unique() > 0.8 * len(first)


def test_some_phones_are_shared_by_two_owners(lines):
    told = lines.filter((pl.col("phone") != "") & (pl.col("kind") != "COPY"))
    shared = told.filter(pl.col("owner_id").n_unique().over("phone") > 1)
    assert 0.003 < len(shared) / len(told) < 0.04
