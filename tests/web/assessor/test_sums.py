import pytest

from laju.apps.accounts.models import Role
from tests.factories import BusinessFactory

ADDRESS = "/penilai/periksa-angka/"


@pytest.mark.parametrize("role", list(Role))
def test_check_figures_is_for_assessors_and_the_office(role, people, sign_in):
    expected = 200 if role in {Role.ASSESSOR, Role.AGENCY} else 403
    assert sign_in(people[role]).get(ADDRESS).status_code == expected


def test_check_figures_begins_with_the_printed_slip_and_finds_it(assessor, sign_in):
    html = sign_in(assessor).get(ADDRESS).content.decode()
    assert "Tidak klop." in html
    assert "13.610 mungkin tertukar dari 13.160." in html


def test_check_figures_passes_what_adds_up(assessor, sign_in):
    asked = {"whole": "1.166.918", "parts": "Mikro dan kecil: 1.153.758\n13.160\n"}
    html = sign_in(assessor).get(ADDRESS, asked).content.decode()
    assert "Klop." in html
    assert "Tidak klop." not in html
    assert "Bagian 2" in html


@pytest.mark.parametrize(
    "asked",
    [
        {"whole": "", "parts": ""},
        {"whole": "banyak", "parts": "a: 1"},
        {"whole": "1", "parts": "a: satu"},
        {"whole": "1", "parts": "a: 1\n" * 500},
        {"whole": "1\x00", "parts": "\x00"},
        {"whole": "9" * 10_000, "parts": "x" * 30_000},
        {"whole": "1"},
    ],
)
def test_check_figures_says_what_is_wrong(assessor, sign_in, asked):
    response = sign_in(assessor).get(ADDRESS, asked)
    assert response.status_code == 200
    assert "Ada yang perlu diperbaiki" in response.content.decode()


def test_the_registrys_own_counts_can_be_checked(assessor, sign_in, toba):
    BusinessFactory.create_batch(2)
    BusinessFactory(region=toba, size="")
    for query, names in (
        ("size", {"Mikro", "Belum diketahui"}),
        ("region", {"Kabupaten Toba", "Kota Medan"}),
    ):
        page = sign_in(assessor).get(f"{ADDRESS}?rekap={query}")
        assert page.context["is_right"]
        assert page.context["whole"] == 3
        assert {row["label"] for row in page.context["rows"]} == names
