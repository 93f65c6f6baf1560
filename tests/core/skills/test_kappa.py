import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.skills import cohen_kappa


def pairs(both, first, second, neither):
    return (
        [(True, True)] * both
        + [(True, False)] * first
        + [(False, True)] * second
        + [(False, False)] * neither
    )


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),  # the textbook example: po 0.70, pe 0.50
        ((45, 15, 25, 15), 0.1304),  # the two examples of the same observed agreement
        ((25, 35, 5, 35), 0.2593),
        ((50, 0, 0, 50), 1.0),
        ((0, 50, 50, 0), -1.0),
    ],
)
def test_known_tables(table, kappa):
    assert cohen_kappa(pairs(*table)).kappa == pytest.approx(kappa, abs=5e-4)


def test_where_nothing_can_be_told_none_is_said():
    assert cohen_kappa([]).kappa is None
    always = cohen_kappa(pairs(30, 0, 0, 0))
    assert always.kappa is None and always.observed == 1.0


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_it_is_the_same_for_both_and_lies_within_its_interval(told):
    one, other = cohen_kappa(told), cohen_kappa([(b, a) for a, b in told])
    assert (one.kappa is None) == (other.kappa is None)
    if one.kappa is not None:
        assert one.kappa == pytest.approx(other.kappa) and -1 <= one.low <= one.high <= 1
        assert one.low <= one.kappa <= one.high
