import math
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.sampling import BadSample, Method, draw_sample, estimate_share

row_lists = st.lists(st.text(max_size=5), unique=True, max_size=30)


@given(row_lists, st.data(), st.randoms())
def test_draw_sample_repeats_in_any_order_and_grows_from_the_front(rows, data, random):
    size = data.draw(st.integers(0, len(rows)))
    sample = draw_sample(rows=rows, size=size, seed="x")
    assert len(set(sample)) == size
    assert set(sample) <= set(rows)
    assert draw_sample(rows=random.sample(rows, len(rows)), size=size, seed="x") == sample
    assert draw_sample(rows=rows, size=len(rows), seed="x")[:size] == sample


def test_draw_sample_is_fair_to_every_row():
    rows = [str(i) for i in range(10)]
    drawn = Counter(
        row for seed in range(2000) for row in draw_sample(rows=rows, size=3, seed=f"s{seed}")
    )
    assert all(abs(drawn[row] - 600) < 100 for row in rows)  # about five standard deviations


@pytest.mark.parametrize(
    ("rows", "size", "seed"),
    [(["a"], 2, "x"), (["a"], -1, "x"), (["a", "a"], 1, "x"), (["a"], 1, "")],
)
def test_draw_sample_refuses_what_cannot_be_drawn(rows, size, seed):
    with pytest.raises(BadSample):
        draw_sample(rows=rows, size=size, seed=seed)


def binomial(hits, size, share):
    return sum(math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(hits + 1))


@settings(deadline=None)
@given(st.integers(1, 60), st.data())
def test_estimate_share_clopper_pearson_solves_the_binomial(size, data):
    hits = data.draw(st.integers(0, size))
    interval = estimate_share(hits=hits, size=size)
    assert interval.low <= interval.found <= interval.high
    if hits < size:
        assert binomial(hits, size, interval.high) == pytest.approx(0.025, rel=1e-6)
    if hits:
        assert 1 - binomial(hits - 1, size, interval.low) == pytest.approx(0.025, rel=1e-6)


@pytest.mark.parametrize(
    ("hits", "size", "method", "low", "high"),
    [
        (0, 10, Method.CLOPPER_PEARSON, 0.0, 1 - 0.025 ** (1 / 10)),
        (10, 10, Method.CLOPPER_PEARSON, 0.025 ** (1 / 10), 1.0),
        (5, 10, Method.CLOPPER_PEARSON, 0.187086, 0.812914),
        (5, 10, Method.WILSON, 0.236593, 0.763407),
        (0, 10, Method.WILSON, 0.0, 0.277533),
    ],
)
def test_estimate_share_knows_the_published_values(hits, size, method, low, high):
    interval = estimate_share(hits=hits, size=size, method=method)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.93])
def test_estimate_share_clopper_pearson_covers_as_promised(share):
    """Exact coverage at n = 40: sum the chances of all outcomes whose interval holds the truth."""
    covered = 0.0
    for hits in range(41):
        interval = estimate_share(hits=hits, size=40)
        if interval.low <= share <= interval.high:
            covered += math.comb(40, hits) * share**hits * (1 - share) ** (40 - hits)
    assert covered >= 0.95


def test_estimate_share_stays_right_for_large_samples():
    for method in Method:
        widths = []
        for size in (100, 10_000, 1_000_000):
            interval = estimate_share(hits=size // 5, size=size, method=method)
            assert interval.low < 0.2 < interval.high
            widths.append(interval.high - interval.low)
        for wide, narrow in pairwise(widths):
            assert narrow == pytest.approx(wide / 10, rel=0.1)


@pytest.mark.parametrize(("hits", "size"), [(-1, 5), (6, 5), (0, 0)])
def test_estimate_share_refuses_impossible_counts(hits, size):
    with pytest.raises(BadSample):
        estimate_share(hits=hits, size=size)
