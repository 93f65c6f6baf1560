from pathlib import Path

from openpyxl import load_workbook

from laju.apps.registry.models import Batch
from laju.web.shared.corrections import write_all_corrections, write_corrections_of
from tests.apps.registry.actions.sheets import TITLES, receive, row
from tests.apps.registry.actions.test_receiving import SEVERAL


def test_write_corrections_of_gives_every_row_back_with_what_to_repair(agency, tmp_path):
    batch = receive(*SEVERAL, by=agency)
    path = write_corrections_of(batch=batch, path=tmp_path / "x.xlsx")
    titles, *rows = load_workbook(path).active.iter_rows(values_only=True)
    assert titles == (*TITLES, "Perbaikan")
    assert [tuple(cell or "" for cell in told[:-1]) for told in rows] == list(SEVERAL)
    said = {number: told[-1] for number, told in enumerate(rows, 2) if told[-1]}
    assert set(said) == {5, 6, 7, 8, 11}
    assert said[5].startswith("Nama Usaha: Nama usaha kosong.")


def test_write_all_corrections_leaves_sound_sheets_out(agency, tmp_path):
    receive(row(), by=agency)
    for sha256 in "bc":
        receive(row(name=""), by=agency, sha256=sha256 * 64)
    written = write_all_corrections(batches=Batch.objects.order_by("pk"), folder=tmp_path / "back")
    assert [path.name for path in written] == [
        "usaha-Data-perbaikan.xlsx",
        f"usaha-Data-{Batch.objects.latest('pk').pk}-perbaikan.xlsx",
    ]
    assert all(Path(path).exists() for path in written)
