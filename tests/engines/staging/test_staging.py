from datetime import date
from pathlib import Path

import pytest

from laju.engines.sheets import EmptySheet
from laju.engines.staging import (
    Choice,
    Order,
    Refused,
    Staged,
    forget_staged,
    header_digest,
    stage_file,
    staging,
)

HEADER = ("Nama Usaha", "Kegiatan", "Catatan")
TEXT = "Nama Usaha,Kegiatan,Catatan\nKopi Ani,jual kopi,x\n,,\nJUMLAH,,\nKopi Ani,jual kopi,y\n"


@pytest.fixture
def path(tmp_path) -> Path:
    where = tmp_path / "dinas.csv"
    where.write_text(TEXT, encoding="utf-8")
    return where


def order_of(path: Path, **more) -> Order:
    folder = path.parent / "staging"
    return Order(path=path, sha256="a" * 64, folder=folder, today=date(2026, 2, 3), **more)


def test_stage_file_keeps_rows_findings_and_facts(path):
    [staged] = stage_file(order=order_of(path))
    assert (staged.header, staged.header_row, staged.rows_total) == (HEADER, 1, 3)
    assert staged.facts["fields"] == ["name", "activity", "note"]
    rows, findings = (frame.collect() for frame in staged.scan())
    assert rows["number"].to_list() == [2, 4, 5]
    assert rows["is_rejected"].to_list() == [False, True, False]
    assert rows["fingerprint"][0] == rows["fingerprint"][2]
    assert findings["number"].to_list() == [4]


def test_stage_file_is_done_once(path, monkeypatch):
    first = stage_file(order=order_of(path))
    monkeypatch.delattr(staging, "read_tables")
    assert stage_file(order=order_of(path)) == first
    forget_staged(order=order_of(path))
    with pytest.raises(NameError):
        stage_file(order=order_of(path))


def test_stage_file_leaves_nothing_half_read(path, monkeypatch):
    def fall(**_):
        raise OSError("disk")

    monkeypatch.setattr(staging, "check_table", fall)
    with pytest.raises(OSError, match="disk"):
        stage_file(order=order_of(path))
    assert list(order_of(path).folder.iterdir()) == []


def test_stage_file_reads_again_what_is_told_otherwise(path):
    saved = {header_digest(header=HEADER): Choice(("name", "", "activity"), "", "12.71")}
    [plain] = stage_file(order=order_of(path))
    [told] = stage_file(order=order_of(path, saved=saved))
    assert plain.folder != told.folder
    assert told.facts["fields"] == ["name", "", "activity"]
    assert told.facts["region"] == "12.71"


def test_stage_file_goes_on_as_it_was_begun(path):
    [first] = stage_file(order=order_of(path, told=Choice((), "", "12.71")))
    begun = {first.name: first.facts}
    [again] = stage_file(order=order_of(path, begun=begun))
    assert again.facts == first.facts
    assert again.scan()[0].collect().equals(first.scan()[0].collect())


def test_stage_file_need_not_be_done_again_when_rows_are_stored(path):
    [first] = stage_file(order=order_of(path))
    again = order_of(path, begun={first.name: first.facts})
    assert stage_file(order=again) == [first]
    forget_staged(order=again)
    assert list(again.folder.iterdir()) == []


def test_stage_file_says_which_table_cannot_be_used(tmp_path):
    where = tmp_path / "lain.csv"
    where.write_text("A,B\n1,2\n3,4\n", encoding="utf-8")
    [refused] = stage_file(order=order_of(where))
    assert isinstance(refused, Refused)
    assert "nama usaha" in refused.reason
    assert refused.remedy


def test_stage_file_says_why_a_file_is_none(tmp_path):
    where = tmp_path / "kosong.csv"
    where.write_bytes(b"")
    with pytest.raises(EmptySheet):
        stage_file(order=order_of(where))


def test_staged_tables_are_for_their_owner_only(path):
    stage_file(order=order_of(path))
    assert order_of(path).folder.stat().st_mode & 0o077 == 0
    assert isinstance(stage_file(order=order_of(path))[0], Staged)
