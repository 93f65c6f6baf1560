"""The index follows what is committed, whoever wrote it, and tells when it does not."""

import pytest
from django.conf import settings
from django.db import connection, transaction

from laju.apps.registry import indexing
from laju.apps.registry.actions import merge_businesses, split
from laju.apps.registry.models import Business, Owner, SearchChange
from laju.apps.registry.queries import search_businesses
from laju.engines.search import Broken, current_manifest
from tests.factories import AT, BusinessFactory, OwnerFactory

pytestmark = pytest.mark.django_db


def names(by, words):
    return [hit.business.name for hit in search_businesses(by=by, words=words).hits]


def test_follow_takes_along_what_is_new_changed_and_gone(agency, toba):
    BusinessFactory(name="Toko Satu")
    second = BusinessFactory(name="Salon Melur")
    assert names(agency, "melur") == ["Salon Melur"]
    third = BusinessFactory(name="Kedai Kenanga")
    assert names(agency, "kenanga") == ["Kedai Kenanga"]
    Business.objects.filter(pk=second.pk).update(name="Salon Anggrek")
    assert names(agency, "anggrek") == ["Salon Anggrek"]
    assert names(agency, "melur") == []
    Business.objects.filter(pk=second.pk).update(region=toba)
    assert search_businesses(by=agency, words="anggrek", region="12.12").total == 1
    third.delete()
    assert names(agency, "kenanga") == []
    assert indexing.check().is_in_step


def test_follow_hears_of_owners(agency):
    owner = OwnerFactory(name="Rotua Penanda")
    BusinessFactory(name="Satu", owner=owner), BusinessFactory(name="Dua", owner=owner)
    assert sorted(names(agency, "rotua")) == ["Dua", "Satu"]
    Owner.objects.filter(pk=owner.pk).update(name="Lamria Penanda")
    assert names(agency, "rotua") == []
    assert sorted(names(agency, "lamria")) == ["Dua", "Satu"]


def test_follow_notes_nothing_when_nothing_is_different(agency):
    business = BusinessFactory(name="Salon Melur")
    names(agency, "melur")
    before = SearchChange.objects.count()
    Business.objects.filter(pk=business.pk).update(name="Salon Melur", employees=3)
    Owner.objects.filter(pk=business.owner_id).update(name=business.owner.name, email="a@b.id")
    assert SearchChange.objects.count() == before


def test_follow_leads_from_what_was_merged_to_what_was_kept(agency):
    kept = BusinessFactory(name="Keripik Bu Ani", activity="")
    gone = BusinessFactory(name="Singkong Renyah", activity="")
    assert names(agency, "singkong") == ["Singkong Renyah"]
    made = merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    assert names(agency, "singkong renyah") == ["Keripik Bu Ani"]
    assert names(agency, gone.code) == ["Keripik Bu Ani"]
    assert indexing.check().is_in_step
    split(merge=made, by=agency, at=AT)
    assert names(agency, "singkong renyah") == ["Singkong Renyah"]
    assert indexing.check().is_in_step


def test_follow_takes_at_most_so_much_while_somebody_waits(agency, monkeypatch):
    BusinessFactory(name="Satu")
    assert names(agency, "satu") == ["Satu"]
    for _ in range(4):
        BusinessFactory(name="Salon Melur")
    assert indexing.follow(most=3) is False
    assert indexing.check().missing
    assert indexing.follow(most=None) is True
    assert indexing.check().is_in_step
    monkeypatch.setattr(indexing, "_MOST_CHANGES", 2)
    monkeypatch.setattr(indexing, "_MOST_SHARE", 10**9)  # numbers grow from test to test
    for _ in range(4):
        BusinessFactory(name="Salon Melur")
    before = (settings.SEARCH / "current").read_text()
    assert indexing.follow(most=None) is True
    assert (settings.SEARCH / "current").read_text() != before  # sooner made anew
    assert indexing.check().is_in_step


def test_follow_does_nothing_inside_a_transaction_that_may_be_taken_back(agency):
    BusinessFactory(name="Satu")
    indexing.rebuild()
    with transaction.atomic():
        BusinessFactory(name="Salon Melur")
        assert indexing.follow() is False
        transaction.set_rollback(True)
    other = BusinessFactory(name="Kedai Kenanga")  # on SQLite with the number of the one before
    assert names(agency, "melur") == []
    assert names(agency, "kenanga") == [other.name]


@pytest.mark.parametrize("damage", ["absent", "pointer", "bytes", "format", "source", "earlier"])
def test_follow_mends_what_is_broken(agency, damage, monkeypatch):
    BusinessFactory(name="Salon Melur")
    indexing.rebuild()
    [path] = settings.SEARCH.glob("index-*")
    manifest = current_manifest(settings.SEARCH)
    match damage:
        case "absent":
            (settings.SEARCH / "current").unlink()
        case "pointer":
            (settings.SEARCH / "current").write_text("index-none")
        case "bytes":
            (path / "meta.json").write_bytes(b"\xff" * 10)
        case "format":
            indexing.remember(settings.SEARCH, manifest._replace(format=0))
        case "source":
            indexing.remember(settings.SEARCH, manifest._replace(source="another"))
        case "earlier":  # the index is of a later day than the database
            indexing.remember(settings.SEARCH, manifest._replace(mark=10**12, seen=1))
    first, then = (search_businesses(by=agency, words="melur") for _ in range(2))
    assert [hit.business.name for hit in then.hits] == ["Salon Melur"]
    assert not then.is_plain
    assert first.total == 1
    assert indexing.check().is_in_step


def test_forget_changes_keeps_what_the_index_has_not_heard_of(agency):
    business = BusinessFactory(name="Salon Melur")
    indexing.rebuild()
    for name in ("Salon Mawar", "Salon Anggrek"):
        Business.objects.filter(pk=business.pk).update(name=name)
    indexing.follow()
    Business.objects.filter(pk=business.pk).update(name="Salon Kenanga")
    indexing.forget_changes()
    assert names(agency, "kenanga") == ["Salon Kenanga"]
    assert indexing.follow() is True


def test_check_names_what_is_missing_and_what_is_too_much(agency):
    first, second = BusinessFactory(name="Satu"), BusinessFactory(name="Dua")
    indexing.rebuild()
    third = BusinessFactory(name="Tiga")
    gone = first.pk
    first.delete()
    told = indexing.check()
    assert (told.missing, told.extra) == ([third.pk], [gone])
    assert (told.indexed, told.stored) == (2, 2)
    assert second.pk not in told.missing


def test_check_tells_when_there_is_no_index(agency):
    with pytest.raises(Broken):
        indexing.check()


def test_triggers_are_there_after_all_migrations(db):
    sql = "SELECT tgname FROM pg_trigger" if connection.vendor == "postgresql" else (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {name for (name,) in cursor.fetchall()}
    needed = {"business_update", "business_delete", "owner_update"}
    needed |= {"business_insert"} if connection.vendor == "postgresql" else set()
    assert {f"registry_search_{name}" for name in needed} <= there
