import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.notation import format_count
from laju.web.shared.numbers import NotWhole, read_whole


@given(st.integers(min_value=0, max_value=10**15))
def test_read_whole_reads_what_we_write(number):
    assert read_whole(format_count(number)) == number
    assert read_whole(f" {number} ") == number


@pytest.mark.parametrize("text", ["", "1.16.918", "13,5", "-4", "٣", "1" * 30, "1.166.918.", "x"])
def test_read_whole_refuses_the_rest(text):
    with pytest.raises(NotWhole):
        read_whole(text)
