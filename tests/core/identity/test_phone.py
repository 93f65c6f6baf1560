import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.identity.phone import format_phone, read_phone
from laju.core.identity.verdict import Verdict


@pytest.mark.parametrize(
    "text",
    ["081234567890", "0812-3456-7890", "6281234567890", "+62 812 3456 7890", "+62 (0) 812 3456 7890", "006281234567890",
     "WA: 0812.3456.7890", "hp 0812 3456 7890", "'081234567890", "81234567890", "81234567890.0"],
)  # fmt: skip
def test_read_phone_brings_all_spellings_to_one(text):
    assert read_phone(text).value == "+6281234567890"
    assert read_phone(text).is_usable


@pytest.mark.parametrize(
    "text", ["(061) 4567890", "061-4567890", "0614567890", "+62 61 4567890", "(61) 4567890"]
)
def test_read_phone_knows_landlines(text):
    assert read_phone(text).value == "+62614567890"


@pytest.mark.parametrize(
    "text",
    [
        "0812 3456 7890 / 0813 1111 2222",
        "081234567890, 081311112222",
        "081234567890 atau 081311112222",
        "081234567890 081311112222",
    ],
)
def test_read_phone_keeps_the_second_number(text):
    phone = read_phone(text)
    assert (phone.value, phone.others) == ("+6281234567890", ("+6281311112222",))


@pytest.mark.parametrize(
    ("text", "verdict", "word"),
    [
        ("8.12346E+11", Verdict.DAMAGED, "Excel"),
        ("8,12346E+11", Verdict.DAMAGED, "Excel"),
        ("4567890", Verdict.INVALID, "kode area"),
        ("085", Verdict.INVALID, "pendek"),
        ("1271011512809912", Verdict.INVALID, "panjang"),
        ("Jl. Mawar 5", Verdict.INVALID, "huruf"),
        ("25000000", Verdict.INVALID, "kode area"),
        ("-", Verdict.EMPTY, "kosong"),
    ],
)
def test_read_phone_says_what_is_wrong(text, verdict, word):
    phone = read_phone(text)
    assert (phone.value, phone.verdict) == ("", verdict)
    assert word in phone.reason


def test_read_phone_keeps_foreign_numbers():
    assert read_phone("+60 12-345 6789").value == "+60123456789"


@given(
    st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True).filter(lambda number: len(set(number)) > 1)
)
def test_format_phone_reads_back(national):
    assert read_phone(format_phone(f"+62{national}")).value == f"+62{national}"


@given(st.text(max_size=40))
def test_read_phone_never_crashes(text):
    phone = read_phone(text)
    assert bool(phone.value) is phone.is_usable
    assert phone.value or phone.reason
