import io

import pytest
from django.core.management import call_command

from laju.apps.privacy.erasure import GONE
from laju.apps.registry.models import Business
from tests import factories


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("erase", *args, stdout=out, stderr=err)
        code = 0
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def business(medan):
    return factories.BusinessFactory(region=medan, name="Keripik Bu Ani")


def test_it_tells_and_erases(business, agency):
    code, out, _ = run(business.code, "--by", agency.username, "--yes")
    assert code == 0
    assert "dikosongkan: 1 Usaha" in out
    assert Business.objects.get().name == GONE


def test_it_asks_first(business, agency, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("tidak\n"))
    code, out, err = run(business.code, "--by", agency.username)
    assert (code, "Ketik HAPUS" in out, "Tidak ada yang dihapus" in err) == (2, True, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("hapus\n"))
    assert run(business.code, "--by", agency.username)[0] == 0
    assert Business.objects.get().name == GONE


@pytest.mark.parametrize("code", ["LJ-999999-9", "ngawur", ""])
def test_unknown_businesses_are_named(business, agency, code):
    assert run(code, "--by", agency.username, "--yes")[0] == 2
    assert Business.objects.get().name == "Keripik Bu Ani"


def test_only_an_officer_who_sees_the_business(business, agency_of_region, facilitator, toba):
    assert run(business.code, "--by", facilitator.username, "--yes")[0] == 2
    assert run(business.code, "--by", "siapa", "--yes")[0] == 2
    agency_of_region.regions.set([toba])
    assert run(business.code, "--by", agency_of_region.username, "--yes")[0] == 2
    assert Business.objects.get().name == "Keripik Bu Ani"


def test_twice_says_so(business, agency):
    run(business.code, "--by", agency.username, "--yes")
    code, _, err = run(business.code, "--by", agency.username, "--yes")
    assert (code, "sudah dihapus" in err) == (2, True)
