import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laju.core.codes import BadCode, format_code, parse_code

numbers = st.integers(0, 99_999_999)


@given(numbers)
def test_parse_code_reads_what_format_code_wrote(number):
    code = format_code(number=number)
    assert parse_code(code) == number
    assert parse_code(code.lower().replace("-", " ")) == number
    assert parse_code(code.replace("-", "")) == number


@given(numbers, st.data())
def test_parse_code_catches_every_wrong_digit(number, data):
    code = format_code(number=number)
    at = data.draw(st.sampled_from([i for i, sign in enumerate(code) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != code[at]]))
    with pytest.raises(BadCode):
        parse_code(code[:at] + digit + code[at + 1 :])


@given(numbers, st.data())
def test_parse_code_catches_every_swap_of_neighbours(number, data):
    digits = format_code(number=number).removeprefix("LJ-").replace("-", "")
    at = data.draw(st.integers(0, len(digits) - 2))
    assume(digits[at] != digits[at + 1])
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    with pytest.raises(BadCode):
        parse_code(f"LJ-{swapped[:-1]}-{swapped[-1]}")


@pytest.mark.parametrize(
    "written", ["", "LJ-42-7", "XX-000042-7", "LJ-000042", "LJ-٠٠٠٠٤٢-7", "\0"]
)
def test_parse_code_refuses_other_text(written):
    with pytest.raises(BadCode):
        parse_code(written)


def test_format_code_refuses_a_negative_number():
    with pytest.raises(BadCode):
        format_code(number=-1)


def test_bad_code_shows_a_right_example():
    with pytest.raises(BadCode) as caught:
        parse_code("x" * 10_000)
    assert parse_code(caught.value.remedy.split()[-1].rstrip(".")) == 42
    assert len(str(caught.value)) < 100
