"""Lists as pages and downloads."""

import pytest
from django.test import RequestFactory

from laju.apps.registry.models import Business
from laju.web.shared.lists import page_of, stream_csv, values_in_key_order
from tests.factories import BusinessFactory


@pytest.mark.parametrize(
    ("asked", "number"), [("2", 2), ("-5", 3), ("x", 1), ("99", 3), ("\x00", 1), ("9" * 5000, 1)]
)
def test_page_of_leads_nonsense_to_a_page(asked, number):
    request = RequestFactory().get("/", {"page": asked})
    assert page_of(request, list(range(60))).number == number


def test_stream_csv_disarms_formulas_and_marks_utf8():
    answer = stream_csv(name="a.csv", titles=["Nama"], rows=[["=2+5"], [None], ["Ulos; Dairi"]])
    text = answer.getvalue().decode("utf-8-sig")
    assert text.splitlines()[0] == "Nama"
    assert not any(line.startswith("=") for line in text.splitlines())
    assert '"Ulos; Dairi"' in text


def test_values_in_key_order_reads_every_row_once(db, monkeypatch):
    monkeypatch.setattr("laju.web.shared.lists.CHUNK", 2)
    names = [BusinessFactory().name for _ in range(5)]
    assert [name for (name,) in values_in_key_order(Business.objects.all(), "name")] == names
