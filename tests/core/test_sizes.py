import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.sizes import SizeClass, SizeCriterion, SizeUnknown, classify_size

ORDER = list(SizeClass)
B = 1_000_000_000


@pytest.mark.parametrize(
    ("rupiah", "size"),
    [
        (0, "MICRO"),
        (1 * B, "MICRO"),
        (1 * B + 1, "SMALL"),
        (5 * B, "SMALL"),
        (5 * B + 1, "MEDIUM"),
        (10 * B, "MEDIUM"),
        (10 * B + 1, "LARGE"),
    ],
)
def test_classify_size_of_a_new_business_follows_capital(rupiah, size):
    found = classify_size(capital_rupiah=rupiah, sales_rupiah=99 * B, existing=False)
    assert (found.size, found.criterion) == (size, SizeCriterion.CAPITAL)


@pytest.mark.parametrize(
    ("rupiah", "size"),
    [
        (2 * B, "MICRO"),
        (2 * B + 1, "SMALL"),
        (15 * B, "SMALL"),
        (15 * B + 1, "MEDIUM"),
        (50 * B, "MEDIUM"),
        (50 * B + 1, "LARGE"),
    ],
)
def test_classify_size_of_an_existing_business_follows_sales(rupiah, size):
    found = classify_size(capital_rupiah=0, sales_rupiah=rupiah, existing=True)
    assert (found.size, found.criterion) == (size, SizeCriterion.SALES)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.booleans())
def test_classify_size_never_shrinks_with_more_money(rupiah, more, existing):
    def place(amount):
        size = classify_size(capital_rupiah=amount, sales_rupiah=amount, existing=existing).size
        return ORDER.index(size)

    assert place(rupiah) <= place(rupiah + more)


@pytest.mark.parametrize(
    "facts",
    [
        {"existing": True, "capital_rupiah": 5},
        {"existing": False, "sales_rupiah": 5},
        {"existing": True, "sales_rupiah": -1},
    ],
)
def test_classify_size_refuses_to_guess(facts):
    with pytest.raises(SizeUnknown):
        classify_size(**facts)
