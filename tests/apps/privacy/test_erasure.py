"""Erasing a person: nothing that tells of one is left, and what was counted still adds up."""

import json

import pytest
from django.apps import apps
from django.db import connection, models

from laju.apps.accounts.models import User
from laju.apps.ledger.actions import seal_entries
from laju.apps.ledger.models import Entry, Secret
from laju.apps.ledger.queries import check_seals
from laju.apps.ledger.recording import NotAllowed
from laju.apps.privacy.actions import AlreadyErased, NotAllInRegion, ask_about_data, erase_person
from laju.apps.privacy.erasure import (
    DELETED,
    ELSEWHERE,
    EMPTIED,
    GONE,
    KEPT,
    emptied_fields,
    empty,
    personal_fields,
    rows_about,
    way_to_business,
)
from laju.apps.privacy.queries import data_of, subjects_of
from laju.apps.privacy.register import register
from laju.apps.programme.models import Application, Participant
from laju.apps.publishing.actions import Folders
from laju.apps.registry.models import Business, Link, Owner
from laju.apps.skills.models import Certificate
from tests import factories
from tests.web.world import add_foreign, make_near

MARKER = "Penanda Hapus"


@pytest.fixture
def folders(tmp_path):
    return Folders(sites=tmp_path / "s", posters=tmp_path / "p", photos=tmp_path / "f")


@pytest.fixture
def ulos(db):
    """A business whose every word carries the marker, in every table."""
    add_foreign(make_near())
    business = Business.objects.get(name__startswith="Ulos")
    for label in (*EMPTIED, *DELETED):
        mark(rows_about(label=label, businesses=[business.pk]), emptied_fields(label))
    mark(Owner.objects.filter(pk=business.owner_id), ["name", "name_folded", "phone", "email"])
    rows_about(label="registry.row", businesses=[business.pk]).update(cells=[MARKER])
    Link.objects.filter(left=business).update(evidence=[MARKER])
    return Business.objects.get(pk=business.pk)


def mark(rows, names):
    fields = [rows.model._meta.get_field(name) for name in names]
    for field in fields:
        if isinstance(field, models.CharField | models.TextField) and not field.unique:
            rows.update(**{field.name: MARKER[: field.max_length or 99]})


def where_it_stands():
    """Return the tables that hold the marker anywhere."""
    found = set()
    for model in apps.get_models():
        for row in model._base_manager.values():
            told = json.dumps({k: str(v) for k, v in row.items()})
            if MARKER[:8] in told:
                found.add(model._meta.db_table)
    return found


@pytest.mark.parametrize("label", sorted(label for label in register() if personal_fields(label)))
def test_every_personal_field_is_deleted_emptied_or_kept_for_a_reason(label):
    if label in DELETED or label in ELSEWHERE:
        return
    kept = set(KEPT.get(label, "").split())
    assert kept <= set(personal_fields(label)), "names what is not personal, or not there"
    if label in EMPTIED:
        model = apps.get_model(label)
        assert way_to_business(model)
        assert empty(rows=model._base_manager.none(), names=emptied_fields(label)) == 0
    else:
        assert set(personal_fields(label)) == kept


def test_nothing_that_tells_of_the_person_is_left(ulos, agency, at, folders):
    assert len(where_it_stands()) > 10
    erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)
    assert where_it_stands() == set()


def test_others_keep_everything(ulos, agency, at, folders):
    other = Business.objects.exclude(owner=ulos.owner).first()
    before = str(data_of(owner=other.owner))
    erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)
    assert str(data_of(owner=Owner.objects.get(pk=other.owner_id))) == before


def test_what_was_counted_still_adds_up(ulos, agency, at, folders):
    def counts():
        rows = (Business.everything, Participant.objects, Application.objects, Certificate.objects)
        return [each.count() for each in rows]

    before, region = counts(), ulos.region_id
    erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)
    ulos.refresh_from_db()
    assert counts() == before
    assert (ulos.name, ulos.region_id, ulos.sector != "") == (GONE, region, True)
    assert not Certificate.objects.filter(holder=GONE, revoked_at=None).exists()


def test_the_ledger_holds_and_its_hashes_tell_nothing(ulos, agency, at, folders):
    ask_about_data(owner=ulos.owner, kind="ERASURE", text="tolong", by=agency, at=at)
    seal_entries(by=agency, at=at)
    subject = f"registry.owner:{ulos.owner_id}"
    key = bytes(Secret.objects.get(subject=subject).key)
    lines = Entry.objects.count()
    erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)
    assert all(check.is_intact for check in check_seals())
    assert Entry.objects.count() > lines
    left = Secret.objects.filter(subject__in=subjects_of(owner=ulos.owner))
    assert key not in [bytes(secret.key) for secret in left]


def test_the_account_is_closed_and_nameless(ulos, agency, owner, at, folders):
    Owner.objects.filter(pk=ulos.owner_id).update(user=owner)
    erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)
    user = User.objects.get(pk=owner.pk)
    assert (user.is_active, user.get_full_name(), user.has_usable_password()) == (False, "", False)


def test_files_and_pages_are_named_for_removal(ulos, agency, at, folders):
    told = erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)
    assert told.photos
    assert told.deleted["studio.photo"] == 1
    assert told.emptied["registry.business"] >= 1


def test_an_officer_of_one_region_erases_nobody_of_another(ulos, agency_of_region, at, folders):
    with pytest.raises(NotAllInRegion):
        erase_person(owner=ulos.owner, folders=folders, by=agency_of_region, at=at)
    assert Business.objects.get(pk=ulos.pk).name == MARKER


def test_only_the_office_erases_and_only_once(ulos, agency, facilitator, at, folders):
    with pytest.raises(NotAllowed):
        erase_person(owner=ulos.owner, folders=folders, by=facilitator, at=at)
    erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)
    with pytest.raises(AlreadyErased):
        erase_person(owner=ulos.owner, folders=folders, by=agency, at=at)


def test_merged_records_are_erased_too(agency, at, folders):
    kept, gone = factories.BusinessFactory(), factories.BusinessFactory(name=MARKER)
    Owner.objects.filter(pk=gone.owner_id).update(merged_into=kept.owner, name=MARKER)
    Business.objects.filter(pk=gone.pk).update(merged_into=kept, owner=kept.owner)
    erase_person(owner=kept.owner, folders=folders, by=agency, at=at)
    assert where_it_stands() == set()
    assert connection.is_usable()
