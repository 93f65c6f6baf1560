import pytest

from laju.engines.sheets import SheetNotFound
from laju.web.shared.sheet_files import (
    SheetGone,
    forget_file,
    keep_file,
    path_of,
    sheet_of_batch,
    sheets_of,
)
from tests import factories

CONTENT = b"Nama Usaha;Pemilik\nKeripik;Ani\nKopi;Budi\n"


@pytest.fixture(autouse=True)
def sheets(settings, tmp_path):
    settings.SHEETS = tmp_path / "sheets"
    return settings.SHEETS


def test_keep_file_stores_the_same_bytes_once(sheets):
    first = keep_file(chunks=[CONTENT[:10], CONTENT[10:]])
    assert keep_file(chunks=[CONTENT]) == first
    assert [file.read_bytes() for file in sheets.iterdir()] == [CONTENT]


def test_keep_file_leaves_nothing_of_a_broken_upload(sheets):
    def broken():
        yield b"half"
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        keep_file(chunks=broken())
    assert list(sheets.iterdir()) == []


@pytest.mark.parametrize("sha256", ["", "..", "../" * 20, "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_path_of_takes_hashes_only(sha256):
    with pytest.raises(SheetNotFound):
        path_of(sha256=sha256)


def test_sheets_of_a_csv_carry_no_hash_as_name():
    [sheet] = sheets_of(sha256=keep_file(chunks=[CONTENT]))
    assert (sheet.name, len(sheet.rows)) == ("", 2)


@pytest.mark.django_db
def test_sheet_of_batch_keeps_the_name_it_was_received_under():
    digest = keep_file(chunks=[CONTENT])
    batch = factories.BatchFactory(sha256=digest, sheet_name="usaha-medan")
    assert sheet_of_batch(batch=batch).name == "usaha-medan"


@pytest.mark.django_db
@pytest.mark.parametrize("sha256", ["", "a" * 64])
def test_sheet_of_batch_without_its_file_says_so(sha256):
    with pytest.raises(SheetGone):
        sheet_of_batch(batch=factories.BatchFactory(sha256=sha256))


@pytest.mark.django_db
def test_forget_file_keeps_what_a_batch_came_from():
    digest = keep_file(chunks=[CONTENT])
    factories.BatchFactory(sha256=digest)
    forget_file(sha256=digest)
    assert path_of(sha256=digest).is_file()
