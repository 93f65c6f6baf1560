import pytest

from laju.apps.privacy.actions import ask_about_data
from laju.apps.privacy.erasure import GONE
from laju.apps.privacy.models import DataRequest
from laju.apps.registry.models import Business
from tests import factories


@pytest.fixture
def asked(medan, agency, at):
    business = factories.BusinessFactory(region=medan, name="Keripik Bu Ani")
    return ask_about_data(owner=business.owner, kind="ERASURE", by=agency, at=at)


def page(row):
    return f"/dinas/data-pribadi/{row.pk}/hapus/"


def test_the_page_says_what_goes_and_what_stays(asked, agency, sign_in):
    html = sign_in(agency).get(page(asked)).content.decode()
    assert "Dikosongkan" in html and "Yang tetap" in html and "Ketik HAPUS" in html
    assert page(asked) in sign_in(agency).get("/dinas/data-pribadi/").content.decode()


@pytest.mark.parametrize("word", ["", "ya", "HAPUS SEMUA", "hapus\x00", "x" * 5000])
def test_without_the_word_nothing_is_erased(asked, agency, sign_in, word):
    answer = sign_in(agency).post(page(asked), {"word": word})
    assert answer.status_code == 422
    assert Business.objects.get().name == "Keripik Bu Ani"


def test_the_word_erases_and_answers(asked, agency, sign_in):
    answer = sign_in(agency).post(page(asked), {"word": " hapus "}, follow=True)
    assert "Data dihapus" in answer.content.decode()
    assert Business.objects.get().name == GONE
    row = DataRequest.objects.get(pk=asked.pk)
    assert row.done_by == agency.username
    assert "dikosongkan" in row.outcome
    assert sign_in(agency).get(page(asked)).status_code == 404  # no longer waiting


def test_an_owner_with_a_business_elsewhere_is_for_the_province(
    asked, toba, agency_of_region, sign_in
):
    factories.BusinessFactory(region=toba, owner=asked.owner)
    answer = sign_in(agency_of_region).post(page(asked), {"word": "HAPUS"})
    assert answer.status_code == 422
    assert "petugas provinsi" in answer.content.decode()
    assert not Business.objects.filter(name=GONE).exists()


def test_other_kinds_of_request_do_not_lead_here(medan, agency, at, sign_in):
    owner = factories.BusinessFactory(region=medan).owner
    row = ask_about_data(owner=owner, kind="ACCESS", by=agency, at=at)
    assert sign_in(agency).get(page(row)).status_code == 404
    assert page(row) not in sign_in(agency).get("/dinas/data-pribadi/").content.decode()
