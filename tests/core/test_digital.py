from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.digital import CHANNELS, PRACTICES, Evidence, EvidenceKind, Level, grade_business

TODAY = date(2027, 6, 30)
ORDER = list(Level)
items = st.builds(
    Evidence,
    kind=st.sampled_from(EvidenceKind),
    reference=st.sampled_from(["", " ", "https://contoh.id/a", "ID102030"]),
    seen_on=st.dates(TODAY - timedelta(days=500), TODAY + timedelta(days=5)),
    is_verified=st.booleans(),
)


def seen(kind, days=0, reference="https://contoh.id/a", is_verified=False):
    return Evidence(kind, reference, TODAY - timedelta(days=days), is_verified)


@pytest.mark.parametrize(
    ("evidence", "level"),
    [
        ([], "D0"),
        ([seen("QRIS")], "D1"),
        ([seen("QRIS", 90)], "D1"),
        ([seen("QRIS", 91)], "D0"),
        ([seen("QRIS", reference=" ")], "D0"),
        ([seen("QRIS", -1)], "D0"),
        ([seen("PAID_ADS")], "D0"),
        ([seen("ORDER")], "D0"),
        ([seen("QRIS"), seen("ORDER", 365)], "D2"),
        ([seen("QRIS"), seen("ORDER", 366)], "D1"),
        ([seen(k) for k in ("QRIS", "PAID_ADS", "STOCK_APP", "WEB_PAGE")], "D1"),
        ([seen(k) for k in ("QRIS", "PAID_ADS", "STOCK_APP", "ORDER")], "D2"),
        ([seen(k) for k in ("QRIS", "PAID_ADS", "STOCK_APP", "WEB_PAGE", "ORDER")], "D3"),
        ([seen("QRIS"), seen("QRIS"), seen("QRIS", 3), seen("QRIS", 4), seen("ORDER")], "D2"),
    ],
)
def test_grade_business_follows_the_published_levels(evidence, level):
    evidence = [Evidence(EvidenceKind(e.kind), e.reference, e.seen_on) for e in evidence]
    assert grade_business(evidence=evidence, on=TODAY).level == level


@given(st.lists(items, max_size=8), items)
def test_grade_business_never_falls_with_more_evidence(evidence, more):
    before = grade_business(evidence=evidence, on=TODAY).level
    after = grade_business(evidence=[*evidence, more], on=TODAY).level
    assert ORDER.index(after) >= ORDER.index(before)


@given(st.lists(items, max_size=8), st.randoms())
def test_grade_business_does_not_depend_on_order(evidence, random):
    shuffled = random.sample(evidence, len(evidence))
    assert grade_business(evidence=shuffled, on=TODAY) == grade_business(
        evidence=evidence, on=TODAY
    )


@given(st.lists(items, max_size=8))
def test_grade_business_accounts_for_every_piece(evidence):
    grade = grade_business(evidence=evidence, on=TODAY)
    if grade.level is not Level.D0:
        assert len(grade.carried_by) + len(grade.passed_over) == len(evidence)
        assert all(item.reference.strip() for item in grade.carried_by)
    assert grade_business(evidence=grade.carried_by, on=TODAY).level == grade.level
    assert grade.next_step


def test_grade_business_is_verified_only_when_somebody_looked():
    claimed, looked = seen(EvidenceKind.QRIS), seen(EvidenceKind.QRIS, is_verified=True)
    order = seen(EvidenceKind.ORDER)
    assert not grade_business(evidence=[claimed], on=TODAY).is_verified
    assert grade_business(evidence=[looked], on=TODAY).is_verified
    assert not grade_business(evidence=[looked, order], on=TODAY).is_verified
    assert not grade_business(evidence=[], on=TODAY).is_verified


def test_grade_business_says_what_is_missing():
    page = seen(EvidenceKind.WEB_PAGE)
    old = seen(EvidenceKind.SOCIAL_PAGE, 120)
    grade = grade_business(evidence=[page, old, seen(EvidenceKind.ORDER)], on=TODAY)
    assert grade.next_step.startswith("Untuk D3: tambah 3 kebiasaan digital")
    assert grade.passed_over == ((old, "tidak terlihat aktif selama 120 hari"),)


def test_there_are_twelve_practices_and_channels_are_among_them():
    assert len(PRACTICES) == 12
    assert CHANNELS < PRACTICES
