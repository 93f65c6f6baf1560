import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.selection import (
    Applicant,
    BadScore,
    DuplicateApplicant,
    SeedMissing,
    SelectionRule,
    commit_list,
    list_text,
    pick_participants,
    ticket,
)

REGIONS = ["12.01", "12.71", "12.72"]


@st.composite
def applicant_lists(draw):
    keys = draw(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=25))
    return [
        Applicant(key, draw(st.sampled_from(REGIONS)), draw(st.sampled_from([0, 40, 40.5, 90])))
        for key in keys
    ]


seat_plans = st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 6))


@given(applicant_lists(), seat_plans, st.randoms())
def test_pick_participants_does_not_depend_on_order(applicants, seats, random):
    first = pick_participants(applicants=applicants, seats=seats, seed="17 08 45")
    shuffled = random.sample(applicants, len(applicants))
    assert pick_participants(applicants=shuffled, seats=seats, seed="17 08 45") == first


@given(applicant_lists(), seat_plans)
def test_pick_participants_places_everybody_exactly_once(applicants, seats):
    picked = pick_participants(applicants=applicants, seats=seats, seed="x")
    placed = [k for keys in (*picked.chosen.values(), *picked.waiting.values()) for k in keys]
    assert sorted(placed) == sorted(a.key for a in applicants) == sorted(picked.decisions)
    for region, keys in picked.chosen.items():
        present = sum(a.region == region for a in applicants)
        assert len(keys) == min(seats.get(region, 0), present)
        assert all(picked.decisions[key].is_chosen for key in keys)


@given(applicant_lists(), seat_plans)
def test_pick_participants_passes_nobody_over(applicants, seats):
    picked = pick_participants(applicants=applicants, seats=seats, seed="x")
    by_key = {a.key: a for a in applicants}
    for region, keys in picked.chosen.items():
        for winner in keys:
            for loser in picked.waiting[region]:
                first = (-by_key[winner].score, ticket("x", winner))
                assert first < (-by_key[loser].score, ticket("x", loser))


@given(applicant_lists(), seat_plans)
def test_pick_participants_moves_the_waiting_list_up(applicants, seats):
    """When a chosen one withdraws, the first of the same waiting list takes the seat."""
    picked = pick_participants(applicants=applicants, seats=seats, seed="x")
    for region, keys in picked.chosen.items():
        for gone in keys[:1]:
            rest = [a for a in applicants if a.key != gone]
            again = pick_participants(applicants=rest, seats=seats, seed="x")
            assert again.chosen[region] == keys[1:] + picked.waiting[region][:1]


def test_pick_participants_says_why():
    scores = {"a": 90, "b": 60, "c": 60, "d": 60, "e": 10}
    applicants = [Applicant(key, "12.71", score) for key, score in scores.items()]
    applicants.append(Applicant("f", "12.99", 99))
    picked = pick_participants(applicants=applicants, seats={"12.71": 2}, seed="benih")
    first = min("bcd", key=lambda key: ticket("benih", key))
    assert picked.chosen == {"12.71": ("a", first), "12.99": ()}
    assert picked.decisions["a"].rule is SelectionRule.SCORE
    assert picked.decisions[first].rule is SelectionRule.DRAW
    assert "3 pendaftar bernilai sama (60,00)" in picked.decisions[first].sentence
    assert picked.decisions["e"].sentence.startswith("Daftar tunggu urutan 3: nilai 10,00")
    assert picked.decisions["f"].rule is SelectionRule.NO_SEATS


def test_pick_participants_without_a_tie_at_the_cut_needs_no_draw():
    applicants = [Applicant("a", "r", 60), Applicant("b", "r", 60), Applicant("c", "r", 10)]
    picked = pick_participants(applicants=applicants, seats={"r": 2}, seed="s")
    assert {picked.decisions[k].rule for k in "ab"} == {SelectionRule.SCORE}


def test_pick_participants_refuses_what_cannot_be_fair():
    one = Applicant("a", "12.71", 50)
    with pytest.raises(DuplicateApplicant):
        pick_participants(applicants=[one, one], seats={}, seed="x")
    with pytest.raises(BadScore):
        pick_participants(applicants=[Applicant("a", "r", float("nan"))], seats={}, seed="x")
    with pytest.raises(SeedMissing):
        pick_participants(applicants=[one], seats={}, seed=" ")


def test_ticket_is_plain_sha256_of_seed_and_key():
    assert ticket(seed="2024", key="A-1") == hashlib.sha256(b"2024|A-1").hexdigest()


@given(applicant_lists())
def test_commit_list_is_the_hash_of_the_published_text(applicants):
    text = list_text(applicants=reversed(applicants))
    assert commit_list(applicants=applicants) == hashlib.sha256(text.encode()).hexdigest()
    assert text.count("\n") == len(applicants)


def test_commit_list_changes_with_any_change():
    base = [Applicant("a", "12.71", 50.0), Applicant("b", "12.71", 51.0)]
    seen = {
        commit_list(applicants=base),
        commit_list(applicants=base[:1]),
        commit_list(applicants=[Applicant("a", "12.71", 50.1), base[1]]),
        commit_list(applicants=[Applicant("a", "12.72", 50.0), base[1]]),
    }
    assert len(seen) == 4
