"""Rows of the registry as columns, for snapshots; one read sees one moment."""

import contextlib
from collections.abc import Iterator

import pyarrow as pa
from django.db import connection, transaction

from laju.apps.indicators.models import Cell
from laju.engines.cubes import BUSINESSES, Source
from laju.engines.linkage import INPUT_COLUMNS
from laju.engines.scale import EVIDENCE

CHUNK = 20_000
LINKAGE = pa.schema([(name, pa.int64() if name == "id" else pa.string()) for name in INPUT_COLUMNS])
# Personal data: only in a snapshot that asks for them.
PERSONAL = frozenset({"linkage", "evidence"})
_YEAR = {
    "sqlite": "CAST(strftime('%Y', b.created_at, '+7 hours') AS INTEGER)",
    "postgresql": "EXTRACT(YEAR FROM b.created_at AT TIME ZONE 'Asia/Jakarta')::int",
}
_BUSINESSES = f"""
SELECT b.id, b.region_id, b.size, b.sector,
  COALESCE((SELECT m.level FROM indicators_measure m WHERE m.business_id = b.id
            ORDER BY m."on" DESC LIMIT 1), {Cell.UNMEASURED}),
  COALESCE(b.district_id, ''), b.kbli_version, substr(b.kbli_code, 1, 2), b.kbli_code, {{year}}
FROM registry_business b WHERE b.merged_into_id IS NULL"""  # noqa: S608  a number of our own
_LINKAGE = """
SELECT b.id, o.name, o.nik, o.nib, CASE WHEN b.phone <> '' THEN b.phone ELSE o.phone END, b.name,
  b.region_id, COALESCE(b.district_id, ''), b.district_name, b.village_name, b.address,
  b.kbli_code, b.activity
FROM registry_business b JOIN registry_owner o ON o.id = b.owner_id
WHERE b.merged_into_id IS NULL"""
_EVIDENCE = """
SELECT p.business_id, p.id, p.kind, p.reference, p.seen_on, p.is_verified, p.source
FROM indicators_presence p JOIN registry_business b ON b.id = p.business_id
WHERE b.merged_into_id IS NULL"""


def sources() -> dict[str, Source]:
    """Return the tables a snapshot can have; those of PERSONAL say so."""
    businesses = _BUSINESSES.format(year=_YEAR[connection.vendor])
    return {
        "businesses": _source(BUSINESSES, businesses, "region, size, sector, level, id"),
        "linkage": _source(LINKAGE, _LINKAGE, "id"),
        "evidence": _source(EVIDENCE, _EVIDENCE, "business, presence"),
    }


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """Let every read inside see the same moment, and hold up no writer."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # a transaction of Django's would take the turn
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _source(schema: pa.Schema, sql: str, order: str) -> Source:
    def rows() -> Iterator[pa.RecordBatch]:
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql)
            while told := cursor.fetchmany(CHUNK):
                columns = zip(*told, strict=True)
                yield pa.record_batch(
                    [
                        pa.array(column, kind)
                        for column, kind in zip(columns, schema.types, strict=True)
                    ],
                    schema=schema,
                )

    return Source(schema, rows, order)
