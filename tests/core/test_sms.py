import pytest

from laju.core.sms import count_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # each counts twice
        ("€" * 81, 2),
        ("ᯅ" * 70, 1),
        ("ᯅ" * 71, 2),
        ("a" * 159 + "“", 3),  # one character outside makes all of them short: 160 / 67
        ("😀" * 35, 1),  # two units each
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_networks_count_them(text, parts):
    assert count_parts(text) == parts
