"""A business entered by hand passes the same checks as a row of a sheet."""

import pytest

from laju.apps.ledger.recording import NotAllowed
from laju.apps.registry.actions import record_business
from laju.apps.registry.actions.businesses import NotABusiness
from laju.apps.registry.models import Batch, Business, Row
from tests.apps.registry.actions.sheets import receive, row

ANSWERS = {
    "name": "Keripik Mawar",
    "owner_name": "Ani Siregar",
    "phone": "0810-0000-5001",
    "region": "Kota Medan",
    "activity": "jual keripik ubi",
}


def record(by, at, **answers):
    return record_business(values={**ANSWERS, **answers}, by=by, at=at)


def test_record_business_finds_the_same_business_when_told_twice(agency, at):
    first, again = record(agency, at), record(agency, at)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.business == again.business
    assert first.findings == ()
    outcomes = Row.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == [Row.Outcome.CREATED, Row.Outcome.UNCHANGED]
    assert [batch.rows_done for batch in Batch.objects.all()] == [1, 1]


def test_record_business_finds_the_business_a_sheet_has_brought(agency, at):
    receive(row(nik=""), by=agency)
    assert not record(agency, at, hours="08.00-17.00").is_new
    assert Business.objects.get().hours_text == "08.00-17.00"


def test_record_business_keeps_a_doubtful_value_as_a_finding(agency, at):
    told = record(agency, at, nik="123")
    assert told.business.owner.nik == ""
    assert [finding.field for finding in told.findings] == ["nik"]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"name": "  "}, "Nama usaha kosong."),
        ({"name": "123"}, "Nama usaha hanya berisi angka atau tanda."),
        ({"region": "Kota Antah"}, "Kabupaten/kota “Kota Antah” tidak dikenal."),
    ],
)
def test_record_business_refuses_what_is_no_business_and_stores_nothing(
    agency, at, answers, reason
):
    with pytest.raises(NotABusiness) as refused:
        record(agency, at, **answers)
    assert str(refused.value) == reason
    assert refused.value.remedy
    assert not Batch.objects.exists() and not Business.objects.exists()


def test_record_business_shows_braces_in_a_name_as_they_are(agency, at):
    with pytest.raises(NotABusiness, match="tidak dikenal"):
        record(agency, at, region="Kota {reason}")


def test_record_business_ignores_answers_to_questions_nobody_asked(agency, at):
    assert record(agency, at, owner_id="7", is_staff="1").is_new
    assert Row.objects.get().cells == list(ANSWERS.values())


def test_record_business_is_open_to_owners_and_facilitators_but_not_to_those_who_judge(people, at):
    for role, user in people.items():
        if role in {"ASSESSOR", "READER"}:
            with pytest.raises(NotAllowed):
                record(user, at)
        else:
            record(user, at)
    assert Business.objects.count() == 1


def test_record_business_believes_who_says_which_business_it_is(agency, at):
    values = {"name": "Kopi Ani", "region": "Kota Medan"}
    known = record_business(values=values, by=agency, at=at).business
    news = {**values, "name": "Kopi Bu Ani", "address": "Jl. Mawar 9"}
    told = record_business(values=news, about=known, by=agency, at=at)
    assert (told.business, told.is_new, Business.objects.count()) == (known, False, 1)
    assert Business.objects.get().address == "Jl. Mawar 9"
