import pytest
from django.urls import reverse

from laju.apps.registry.models import Business, KbliChoice
from tests import factories

LIST = reverse("agency:uncoded")
pytestmark = pytest.mark.django_db


def of(business):
    return reverse("agency:kbli", args=[business.code])


def choose_all(browser, phrase, code):
    url = reverse("agency:choose_for_phrase")
    return browser.post(url, {"phrase": phrase, "code": code}, follow=True)


@pytest.fixture
def three():
    return [factories.BusinessFactory(activity=said) for said in ("laundry", "Loundry", "tenun")]


def test_a_business_without_a_code_shows_five_with_reasons_and_keys(agency, sign_in):
    business = factories.BusinessFactory(activity="jual keripik ubi")
    browser = sign_in(agency)
    for url in (reverse("agency:business", args=[business.code]), of(business)):
        html = browser.get(url).content.decode()
        assert "kata “keripik ubi”" in html
        assert all(f'accesskey="{key}"' in html for key in "12345")


def test_kbli_keeps_the_choice_and_shows_its_title(agency, sign_in):
    business, browser = factories.BusinessFactory(), sign_in(agency)
    page = browser.post(of(business), {"code": "2020:10794"}, follow=True).content.decode()
    business.refresh_from_db()
    assert (business.kbli_version, business.kbli_code) == ("2020", "10794")
    assert "10794 Industri Kerupuk" in page


def test_kbli_offers_what_a_code_became_in_the_other_version(agency, sign_in):
    business = factories.BusinessFactory(
        kbli_version="2020", kbli_code="47813", activity="jual sayur di pasar"
    )
    page = sign_in(agency).get(of(business), {"versi": "2025"})
    [first, *_rest] = page.context["kbli"]["choices"]
    assert (first["code"], first["why"]) == (
        "47213",
        "padanan usulan kami, cocok dengan kegiatan",
    )


@pytest.mark.parametrize("told", ["", "2025:", "x:10794", "2025:99999", "2025:47813"])
def test_kbli_refuses_what_is_no_code(agency, sign_in, told):
    business = factories.BusinessFactory()
    answer = sign_in(agency).post(of(business), {"code": told})
    business.refresh_from_db()
    accepted = told == "x:10794"  # read in the version in force, which has it
    assert answer.status_code == (302 if accepted else 422)
    assert business.kbli_code == ("10794" if accepted else "")


def test_kbli_remembers_the_version_last_used(agency, sign_in):
    browser, url = sign_in(agency), of(factories.BusinessFactory())
    assert browser.get(url).context["kbli"]["version"] == "2025"
    browser.get(url, {"versi": "2020"})
    assert browser.get(url).context["kbli"]["version"] == "2020"
    assert browser.get(url, {"versi": "1999"}).context["kbli"]["version"] == "2020"


@pytest.mark.parametrize(("words", "code"), [("barbershop rambut", "96210"), ("9621", "96210")])
def test_kbli_search_finds_by_title_and_by_digits(agency, sign_in, words, code):
    page = sign_in(agency).get(of(factories.BusinessFactory()), {"cari": words})
    assert code in [each["code"] for each in page.context["kbli"]["found"]]


@pytest.mark.parametrize("words", ["\x00", " ", "²", "9" * 500, "<script>", "%"])
def test_kbli_search_survives_any_words(agency, sign_in, words):
    page = sign_in(agency).get(of(factories.BusinessFactory()), {"cari": words})
    assert page.status_code == 200


def test_uncoded_codes_a_whole_group_and_takes_it_back(agency, sign_in, three):
    browser = sign_in(agency)
    page = browser.get(LIST)
    assert (page.context["group"].said, page.context["group"].count) == ("Loundry", 2)
    html = choose_all(browser, "Loundry", "2025:96100").content.decode()
    assert Business.objects.filter(kbli_code="96100").count() == 2
    assert "Tarik kembali" in html
    browser.post(reverse("agency:undo_kbli", args=[KbliChoice.objects.get().pk]))
    assert not Business.objects.exclude(kbli_code="").exists()
    assert "Tarik kembali" not in browser.get(LIST).content.decode()


def test_uncoded_opens_the_group_asked_for(agency, sign_in, three):
    page = sign_in(agency).get(LIST, {"kata": "tenun"})
    assert page.context["group"].said == "tenun"
    assert [row.pk for row in page.context["examples"]] == [three[2].pk]


def test_uncoded_says_so_when_nothing_is_left(agency, sign_in):
    factories.BusinessFactory(kbli_version="2025", kbli_code="96100")
    assert "Tidak ada kegiatan tanpa kode" in sign_in(agency).get(LIST).content.decode()


def test_choose_for_phrase_tells_a_colleague_was_faster(agency, sign_in):
    assert choose_all(sign_in(agency), "laundry", "2025:96100").status_code == 409


def test_uncoded_and_its_export_hold_only_ones_own_region(agency_of_region, sign_in, toba):
    factories.BusinessFactory(activity="Menenun Rahasia", region=toba)
    factories.BusinessFactory(activity="laundry")
    browser = sign_in(agency_of_region)
    told = b"".join(browser.get(reverse("agency:uncoded_export")).streaming_content).decode()
    assert "Rahasia" not in told + browser.get(LIST).content.decode()
    assert "laundry;1;1;96100" in told


def test_undo_kbli_is_for_ones_own_decisions(agency, agency_of_region, sign_in, three):
    choose_all(sign_in(agency), "laundry", "2025:96100")
    url = reverse("agency:undo_kbli", args=[KbliChoice.objects.get().pk])
    assert sign_in(agency_of_region).post(url).status_code == 404
    assert Business.objects.filter(kbli_code="96100").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_uncoded_asks_as_often_for_many_groups_as_for_one(
    agency, sign_in, count, django_assert_num_queries
):
    for number in range(count):
        factories.BusinessFactory(activity=f"tenun {'abc'[number] * 5}")
    browser = sign_in(agency)
    browser.get(LIST)
    with django_assert_num_queries(8):
        browser.get(LIST)
