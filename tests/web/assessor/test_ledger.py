import pytest

from laju.apps.ledger.actions import seal_entries
from laju.apps.ledger.models import Entry, Seal
from laju.web.shared.lists import SEPARATOR
from tests.factories import AT

ADDRESS = "/penilai/jejak/"


def write(count, action="registry.receive_sheet"):
    for n in range(count):
        Entry.objects.create(
            action=action, by="laju", at=AT, inputs_sha256="c" * 64, subject=f"registry.batch:{n}"
        )


def test_ledger_is_filtered_by_action(assessor, sign_in):
    write(1)
    write(1, "studio.approve_content")
    html = sign_in(assessor).get(ADDRESS, {"action": "studio.approve_content"}).content.decode()
    assert "Isi halaman disetujui" in html
    assert "Lembar diterima" not in html


def test_ledger_recomputes_the_seals(assessor, agency, sign_in):
    write(2)
    seal_entries(by=agency, at=AT)
    browser = sign_in(assessor)
    assert "utuh" in browser.get(ADDRESS, {"segel": "periksa"}).content.decode()
    write(1)
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Seal.objects.create(first=last, last=last, root_sha256="0" * 64, sealed_at=AT)
    assert "tidak cocok" in browser.get(ADDRESS, {"segel": "periksa"}).content.decode()


def test_ledger_goes_out_as_csv_in_order(assessor, sign_in):
    write(3)
    response = sign_in(assessor).get(ADDRESS, {"format": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    keys = [int(line.split(SEPARATOR)[0]) for line in lines[1:]]
    assert keys == sorted(keys)
    assert len(keys) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_ledger_asks_as_often_for_many_as_for_one(count, assessor, sign_in, asks):
    write(count)
    browser = sign_in(assessor)
    with asks(5):
        browser.get(ADDRESS)


@pytest.mark.parametrize(
    "query", [{"action": "zz"}, {"by": "\x00"}, {"subject": "x" * 9999}, {"page": "0"}]
)
def test_ledger_survives_hostile_addresses(assessor, sign_in, query):
    assert sign_in(assessor).get(ADDRESS, query).status_code == 200
