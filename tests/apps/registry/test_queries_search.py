"""Businesses found by what people remember of them, and never by those who may not see them."""

import pytest
from django.conf import settings
from django.db import connection

from laju.apps.registry.models import Business, SearchChange
from laju.apps.registry.queries import keys_of_found, search, search_businesses
from laju.core.identity.names import folded_name
from laju.engines.search import Broken
from tests.factories import BusinessFactory, OwnerFactory

HOSTILE = [
    "", " ", "\x00", "a\x00b", "*", '"', "name:ani OR 1=1", "[a TO z]", "/.*/", "-ani", "(((", "\\",
    "a" * 10_000, "ani " * 5_000, "\u202eina", "\U0001f35c" * 50, "nasi\u0301", "%", "_", "0" * 5_000,
    "'; DROP TABLE registry_business; --", "LJ-99999999999999999999-9", "\u0660\u0661\u0662\u0663",
]  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def shops(medan, toba):
    """Three businesses of Medan and one of Toba, which only the province sees."""
    told = (
        ("Toko Maju Jaya", "Siti Suryani", medan, "jual keripik singkong", "+6281234567890"),
        ("Warung Bu Ani", "Ani Siregar", medan, "nasi goreng", "+6281310002000"),
        ("Kedai Kopi Sipirok", "Parlindungan Harahap", medan, "kopi bubuk", "+6285260001111"),
        ("Ulos Rotua Penanda", "Rotua Simanjuntak", toba, "tenun ulos", "+6281360009999"),
    )
    return [
        BusinessFactory(
            name=name,
            name_folded=folded_name(name),
            owner=OwnerFactory(name=owner, name_folded=owner.lower(), phone=""),
            region=region,
            activity=activity,
            phone=phone,
        )
        for name, owner, region, activity, phone in told
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("toko maju jaya", 0),
        ("tk. madju djaja", 0),
        ("majujaya suriani", 0),
        ("soerjani", 0),
        ("kripik singkog", 0),
        ("4567", 0),
        ("0812 3456", 0),
        ("+62 812-3456-7890", 0),
        ("ibu ani", 1),
        ("sirgar medan", 1),
        ("kopi sipriok", 2),
        ("harahap parlindugan", 2),
        ("rotua", 3),
    ],
)
def test_search_finds_the_business_first(agency, shops, words, place):
    found = search_businesses(by=agency, words=words)
    assert [hit.business for hit in found.hits][:1] == [shops[place]]
    assert not found.is_plain


@pytest.fixture(params=["index", "plain"])
def way(request, monkeypatch):
    """Search with the index and without it."""
    if request.param == "plain":
        monkeypatch.setattr(search, "follow", refuse)
    return request.param


def refuse():
    raise Broken(reason="test")


def test_search_of_a_region_finds_and_counts_nothing_of_another(agency_of_region, toba, way):
    for number in range(30):
        BusinessFactory(
            name=f"Ulos Rahasia {number}",
            name_folded=f"ulos rahasia {number}",
            owner=OwnerFactory(
                name="Rotua Rahasia",
                name_folded="rotua rahasia",
                nik=f"12121{number:011d}",
                phone=f"+6281299{number:05d}",
            ),
            region=toba,
            activity="Tenun rahasia",
        )
    hidden = Business.objects.filter(region=toba)
    texts = ["ulos", "rahasia", "ulso rahsia", "rotua", "toba", "081299", "tenun", "u", "r"]
    texts += [told.code for told in hidden[:2]] + [told.owner.nik for told in hidden[:2]]
    for told in ({}, {"region": "12.12"}, {"among": {b.pk for b in hidden}}):
        for text in texts:
            found = search_businesses(by=agency_of_region, words=text, **told)
            assert found.hits == [], text
            assert (found.total, found.exact, found.suggestion) == (0, 0, ""), text
            assert keys_of_found(by=agency_of_region, words=text) == []


def test_search_reads_the_scope_again_when_the_index_is_wrong(
    agency, agency_of_region, medan, toba
):
    business = BusinessFactory(name="Ulos Penanda", region=medan)
    assert search_businesses(by=agency_of_region, words="penanda").total == 1
    with connection.cursor() as cursor:  # nobody notes it: the triggers are gone
        sql = "UPDATE registry_business SET region_id = '12.12' WHERE id = %s"
        cursor.execute(sql, [business.pk])
    SearchChange.objects.all().delete()
    assert search_businesses(by=agency_of_region, words="penanda").hits == []


