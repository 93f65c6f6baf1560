"""Seals over the ledger, and what they find."""

import pytest
from django.db import DatabaseError, connection, transaction

from laju.apps.ledger.actions import seal_entries
from laju.apps.ledger.models import Entry, Seal
from laju.apps.ledger.queries import check_seals, digest_of, root_between, story_of
from laju.apps.ledger.recording import NotAllowed


def write(text: str, at) -> Entry:
    return Entry.objects.create(
        action="programme.open_cohort", by="dinas", at=at, inputs_sha256="a" * 64, result=text
    )


def behind_django(sql: str) -> None:
    """Do what somebody with the database's own password could do."""
    names = (
        ["ledger_entry_append_only ON ledger_entry", "ledger_seal_append_only ON ledger_seal"]
        if connection.vendor == "postgresql"
        else [
            f"ledger_{table}_no_{verb}"
            for table in ("entry", "seal")
            for verb in ("update", "delete")
        ]
    )
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(sql)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_seal"])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_the_ledger(agency, at, table, verb):
    write("satu", at)
    seal_entries(by=agency, at=at)
    column = "result" if table == "ledger_entry" else "root_sha256"
    sql = f"DELETE FROM {table}" if verb == "DELETE" else f"UPDATE {table} SET {column} = 'x'"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Entry.objects.filter(result="satu").count() == 1
    assert Seal.objects.count() == 1


def test_seal_entries_covers_each_line_once_and_chains(agency, at):
    assert seal_entries(by=agency, at=at) is None  # nothing was there; that itself is a line now
    first = seal_entries(by=agency, at=at)
    write("dua", at)
    second = seal_entries(by=agency, at=at)
    assert second.first == first.last + 1
    assert second.previous_sha256 == digest_of(seal=first)
    assert [check.is_intact for check in check_seals()] == [True, True]


def test_seal_entries_tells_its_own_line(agency, at):
    write("satu", at)
    seal = seal_entries(by=agency, at=at)
    assert story_of(subjects=[f"ledger.seal:{seal.pk}"]).get().action == "ledger.seal_entries"


def test_seal_entries_is_for_the_agency(owner, at):
    with pytest.raises(NotAllowed):
        seal_entries(by=owner, at=at)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET result = 'lain' WHERE result = 'satu'",
        """UPDATE ledger_entry SET "by" = 'orang lain' WHERE result = 'satu'""",
        "DELETE FROM ledger_entry WHERE result = 'satu'",
    ],
)
def test_check_seals_finds_an_edit_behind_the_triggers(agency, at, sql):
    write("satu", at)
    write("dua", at)
    seal_entries(by=agency, at=at)
    write("tiga", at)
    seal_entries(by=agency, at=at)
    behind_django(sql)
    assert [check.is_intact for check in check_seals()] == [False, True]


def test_check_seals_finds_a_seal_made_to_fit_its_edit(agency, at):
    write("satu", at)
    first = seal_entries(by=agency, at=at)
    write("dua", at)
    seal_entries(by=agency, at=at)
    behind_django("UPDATE ledger_entry SET result = 'lain' WHERE result = 'satu'")
    root = root_between(first=first.first, last=first.last)
    behind_django(f"UPDATE ledger_seal SET root_sha256 = '{root}' WHERE id = {first.pk}")
    assert [check.is_intact for check in check_seals()] == [True, False]


def test_check_seals_finds_a_missing_seal(agency, at):
    for text in ("satu", "dua", "tiga"):
        write(text, at)
        seal_entries(by=agency, at=at)
    second = Seal.objects.order_by("pk")[1]
    behind_django(f"DELETE FROM ledger_seal WHERE id = {second.pk}")
    assert [check.is_intact for check in check_seals()] == [True, False]
