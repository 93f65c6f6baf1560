from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laju.core.figures import FiguresDoNotAddUp, check_share, check_sum, find_slips
from laju.core.notation import round_half_up

counts = st.integers(0, 10**8)
part_lists = st.dictionaries(st.text(min_size=1, max_size=5), counts, min_size=1, max_size=6)


@given(part_lists)
def test_check_sum_passes_what_adds_up(parts):
    check_sum(whole=sum(parts.values()), parts=parts)
    assert find_slips(whole=sum(parts.values()), parts=parts) == []


@given(part_lists, st.integers(-(10**6), 10**6).filter(bool))
def test_check_sum_refuses_what_does_not(parts, error):
    with pytest.raises(FiguresDoNotAddUp):
        check_sum(whole=sum(parts.values()) + error, parts=parts)


@given(part_lists, st.data())
def test_find_slips_finds_any_swap_of_neighbours(parts, data):
    label = data.draw(st.sampled_from(sorted(parts)))
    digits = str(parts[label])
    assume(len(digits) > 1)
    at = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assume(swapped != digits and swapped[0] != "0")
    slips = find_slips(whole=sum(parts.values()), parts={**parts, label: int(swapped)})
    assert (label, int(swapped), parts[label]) in [(s.label, s.written, s.meant) for s in slips]
    assert all(slip.is_swap for slip in slips)


@given(part_lists, st.data())
def test_find_slips_only_offers_what_makes_the_sum_right(parts, data):
    whole = data.draw(counts)
    for slip in find_slips(whole=whole, parts=parts):
        if slip.label:
            assert sum({**parts, slip.label: slip.meant}.values()) == whole
        else:
            assert slip.meant == sum(parts.values())


def test_check_sum_catches_the_slip_that_was_printed():
    parts = {"mikro dan kecil": 1_153_758, "menengah dan besar": 13_610}
    with pytest.raises(FiguresDoNotAddUp) as caught:
        check_sum(whole=1_166_918, parts=parts)
    assert str(caught.value) == "1.153.758 + 13.610 = 1.167.368, bukan 1.166.918."
    assert caught.value.remedy.endswith("13.610 mungkin tertukar dari 13.160.")
    check_sum(whole=1_166_918, parts={**parts, "menengah dan besar": 13_160})


def test_find_slips_offers_a_wrong_digit_where_no_swap_fits():
    slips = find_slips(whole=150, parts={"a": 100, "b": 40})
    assert [slip.sentence for slip in slips] == [
        "100 mungkin salah ketik dari 110.",
        "40 mungkin salah ketik dari 50.",
        "150 mungkin salah ketik dari 140.",
    ]


@given(counts, st.integers(1, 10**8), st.integers(0, 3))
def test_check_share_accepts_the_rounded_share_only(count, total, decimals):
    right = round_half_up(Fraction(100 * count, total), decimals=decimals)
    check_share(count=count, total=total, percent=right, decimals=decimals)
    with pytest.raises(FiguresDoNotAddUp):
        check_share(
            count=count,
            total=total,
            percent=right + Decimal(1).scaleb(-decimals),
            decimals=decimals,
        )


def test_check_share_knows_the_programme():
    check_share(count=233_384, total=1_166_918, percent=20, decimals=2)
    check_share(count=13_160, total=1_166_918, percent=1.13)
    with pytest.raises(FiguresDoNotAddUp) as caught:
        check_share(count=13_160, total=1_166_918, percent=1.12)
    assert "dipotong, bukan dibulatkan" in caught.value.remedy
    with pytest.raises(FiguresDoNotAddUp, match=r"98,875 %"):
        check_share(count=1_153_758, total=1_166_918, percent=98.875)
    with pytest.raises(FiguresDoNotAddUp, match="tidak mempunyai persentase"):
        check_share(count=0, total=0, percent=0)
