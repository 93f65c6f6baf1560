import pytest

from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from laju.apps.registry.actions import choose_kbli, choose_kbli_for_phrase, undo_kbli
from laju.apps.registry.actions.coding import ChoiceUndone, NothingSaysThis
from laju.apps.registry.models import Business, KbliChoice, KbliPhrase
from laju.core.kbli import UnknownKbli
from tests import factories

pytestmark = pytest.mark.django_db


def codes():
    rows = Business.objects.order_by("pk")
    return [(row.kbli_version, row.kbli_code) for row in rows]


def choose(business, by, at, code="10794", version="2020", phrase="Bikin keripik"):
    return choose_kbli(business=business, version=version, code=code, phrase=phrase, by=by, at=at)


def test_choose_kbli_keeps_version_and_code_and_remembers_the_words(agency, at):
    business = factories.BusinessFactory()
    choose(business, agency, at)
    choose(factories.BusinessFactory(), agency, at, phrase="Membuat KRIPIK")
    assert codes() == [("2020", "10794")] * 2
    phrase = KbliPhrase.objects.get()
    assert (phrase.code, phrase.count, phrase.region_id) == ("10794", 2, business.region_id)
    entry = Entry.objects.filter(action="registry.choose_kbli").first()
    assert entry.subject == f"registry.business:{business.pk}"


def test_choose_kbli_gives_a_sector_only_where_none_is_known(agency, at):
    told, untold = (
        factories.BusinessFactory(sector="FOOD"),
        factories.BusinessFactory(sector="OTHER"),
    )
    for business in (told, untold):
        choose(business, agency, at, code="47711")
    assert [b.sector for b in Business.objects.order_by("pk")] == ["FOOD", "RETAIL"]


@pytest.mark.parametrize(
    ("code", "version"), [("99999", "2020"), ("47813", "2025"), ("1079", "2020")]
)
def test_choose_kbli_refuses_a_code_this_version_does_not_have(agency, at, code, version):
    with pytest.raises(UnknownKbli):
        choose(factories.BusinessFactory(), agency, at, code=code, version=version)
    assert codes() == [("", "")]
    assert not KbliPhrase.objects.exists()


def test_choose_kbli_is_not_for_assessors(people, at):
    with pytest.raises(NotAllowed):
        choose(factories.BusinessFactory(), people["ASSESSOR"], at)


def test_choose_kbli_for_phrase_codes_all_that_mean_the_same(agency, at):
    for activity in ("Kelontong", "menjual kelontong", "Warung klontong", "Laundry"):
        factories.BusinessFactory(activity=activity)
    factories.BusinessFactory(activity="kelontong", kbli_version="2020", kbli_code="47192")
    factories.BusinessFactory(activity="KELONTONG")
    choice = choose_kbli_for_phrase(
        phrase="kelontong", version="2020", code="47112", by=agency, at=at
    )
    assert choice.count == 2  # "menjual" and "warung" are words of their own
    assert codes() == [
        ("2020", "47112"), ("", ""), ("", ""), ("", ""), ("2020", "47192"), ("2020", "47112"),
    ]  # fmt: skip


def test_choose_kbli_for_phrase_stays_within_the_persons_regions(agency_of_region, toba, at):
    factories.BusinessFactory(activity="laundry")
    factories.BusinessFactory(activity="laundry", region=toba)
    choose_kbli_for_phrase(
        phrase="laundry", version="2025", code="96100", by=agency_of_region, at=at
    )
    assert codes() == [("2025", "96100"), ("", "")]


def test_choose_kbli_for_phrase_says_when_nothing_is_left(agency, at):
    with pytest.raises(NothingSaysThis):
        choose_kbli_for_phrase(phrase="laundry", version="2025", code="96100", by=agency, at=at)
    with pytest.raises(NothingSaysThis):
        choose_kbli_for_phrase(phrase="", version="2025", code="96100", by=agency, at=at)


def test_undo_kbli_puts_back_what_stood_there_and_forgets_the_words(agency, at):
    business = factories.BusinessFactory(
        kbli_version="2020", kbli_code="47112", sector="OTHER", activity="keripik"
    )
    choice = choose(business, agency, at)
    assert undo_kbli(choice=choice, by=agency, at=at) == 1
    business.refresh_from_db()
    assert (business.kbli_version, business.kbli_code, business.sector) == (
        "2020",
        "47112",
        "OTHER",
    )
    assert not KbliPhrase.objects.exists()
    with pytest.raises(ChoiceUndone):
        undo_kbli(choice=choice, by=agency, at=at)


def test_undo_kbli_leaves_alone_what_was_chosen_anew(agency, at):
    rows = [factories.BusinessFactory(activity="laundry") for _ in range(3)]
    choice = choose_kbli_for_phrase(
        phrase="laundry", version="2025", code="96100", by=agency, at=at
    )
    choose(Business.objects.get(pk=rows[0].pk), agency, at)
    assert undo_kbli(choice=choice, by=agency, at=at) == 2
    assert codes() == [("2020", "10794"), ("", ""), ("", "")]
    assert KbliPhrase.objects.get(code="96100").count == 1
    assert KbliChoice.objects.get(pk=choice.pk).undone_by == agency.username
