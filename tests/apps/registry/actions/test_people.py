"""People are found again by their numbers, completed, never overwritten and never merged."""

from dataclasses import asdict

import pytest

from laju.apps.registry.actions.known import Asked
from laju.apps.registry.actions.people import KINDS, People, contradicts
from laju.apps.registry.models import Owner
from laju.core.identity.names import folded_person
from laju.core.records import Record, Severity
from tests.apps.registry.actions.sheets import NIK, OTHER_NIK

PHONE, NIB, ANI = "+6281000005001", "9120809030276", "ani siregar"

pytestmark = pytest.mark.django_db


def told(**more) -> Record:
    return Record(**{"owner_name": "Ani Siregar", **more})


def stored(**more) -> Owner:
    name = more.pop("name", "Ani Siregar")
    return Owner.objects.create(name=name, name_folded=folded_person(name), **more)


def people_named(record: Record) -> People:
    people = People()
    for owner in Asked().owners({kind: {getattr(record, kind)} - {""} for kind in KINDS}):
        people.learn(owner)
    return people


def keep(people: People) -> None:
    for person in people.new:
        Owner.objects.create(**{**asdict(person), "pk": None})
    for owner in people.completed.values():
        owner.save()


def owner_of(record: Record) -> Owner:
    people = people_named(record)
    owner, _ = people.owner_of(record, folded=folded_person(record.owner_name))
    keep(people)
    return owner


@pytest.mark.parametrize("number", [{"nik": NIK}, {"nib": NIB}, {"phone": PHONE}])
def test_owner_of_finds_a_person_again_by_any_number(number):
    known = stored(**number)
    assert owner_of(told(**number)) == known
    assert Owner.objects.count() == 1


@pytest.mark.parametrize("name", ["ANI SIREGAR, S.E.", "Hj. Ani Siregar", "Ani br Siregar", ""])
def test_owner_of_forgives_the_spelling_of_a_name_when_the_nik_agrees(name):
    known = stored(nik=NIK)
    assert owner_of(told(owner_name=name, nik=NIK)) == known


def test_owner_of_doubts_a_nik_under_a_name_that_is_nothing_alike():
    known = stored(nik=NIK)
    record = told(owner_name="Budi Nasution", nik=NIK)
    owner = owner_of(record)
    assert owner != known
    assert (owner.nik, record.nik) == ("", "")
    [found] = record.findings
    assert (found.severity, found.field, found.value) == (Severity.WARNING, "nik", NIK)
    assert found.reason == "NIK ini sudah tercatat atas nama lain; NIK tidak dipakai di baris ini."
    assert found.remedy == "Periksa NIK di dokumen aslinya."


def test_owner_of_takes_a_shared_phone_for_two_people():
    known = stored(phone=PHONE)
    assert owner_of(told(owner_name="Ana Siregar", phone=PHONE)) != known
    assert owner_of(told(owner_name="", phone=PHONE)) != known


def test_owner_of_believes_the_nik_before_the_phone():
    known = stored(nik=NIK, phone=PHONE)
    assert owner_of(told(nik=OTHER_NIK, phone=PHONE)) != known


def test_owner_of_makes_one_person_of_the_rows_of_a_chunk():
    people = People()
    first, nothing = people.owner_of(told(nik=NIK), folded=ANI)
    assert people.owner_of(told(nik=NIK, phone=PHONE), folded=ANI) == (first, {"phone": PHONE})
    assert nothing == {}
    keep(people)
    assert Owner.objects.get().phone == PHONE


def test_complete_adds_what_is_new_and_overwrites_nothing():
    owner = stored(phone=PHONE)
    people = People()
    assert people.complete(
        owner, told(owner_name="Ani S.", phone="+6281000005999", nik=NIK), folded=ANI
    )
    assert not people.complete(owner, told(nik=NIK), folded=ANI)
    keep(people)
    owner.refresh_from_db()
    assert (owner.name, owner.phone, owner.nik) == ("Ani Siregar", PHONE, NIK)


def test_complete_gives_no_nik_to_a_second_person():
    stored(nik=NIK)
    other = stored(name="Budi", phone=PHONE)
    record = told(nik=NIK)
    people = people_named(record)
    assert not people.complete(other, record, folded=ANI)
    assert other.nik == ""


def test_contradicts_only_when_both_niks_are_known():
    assert contradicts(Owner(nik=NIK), Record(nik=OTHER_NIK))
    assert not contradicts(Owner(nik=NIK), Record())
    assert not contradicts(Owner(), Record(nik=NIK))


def test_folded_person_leaves_titles_out():
    assert folded_person("Hj. Sri Wahyuni, S.Pd") == folded_person("SRI WAHYUNI") == "sri wahyuni"