def test_search_is_narrowed_in_the_query_so_that_pages_are_full(agency, medan, toba, way):
    for number in range(60):
        BusinessFactory(
            name="Salon Melur",
            name_folded="SALON melur",
            region=toba if number % 2 else medan,
            sector="BEAUTY" if number % 3 else "RETAIL",
        )
    told = {"words": "salon melur", "region": "12.12", "sector": "BEAUTY"}
    pages = [
        search_businesses(by=agency, limit=8, offset=offset, **told) for offset in (0, 8, 16, 24)
    ]
    assert [page.total for page in pages] == [20] * 4
    assert [len(page.hits) for page in pages] == [8, 8, 4, 0]
    assert {hit.business.region_id for page in pages for hit in page.hits} == {"12.12"}
    assert len({hit.business.pk for page in pages for hit in page.hits}) == 20
    assert len(keys_of_found(by=agency, **told)) == 20


def test_search_shows_what_is_alike_after_what_is_exact(agency):
    exact = [
        BusinessFactory(name="Keripik Talas", activity="", owner__name="Ani") for _ in range(3)
    ]
    BusinessFactory(name="Keripek Talasa", activity="", owner__name="Ani")
    found = search_businesses(by=agency, words="keripik talas", limit=3)
    assert (found.total, found.exact) == (3, 3)  # a full page needs no others
    first = search_businesses(by=agency, words="keripik talas", limit=10)
    assert {hit.business for hit in first.hits[:3]} == set(exact)
    assert [hit.is_exact for hit in first.hits] == [True] * 3 + [False]
    then = search_businesses(by=agency, words="keripik talas", limit=2, offset=2)
    assert [hit.is_exact for hit in then.hits][:1] == [True]


def test_search_says_what_was_perhaps_meant(agency):
    BusinessFactory(name="Keripik Singkong", activity="")
    assert search_businesses(by=agency, words="keripk singkog").suggestion == "keripik singkong"
    assert search_businesses(by=agency, words="keripik singkong").suggestion == ""
    assert search_businesses(by=agency, words="zzqqxx").suggestion == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_search_bears_hostile_texts(agency, shops, way, text):
    assert search_businesses(by=agency, words=text).total <= 4
    keys_of_found(by=agency, words=text)


def test_search_by_whole_numbers_asks_the_database(agency, medan):
    owner = OwnerFactory(nik="1271014101800001", nib="1234567890123")
    both = {BusinessFactory(owner=owner).pk, BusinessFactory(owner=owner, region=medan).pk}
    for text in ("1271014101800001", " 1271 0141 0180 0001 ", "1234567890123"):
        found = search_businesses(by=agency, words=text)
        assert {hit.business.pk for hit in found.hits} == both
    code = Business.objects.get(pk=min(both)).code
    for text in (code, code.lower(), code.replace("-", " ")):
        [hit] = search_businesses(by=agency, words=text).hits
        assert hit.business.pk == min(both)
    assert search_businesses(by=agency, words="1271014101800009").total == 0
    assert search_businesses(by=agency, words="LJ-999999-9").total == 0
    assert b"1271014101800001" not in b"".join(
        path.read_bytes() for path in settings.SEARCH.rglob("*") if path.is_file()
    )


def test_search_without_the_index_finds_beginnings_and_numbers(agency, shops, monkeypatch):
    monkeypatch.setattr(search, "follow", refuse)
    for text, place in (
        ("toko maju", 0), ("siti sur", 0), ("0812345678", 0), ("warung bu ani", 1), ("kopi sipirok", 2),
    ):  # fmt: skip
        found = search_businesses(by=agency, words=text)
        assert found.is_plain
        assert [hit.business for hit in found.hits][:1] == [shops[place]], text


def test_search_takes_the_same_queries_for_one_and_three(agency, django_assert_num_queries):
    BusinessFactory(name="Salon Melur")
    search_businesses(by=agency, words="melur")
    with django_assert_num_queries(2) as counted:  # anything new? and the rows
        search_businesses(by=agency, words="melur")
    for _ in range(2):
        BusinessFactory(name="Salon Melur")
    search_businesses(by=agency, words="melur")
    with django_assert_num_queries(len(counted)):
        assert search_businesses(by=agency, words="melur").total == 3
