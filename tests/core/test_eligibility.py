import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.eligibility import (
    DEFAULT_RULES,
    Answer,
    BadRule,
    Candidate,
    Rule,
    RuleKind,
    check_eligibility,
    read_rules,
    rule_sentence,
    rules_data,
)

EVERY = (
    Rule(RuleKind.SIZE, values=("MICRO", "SMALL")),
    Rule(RuleKind.SECTOR, values=("FOOD",)),
    Rule(RuleKind.NIB),
    Rule(RuleKind.MIN_YEARS, number=2),
    Rule(RuleKind.MAX_SALES, number=2_000_000_000),
    Rule(RuleKind.REACHABLE),
    Rule(RuleKind.NEW),
    Rule(RuleKind.ONE_PER_OWNER),
)
GOOD = {
    "year": 2027, "size": "MICRO", "sector": "FOOD", "has_nib": True, "founded_year": 2020,
    "sales_rupiah": 50_000_000, "is_reachable": True,
}  # fmt: skip
anyone = st.builds(
    Candidate,
    year=st.integers(2020, 2040),
    size=st.sampled_from(["", "MICRO", "SMALL", "LARGE"]),
    sector=st.sampled_from(["", "FOOD", "OTHER", "CRAFT"]),
    has_nib=st.booleans(),
    founded_year=st.none() | st.integers(0, 9999),
    sales_rupiah=st.none() | st.integers(0, 10**12),
    is_reachable=st.booleans(),
    was_participant=st.booleans(),
    other_applications=st.integers(0, 3),
)


def answer(rules=EVERY, **changes):
    return check_eligibility(candidate=Candidate(**GOOD | changes), rules=rules)


def test_a_candidate_who_fits_every_rule_may_take_part():
    told = answer()
    assert told.answer is Answer.YES
    assert len(told.findings) == len(EVERY)


@pytest.mark.parametrize(
    ("change", "wanted", "words"),
    [
        ({"size": "LARGE"}, Answer.NO, "yang dapat ikut: mikro atau kecil"),
        ({"size": ""}, Answer.UNKNOWN, "belum diketahui"),
        ({"sector": "CRAFT"}, Answer.NO, "tidak termasuk"),
        ({"sector": "OTHER"}, Answer.UNKNOWN, "belum diketahui"),
        ({"has_nib": False}, Answer.UNKNOWN, "NIB belum tercatat"),
        ({"founded_year": 2026}, Answer.NO, "baru berjalan 1 tahun; syaratnya 2 tahun"),
        ({"founded_year": 2025}, Answer.YES, "berjalan 2 tahun"),
        ({"founded_year": 2030}, Answer.UNKNOWN, "belum lewat"),
        ({"founded_year": None}, Answer.UNKNOWN, "belum diketahui"),
        ({"sales_rupiah": 2_000_000_000}, Answer.YES, "tidak lewat Rp2.000.000.000"),
        ({"sales_rupiah": 2_000_000_001}, Answer.NO, "paling banyak Rp2.000.000.000"),
        ({"sales_rupiah": None}, Answer.UNKNOWN, "belum diketahui"),
        ({"is_reachable": False}, Answer.UNKNOWN, "Belum ada nomor telepon"),
        ({"was_participant": True}, Answer.NO, "sudah menjadi peserta"),
        ({"other_applications": 1}, Answer.NO, "lebih dahulu"),
    ],
)
def test_each_rule_answers_with_its_reason(change, wanted, words):
    told = answer(**change)
    assert told.answer is wanted
    assert any(words in finding.sentence for finding in told.findings)


@given(anyone, st.sets(st.sampled_from(EVERY)))
def test_one_no_is_a_no_and_not_knowing_never_is(candidate, rules):
    told = check_eligibility(candidate=candidate, rules=rules)
    answers = {finding.answer for finding in told.findings}
    assert (told.answer is Answer.NO) == (Answer.NO in answers)
    assert (told.answer is Answer.YES) == (answers <= {Answer.YES})
    assert all(finding.sentence.endswith(".") for finding in told.findings)


@given(anyone, st.sets(st.sampled_from(EVERY)), st.sampled_from(EVERY))
def test_a_further_rule_never_helps(candidate, rules, more):
    order = [Answer.NO, Answer.UNKNOWN, Answer.YES]
    few = check_eligibility(candidate=candidate, rules=rules).answer
    many = check_eligibility(candidate=candidate, rules=rules | {more}).answer
    assert order.index(many) <= order.index(few)


@pytest.mark.parametrize("rules", [EVERY, DEFAULT_RULES, ()])
def test_rules_are_data_and_come_back(rules):
    assert read_rules(rules_data(rules)) == tuple(rules)
    assert all(rule_sentence(rule).endswith(".") for rule in rules)


@pytest.mark.parametrize(
    "told",
    [
        [{}],
        ["SIZE"],
        [{"kind": "SEX"}],
        [{"kind": "SIZE"}],
        [{"kind": "SIZE", "values": ["TINY"]}],
        [{"kind": "SIZE", "values": "MICRO"}],
        [{"kind": "MIN_YEARS"}],
        [{"kind": "MIN_YEARS", "number": "2"}],
        [{"kind": "MAX_SALES", "number": -1}],
        [{"kind": "MAX_SALES", "number": True}],
        [{"kind": "NIB"}, {"kind": "NIB"}],
        [{"kind": "NIB"}] * 30,
        {"kind": "NIB"},
    ],
)
def test_read_rules_refuses_what_it_cannot_apply(told):
    with pytest.raises(BadRule):
        read_rules(told)


def test_no_rule_can_ask_for_sex_religion_or_ethnicity():
    assert {kind.value for kind in RuleKind} == {
        "SIZE", "SECTOR", "NIB", "MIN_YEARS", "MAX_SALES", "REACHABLE", "NEW", "ONE_PER_OWNER",
    }  # fmt: skip
