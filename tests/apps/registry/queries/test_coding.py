import pytest

from laju.apps.registry.actions import choose_kbli
from laju.apps.registry.queries import (
    businesses_saying,
    choices_of,
    count_coded,
    kbli_in_other_version,
    kbli_memory,
    kbli_suggestions,
    uncoded,
    uncoded_groups,
    words_of,
)
from laju.core.coding import Confirmed
from laju.core.kbli import Version
from tests import factories

pytestmark = pytest.mark.django_db
OLD = Version.KBLI_2020


def choose(business, code, by, at):
    choose_kbli(business=business, version="2020", code=code, phrase="sembako", by=by, at=at)


def test_words_of_falls_back_to_products_and_name():
    business = factories.BusinessFactory.build(activity="", products_text="Ubi", name="UD Ani")
    assert words_of(business=business) == "Ubi"
    business.products_text = ""
    assert words_of(business=business) == "UD Ani"


def test_kbli_suggestions_put_this_regions_choice_before_that_of_others(agency, toba, medan, at):
    for _ in range(3):
        choose(factories.BusinessFactory(), "47192", agency, at)
    choose(factories.BusinessFactory(region=toba), "47111", agency, at)
    told = {"text": "Menjual sembako", "version": OLD}
    assert kbli_memory(text="sembako", version=OLD, region=toba.pk) == [
        Confirmed("47111", 1, is_own=True),
        Confirmed("47192", 3),
    ]
    assert kbli_suggestions(text="sembako", version=OLD, region=toba.pk)[0].code == "47111"
    assert kbli_suggestions(text="sembako", version=OLD, region=medan.pk)[0].code == "47192"
    assert kbli_suggestions(**told)[0].code == "47112"  # other words: nothing is remembered


def test_kbli_memory_knows_nothing_of_empty_words():
    assert kbli_memory(text="", version=OLD) == []


def test_kbli_in_other_version_follows_a_code_both_ways():
    old = factories.BusinessFactory.build(
        kbli_version="2020", kbli_code="01270", activity="kebun kopi"
    )
    assert kbli_in_other_version(business=old)[0].code == "01271"
    new = factories.BusinessFactory.build(
        kbli_version="2025", kbli_code="96100", activity="laundry"
    )
    assert kbli_in_other_version(business=new)[0].code == "96200"
    assert kbli_in_other_version(business=factories.BusinessFactory.build()) == []


def test_uncoded_groups_are_the_largest_first_and_join_spellings(agency):
    for activity in ("laundry", "Loundry", "jasa laundry", "kelontong", "", "12345"):
        factories.BusinessFactory(activity=activity)
    factories.BusinessFactory(activity="laundry", kbli_version="2025", kbli_code="96100")
    groups = [(g.phrase, g.count, sorted(g.texts)) for g in uncoded_groups(by=agency)]
    assert groups == [
        ("laundry", 2, ["Loundry", "laundry"]),
        ("kelontong", 1, ["kelontong"]),
        ("service: laundry", 1, ["jasa laundry"]),
    ]
    assert count_coded(by=agency) == (1, 7)
    assert businesses_saying(by=agency, texts=["laundry", "Loundry"]).count() == 2


def test_uncoded_groups_hold_only_what_the_person_may_see(agency_of_region, toba):
    factories.BusinessFactory(activity="laundry", region=toba)
    assert uncoded_groups(by=agency_of_region) == []
    assert not uncoded(by=agency_of_region).exists()
    assert count_coded(by=agency_of_region) == (0, 0)


def test_choices_of_are_a_persons_own(agency, agency_of_region, at):
    choose(factories.BusinessFactory(), "47112", agency, at)
    assert choices_of(by=agency).count() == 1
    assert not choices_of(by=agency_of_region).exists()
