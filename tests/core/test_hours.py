import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.hours import format_hours, read_hours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Senin - Sabtu 08.00-17.00", "Senin–Sabtu 08.00–17.00, Minggu tutup"),
        ("Setiap hari 07:00 s/d 21:00", "Setiap hari 07.00–21.00"),
        ("08.00 - 16.00 WIB", "Setiap hari 08.00–16.00"),
        ("24 jam", "Setiap hari 24 jam"),
        ("Setiap hari 9-21, Minggu tutup", "Senin–Sabtu 09.00–21.00, Minggu tutup"),
        ("tutup hari Minggu, Senin-Sabtu 8-17", "Senin–Sabtu 08.00–17.00, Minggu tutup"),
        ("buka jam 8 pagi - 5 sore", "Setiap hari 08.00–17.00"),
        ("08.00-17.00 (Senin-Jum'at)", "Senin–Jumat 08.00–17.00, Sabtu–Minggu tutup"),
        (
            "Senin-Jumat 08.00-12.00 dan 13.00-17.00",
            "Senin–Jumat 08.00–12.00 dan 13.00–17.00, Sabtu–Minggu tutup",
        ),
        ("Sabtu 18.00-02.00", "Senin–Jumat tutup, Sabtu 18.00–24.00, Minggu 00.00–02.00"),
        (
            "setiap hari 10–22 kecuali Jumat",
            "Senin–Kamis 10.00–22.00, Jumat tutup, Sabtu–Minggu 10.00–22.00",
        ),
    ],
)
def test_read_hours_understands(text, said):
    assert format_hours(read_hours(text).openings) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "terserah",
        "08.00 - selesai",
        "25.00-26.00",
        "Minggu tutup",
        "08.00",
        "Senin",
        "08.00-08.00",
    ],
)
def test_read_hours_says_why_not(text):
    hours = read_hours(text)
    assert hours.openings == ()
    assert hours.reason.endswith(".")


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(0, 22), st.integers(1, 24))
def test_format_hours_reads_back(days, opens, closes):
    if closes <= opens:
        opens, closes = closes - 1, opens + 1
    names = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    openings = read_hours(
        f"{', '.join(names[day] for day in days)} {opens:02d}.00-{closes:02d}.00"
    ).openings
    assert {opening.weekday for opening in openings} == days
    assert read_hours(format_hours(openings)).openings == openings


@given(st.text(alphabet="senin sabtu minggu tutup jam 0123456789.:-,;dan", max_size=40))
def test_read_hours_never_crashes(text):
    hours = read_hours(text)
    assert bool(hours.openings) is not bool(hours.reason)
    assert all(opening.opens < opening.closes <= "24:00" for opening in hours.openings)
