"""A sheet is taken back whole or not at all, and leaves the registry as it was."""

import pytest

from laju.apps.accounts.models import Role
from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from laju.apps.registry.actions import (
    connect_owner,
    decide_link,
    link_registry,
    merge_businesses,
    undo_batch,
)
from laju.apps.registry.actions.undoing import AlreadyUndone, SheetInUse, Undone
from laju.apps.registry.models import Batch, Business, Link, Merge, Owner, Row
from laju.apps.registry.queries import Found, FoundPair, Verdict, holds_of, reconcile_businesses
from tests import factories
from tests.apps.registry.actions.sheets import NIK, outcomes, receive, row, stored
from tests.apps.registry.actions.test_receiving import SEVERAL
from tests.factories import AT

LATER = tuple(row(*cells[:6], "20.000") for cells in SEVERAL)


def registry():
    """Return all there is, but for when it was touched last."""
    return (
        [b for b in Business.everything.order_by("pk").values() if b.pop("updated_at")],
        list(Owner.everything.order_by("pk").values()),
    )


def undo(batch, by):
    return undo_batch(batch=batch, by=by, at=AT)


def test_undo_batch_takes_back_what_was_made(agency):
    batch = receive(*SEVERAL, by=agency)
    assert undo(batch, agency) == Undone(batch.created, 0)
    assert registry() == ([], [])
    batch.refresh_from_db()
    assert (batch.status, batch.undone_by, batch.undone_at) == ("UNDONE", agency.username, AT)
    assert batch.rows.count() == len(SEVERAL)
    assert outcomes(batch)[0] == Row.Outcome.CREATED
    assert reconcile_businesses()["apart"] == 0
    line = Entry.objects.get(action="registry.undo_batch")
    assert line.subject == f"registry.batch:{batch.pk}"


def test_undo_batch_leaves_the_registry_as_it_was(agency):
    receive(row(nik=""), row("Kopi", "Budi", "", "0810-0000-5777"), by=agency)
    before = registry()
    batch = receive(
        *LATER,
        row("Kopi", "Budi", "1271021512809915", "0810-0000-5777"),
        by=agency,
        sha256="b" * 64,
    )
    assert batch.updated == 2
    assert registry() != before
    assert undo(batch, agency).restored == 2
    assert registry() == before


def test_undo_batch_lets_the_same_file_in_again(agency):
    receive(row(), by=agency)
    first = receive(*LATER, by=agency, sha256="b" * 64)
    told = stored(first)
    keys = set(Business.objects.values_list("pk", flat=True))
    undo(first, agency)
    again = receive(*LATER, by=agency, sha256="b" * 64)
    assert again.pk != first.pk
    assert stored(again) == told
    assert (
        not {b.pk for b in Business.objects.filter(rows__batch=again, rows__outcome="CREATED")}
        & keys
    )


def test_undo_batch_of_sheets_in_reverse_order(agency):
    sheets = [
        receive(*rows, by=agency, sha256=name * 64)
        for name, rows in zip("abc", (SEVERAL, LATER, SEVERAL), strict=True)
    ]
    with pytest.raises(SheetInUse) as error:
        undo(sheets[0], agency)
    assert "usaha.csv" in str(error.value)
    assert "batalkan impor itu dulu" in str(error.value)
    assert error.value.remedy
    for batch in reversed(sheets):
        undo(batch, agency)
    assert registry() == ([], [])


def test_undo_batch_happens_once(agency):
    batch = receive(row(), by=agency)
    undo(batch, agency)
    with pytest.raises(AlreadyUndone):
        undo(batch, agency)


def test_undo_batch_is_held_by_an_account(agency):
    batch = receive(row(), by=agency)
    user = factories.UserFactory(role=Role.OWNER)
    connect_owner(owner=Owner.objects.get(), user=user, by=agency, at=AT)
    before = registry()
    with pytest.raises(SheetInUse, match="Ani Siregar sudah punya akun"):
        undo(batch, agency)
    assert registry() == before
    assert Batch.objects.get().status == Batch.Status.DONE
    assert [hold.name for hold in holds_of(batch=batch)] == ["Ani Siregar"]


def test_undo_batch_is_held_by_an_application(agency):
    batch = receive(row(), by=agency)
    factories.ApplicationFactory(business=Business.objects.get())
    with pytest.raises(SheetInUse, match="Keripik Mawar sudah menjadi pendaftar"):
        undo(batch, agency)


def test_undo_batch_is_held_by_what_people_decided(agency):
    batch = receive(row(), row("Mawar Keripik", phone="0810-0000-7777"), by=agency)
    one, other = Business.objects.order_by("pk")
    link = Link.objects.create(left=one, right=other, score=1)
    decide_link(link=link, status=Link.Status.DIFFERENT, by=agency, at=AT)
    with pytest.raises(SheetInUse, match="sudah diputuskan oleh"):
        undo(batch, agency)


def test_undo_batch_is_held_by_a_merge_of_people(agency):
    receive(row(), by=agency)
    batch = receive(row("Mawar Keripik", "Ani S", "", "0810-0000-7777"), by=agency, sha256="b" * 64)
    one, other = Business.objects.order_by("pk")
    merge_businesses(kept=one, gone=other, by=agency, at=AT)
    with pytest.raises(SheetInUse, match="sudah digabung oleh"):
        undo(batch, agency)


def test_undo_batch_takes_apart_what_laju_merged_by_itself(agency):
    receive(row(nik="", prices=""), by=agency)
    before = registry()
    batch = receive(
        row("Mawar Keripik", "Ani S", NIK, "0810-0000-7777"), by=agency, sha256="b" * 64
    )
    one, other = Business.objects.order_by("pk")
    pair = FoundPair(one.pk, other.pk, 20.0, 20.0, Verdict.SAME)
    link_registry(found=Found([pair], "1"), by=agency, at=AT)
    assert Merge.objects.filter(undone_at=None).count() == 2
    assert registry() != before
    undo(batch, agency)
    assert registry() == before
    assert not Merge.objects.filter(undone_at=None).exists()


def test_undo_batch_takes_proposed_pairs_with_it(agency):
    batch = receive(row(), row("Mawar Keripik", phone="0810-0000-7777"), by=agency)
    one, other = Business.objects.order_by("pk")
    Link.objects.create(left=one, right=other, score=1)
    undo(batch, agency)
    assert not Link.objects.exists()


def test_undo_batch_keeps_an_owner_who_was_known_before(agency):
    receive(row(phone=""), by=agency)
    owner = Owner.objects.get()
    batch = receive(row("Salon", phone="0810-0000-5001"), by=agency, sha256="b" * 64)
    owner.refresh_from_db()
    assert owner.phone
    undo(batch, agency)
    owner.refresh_from_db()
    assert owner.phone == ""
    assert Business.objects.get().name == "Keripik Mawar"


def test_undo_batch_is_for_the_office(agency, facilitator):
    batch = receive(row(), by=agency)
    with pytest.raises(NotAllowed):
        undo(batch, facilitator)
