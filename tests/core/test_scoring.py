import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.profile import Product, Profile
from laju.core.scoring import Criterion, Facts, facts_of, score_application

texts = st.text(max_size=30)
facts_any = st.builds(
    Facts,
    name=texts,
    activity=texts,
    place=texts,
    address=texts,
    owner_name=texts,
    phone=st.one_of(texts, st.just("+6281000000042")),
    products=st.lists(texts, max_size=5),
    count_priced=st.integers(0, 5),
    has_price_range=st.booleans(),
    channels=st.lists(st.sampled_from(["instagram", "shopee", "tiktok", "facebook"]), max_size=5),
    founded_year=st.none() | st.integers(-5, 9999),
    year=st.integers(2020, 2040),
    sheet_score=st.none() | st.floats(),
)
FULL = Facts(
    name="Kopi Bu Ani",
    activity="menggiling kopi",
    place="Lintong Nihuta",
    address="Jl. Sisingamangaraja 1",
    owner_name="Ani",
    phone="+6281000000042",
    products=["Kopi bubuk", "Kopi biji", "Kopi celup"],
    count_priced=3,
    founded_year=2020,
    year=2027,
)


@given(facts_any)
def test_score_application_stays_on_the_scale_and_adds_up(facts):
    score = score_application(facts=facts)
    assert 0 <= score.total <= 100
    assert score.total == sum(part.points for part in score.parts)
    assert sum(part.most for part in score.parts) == 100
    assert all(0 <= part.points <= part.most and part.reason for part in score.parts)


def test_score_application_gives_full_marks_to_a_full_sheet():
    assert score_application(facts=FULL).total == 100


@pytest.mark.parametrize(
    ("change", "criterion", "points"),
    [
        ({"address": " "}, Criterion.COMPLETE, 16),
        ({"phone": "+62618451234"}, Criterion.REACHABLE, 6),
        ({"phone": "0812"}, Criterion.REACHABLE, 0),
        ({"products": ["Kopi"]}, Criterion.PRODUCTS, 5),
        ({"count_priced": 1}, Criterion.PRICES, 5),
        ({"count_priced": 0, "has_price_range": True}, Criterion.PRICES, 5),
        ({"channels": ["instagram"]}, Criterion.NEED, 8),
        ({"channels": ["instagram", "shopee", "tiktok"]}, Criterion.NEED, 3),
        ({"founded_year": None}, Criterion.AGE, 0),
        ({"founded_year": 2026}, Criterion.AGE, 6),
        ({"founded_year": 2027}, Criterion.AGE, 2),
        ({"founded_year": 2999}, Criterion.AGE, 0),
        ({"name": "Kopiah Ani", "activity": "", "products": ["Kopiah"]}, Criterion.TYPICAL, 0),
    ],
)
def test_score_application_weighs_each_fact(change, criterion, points):
    score = score_application(facts=dataclasses.replace(FULL, **change))
    assert {part.criterion: part.points for part in score.parts}[criterion] == points


def test_score_application_takes_over_the_score_of_the_sheet_and_says_so():
    score = score_application(facts=dataclasses.replace(FULL, sheet_score=61.5))
    assert score.total == 61.5
    assert [part.criterion for part in score.parts] == [Criterion.SHEET]
    assert "61,50 diambil apa adanya" in score.note


@pytest.mark.parametrize("wrong", [-1, 101, float("nan"), float("inf")])
def test_score_application_passes_over_a_score_off_the_scale(wrong):
    score = score_application(facts=dataclasses.replace(FULL, sheet_score=wrong))
    assert score.total == 100
    assert "di luar 0 sampai 100" in score.note


def test_facts_of_reads_a_profile():
    profile = Profile(
        code="LJ-000042-7",
        slug="x",
        name="Kopi Ani",
        village_name="Nagasaribu",
        products=(Product("a", "Kopi", 20_000), Product("b", "Teh")),
        channels={"instagram": "kopiani", "tiktok": ""},
    )
    facts = facts_of(profile=profile, year=2027)
    assert (facts.place, facts.count_priced, list(facts.products), list(facts.channels)) == (
        "Nagasaribu",
        1,
        ["Kopi", "Teh"],
        ["instagram"],
    )


def test_facts_hold_nothing_about_sex_religion_or_ethnicity():
    held = {field.name for field in dataclasses.fields(Facts)}
    assert not held & {"sex", "gender", "religion", "ethnicity", "nik", "birth_date", "age"}
