from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from laju.apps.indicators.copying import PERSONAL, one_moment, sources
from laju.apps.indicators.models import Measure, Presence
from tests.factories import BusinessFactory, OwnerFactory

pytestmark = pytest.mark.django_db


def rows(name):
    source = sources()[name]
    return pa.Table.from_batches(source.rows(), schema=source.schema).to_pylist()


def test_businesses_are_copied_with_their_latest_level_and_local_year():
    business = BusinessFactory(
        kbli_version="2020", kbli_code="10794", created_at=datetime(2026, 12, 31, 18, tzinfo=UTC)
    )
    BusinessFactory(merged_into=business)
    Measure.objects.create(business=business, on="2026-11-02", level=2)
    Measure.objects.create(business=business, on="2026-11-01", level=3)
    assert rows("businesses") == [
        {
            "id": business.pk,
            "region": "12.71",
            "size": "MICRO",
            "sector": "FOOD",
            "level": 2,
            "district": "",
            "kbli_version": "2020",
            "division": "10",
            "kbli": "10794",
            "year": 2027,
        }
    ]


def test_linkage_takes_the_owners_numbers_along():
    owner = OwnerFactory(nik="1271010101010001", phone="+6281000000001")
    BusinessFactory(owner=owner, phone="")
    BusinessFactory(owner=owner, phone="+6281000000002")
    told = rows("linkage")
    assert {row["nik"] for row in told} == {"1271010101010001"}
    assert [row["phone"] for row in told] == ["+6281000000001", "+6281000000002"]


def test_evidence_comes_typed():
    business = BusinessFactory()
    Presence.objects.create(
        business=business, kind="QRIS", reference="ID1", seen_on="2026-11-01", is_verified=True
    )
    [row] = rows("evidence")
    assert (row["business"], row["seen_on"], row["is_verified"]) == (
        business.pk,
        date(2026, 11, 1),
        True,
    )


def test_personal_tables_are_named():
    assert set(sources()) - PERSONAL == {"businesses"}


def test_one_moment_may_stand_inside_a_transaction():
    with one_moment():
        assert rows("businesses") == []
