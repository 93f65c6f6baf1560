import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.experiments import FEWEST, TooFewVariants, assign_variants, compare_variants

strata_of = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4), st.sampled_from("xyz"), max_size=60
)


@given(strata_of, st.integers(2, 4), st.text(max_size=5))
def test_assign_variants_deals_evenly_within_each_stratum(strata, count, seed):
    variants = list("ABCD"[:count])
    told = assign_variants(strata=strata, variants=variants, seed=seed)
    assert told.keys() == strata.keys()
    for stratum in set(strata.values()):
        dealt = [told[key] for key in strata if strata[key] == stratum]
        sizes = [dealt.count(variant) for variant in variants]
        assert max(sizes) - min(sizes) <= 1
    everyone = [list(told.values()).count(variant) for variant in variants]
    assert max(everyone, default=0) - min(everyone, default=0) <= 1


def test_assign_variants_does_not_depend_on_the_order_but_on_the_seed():
    strata = {f"LJ-{n}": "12.71 FOOD" for n in range(40)}
    turned = dict(reversed(strata.items()))
    one = assign_variants(strata=strata, variants=["A", "B"], seed="7")
    assert one == assign_variants(strata=turned, variants=["A", "B"], seed="7")
    assert one != assign_variants(strata=strata, variants=["A", "B"], seed="8")


@pytest.mark.parametrize("variants", [[], ["A"], ["A", "A"]])
def test_assign_variants_needs_two(variants):
    with pytest.raises(TooFewVariants):
        assign_variants(strata={"a": "x"}, variants=variants, seed="7")


def trial(chance, *, businesses, lift, places=5):
    """Businesses whose own rates differ, and of which those with B have `lift` times the rate."""
    strata = {str(n): str(n % places) for n in range(businesses)}
    told = assign_variants(strata=strata, variants=["A", "B"], seed=str(chance.random()))
    counts = {}
    for key, place in strata.items():
        visits = chance.randint(20, 200)
        own = chance.betavariate(4, 36) * (1 + int(place) / 5)
        rate = min(own * (lift if told[key] == "B" else 1), 1)
        counts[key] = (visits, sum(chance.random() < rate for _ in range(visits)))
    [found] = compare_variants(variants=["A", "B"], assigned=told, strata=strata, counts=counts)
    return found


def test_compare_variants_is_wrong_no_more_often_than_it_says():
    chance = random.Random(2027)
    trials = [trial(chance, businesses=120, lift=1) for _ in range(300)]
    assert sum(t.verdict in {"MORE", "LESS"} for t in trials) <= 0.08 * len(trials)


def test_compare_variants_finds_a_real_difference():
    chance = random.Random(2027)
    trials = [trial(chance, businesses=400, lift=1.5) for _ in range(20)]
    assert sum(t.verdict == "MORE" for t in trials) >= 18
    assert all(t.low < t.difference < t.high for t in trials)


def test_compare_variants_gains_nothing_from_where_businesses_lie():
    strata = {f"a{n}": "rich" for n in range(60)} | {f"b{n}": "poor" for n in range(60)}
    assigned = {key: "B" if key < "a45" or key > "b45" else "A" for key in strata}
    counts = {key: (100, 40 if strata[key] == "rich" else 10) for key in strata}
    [found] = compare_variants(variants=["A", "B"], assigned=assigned, strata=strata, counts=counts)
    assert found.difference == pytest.approx(0)
    assert found.arm.rate != pytest.approx(found.base.rate)


def test_compare_variants_tells_no_interval_of_too_few():
    chance = random.Random(1)
    found = trial(chance, businesses=2 * FEWEST - 2, lift=3)
    assert (found.verdict, found.low, found.high) == ("TOO_FEW", None, None)
    assert found.difference is not None


def test_compare_variants_without_visits():
    [found] = compare_variants(
        variants=["A", "B"], assigned={"a": "A"}, strata={}, counts={"a": (0, 0)}
    )
    assert (found.difference, found.arm.rate, found.verdict) == (None, None, "TOO_FEW")


def test_compare_variants_is_wider_for_more_comparisons():
    chance = random.Random(3)
    strata = {str(n): "x" for n in range(300)}
    told = assign_variants(strata=strata, variants=["A", "B", "C"], seed="7")
    counts = {key: (100, chance.randint(5, 15)) for key in strata}
    two = compare_variants(variants=["A", "B"], assigned=told, strata=strata, counts=counts)[0]
    three = compare_variants(variants=["A", "B", "C"], assigned=told, strata=strata, counts=counts)[
        0
    ]
    assert three.high - three.low > two.high - two.low
    assert three.difference == pytest.approx(two.difference)
