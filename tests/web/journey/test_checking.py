"""Files from anywhere: each one is read, or gets its sentence; none stops the others."""

import pytest
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.registry.models import Batch, Row
from laju.web.journey import checking
from laju.web.journey.checking import check_sources, expand
from laju.web.journey.sheets import finish_import, receive_sources

GOOD = "Nama Usaha,Kegiatan\nKopi Ani,jual kopi\nSalon Budi,pangkas\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2_000
BAD = {
    "kosong.csv": (b"", "kosong"),
    "sandi.xlsx": (LOCKED, "kata sandi"),
    "surat.xlsx": (b"%PDF-1.7", "PDF"),
    "tanpa-nama.csv": (b"A,B\n1,2\n3,4\n", "nama usaha"),
}


@pytest.fixture(autouse=True)
def staging(settings, tmp_path):
    settings.STAGING, settings.SHEETS = tmp_path / "staging", tmp_path / "kept"


def write(folder, files):
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return expand([folder])


def check(paths):
    return check_sources(paths, region=None, advance=lambda _: None)


@pytest.mark.django_db
@pytest.mark.parametrize("is_heavy", [False, True])
def test_check_sources_gives_each_file_its_sentence(tmp_path, monkeypatch, is_heavy):
    monkeypatch.setattr(checking, "HEAVY", 1 if is_heavy else 1_000_000)
    files = {name: content for name, (content, _) in BAD.items()}
    paths = write(tmp_path / "in", {**files, "baik.csv": GOOD.encode()})
    sources, unreadable = check([*paths, tmp_path / "tidak-ada.csv"])
    assert [source.path.name for source in sources if source.tables] == ["baik.csv"]
    told = {missed.path.name: f"{missed.reason} {missed.remedy}" for missed in unreadable}
    assert told.keys() == BAD.keys() | {"tidak-ada.csv"}
    for name, (_, says) in BAD.items():
        assert says in told[name]
    assert not Batch.objects.exists()


@pytest.mark.django_db
def test_a_sheet_of_titles_only_is_a_batch_without_rows(tmp_path):
    paths = write(tmp_path / "in", {"judul.csv": b"Nama Usaha,Kegiatan\n"})
    sources, _ = check(paths)
    batches = receive_sources(sources, by=system_user(), advance=lambda _: None)
    assert [(batch.rows_total, batch.status) for batch in batches] == [(0, Batch.Status.DONE)]


@pytest.mark.django_db
def test_the_same_files_are_another_run_once_the_first_is_finished(tmp_path):
    by, paths = system_user(), write(tmp_path / "in", {"baik.csv": GOOD.encode()})
    for is_finished, count in ((False, 1), (True, 1), (True, 2)):
        sources, _ = check(paths)
        batches = receive_sources(sources, by=by, advance=lambda _: None)
        if is_finished:
            finish_import(sources=sources, batches=batches, by=by)
        assert Batch.objects.count() == count
    assert Row.objects.filter(outcome=Row.Outcome.UNCHANGED).count() == 2
    assert batches[0].received_at <= timezone.now()
    assert list((tmp_path / "staging").iterdir()) == []
