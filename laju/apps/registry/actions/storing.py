"""What a chunk of rows changes in the database, as whole frames per table."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection, models

from laju.apps.registry.actions.keys import Keys
from laju.apps.registry.actions.matching import PLAIN_FIELDS, REGULATION_YEAR, UPDATED, Placement
from laju.apps.registry.actions.people import Person
from laju.apps.registry.models import Batch, Business, Finding, Owner, Row
from laju.core.sizes import LIMITS, SizeClass, SizeCriterion
from laju.engines.loading import Change, Insert, Update, copy_changes, write_changes
from laju.engines.tables import FINDINGS, CheckedTable

_OWNER = {
    "name": "owner_name",
    "name_folded": "owner_name_folded",
    "sex": "owner_sex",
    **{name: name for name in ("nik", "nib", "npwp", "phone", "email")},
}  # column of an owner: column of engines.tables.ROWS
COUNTERS = {
    Row.Outcome.CREATED: "created",
    Row.Outcome.UPDATED: "updated",
    Row.Outcome.UNCHANGED: "unchanged",
    Row.Outcome.DUPLICATE: "duplicates",
    Row.Outcome.REJECTED: "rejected",
}


def changes_of(
    *,
    batch: Batch,
    checked: CheckedTable,
    placement: Placement,
    titles: Mapping[str, str],
    keys: Keys,
    at: datetime,
) -> list[Change]:
    """Return the rows of a chunk with their businesses, owners and findings, ready to be stored.

    titles: title of the column by field. Keys are taken, and the outcomes counted on the batch,
    which the caller saves.
    """
    rows = checked.rows
    owners, owner_of = _owners(rows, placement, keys)
    businesses = _businesses(rows, owner_of, keys, at)
    new = owner_of.select("at").with_columns(businesses["id"].alias("business"))
    stored = _rows(batch, rows, placement, new, keys)
    findings = _findings(stored, checked.findings, placement, titles, keys)
    for outcome, count in stored["outcome"].value_counts().iter_rows():
        counter = COUNTERS[Row.Outcome(outcome)]
        setattr(batch, counter, getattr(batch, counter) + count)
    batch.warnings += findings.filter(severity=Finding.Severity.WARNING).height
    return [
        Insert(Owner._meta.db_table, owners),
        Update(Owner._meta.db_table, frame_of(placement.completed.values(), tuple(_OWNER))),
        Insert(Business._meta.db_table, businesses),
        Update(Business._meta.db_table, frame_of(placement.updated.values(), UPDATED)),
        Insert(Row._meta.db_table, stored),
        Insert(Finding._meta.db_table, findings),
    ]


def wait_for_others() -> None:
    """Let writers of the registry in one after the other, until the transaction ends.

    Two sheets at once would both make the person they both name. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('registry'))")


def write(*, changes: Sequence[Change]) -> None:
    """Write changes through Django's connection, within the transaction that is open."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            write_changes(connection=connection.connection, changes=changes)
        else:
            copy_changes(cursor=cursor.cursor, changes=changes)


def _owners(
    rows: pl.DataFrame, placement: Placement, keys: Keys
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the owners to store, and by row of a new business (`at`) whose it is (`owner_id`).

    Keys rise with the rows, so that whoever came first is found first.
    """
    plain = rows.with_row_index("at")[placement.alone]
    plain = plain.select("at", **{name: pl.col(source) for name, source in _OWNER.items()})
    first: dict[int, tuple[int, Person]] = {}  # new persons several rows name: where, and who
    for at, owner in placement.owners.items():
        if isinstance(owner, Person):
            first.setdefault(id(owner), (at, owner))
    lines = [(at, *(getattr(owner, name) for name in _OWNER)) for at, owner in first.values()]
    named = pl.DataFrame(lines, schema=plain.schema, orient="row")
    owners = pl.concat([plain, named]).sort("at")
    owners = owners.with_columns(keys.take(model=Owner, count=owners.height))
    given = dict(
        owners.filter(pl.col("at").is_in(named["at"].implode())).select("at", "id").iter_rows()
    )
    for at, owner in first.values():
        owner.pk = given[at]
    shared = pl.DataFrame(
        [(at, owner.pk) for at, owner in placement.owners.items()],
        schema={"at": pl.UInt32, "owner_id": pl.Int64},
        orient="row",
    )
    alone = owners.select("at", owner_id="id").join(shared, on="at", how="anti")
    return owners.select("id", *_OWNER), pl.concat([alone, shared]).sort("at")


def _businesses(
    rows: pl.DataFrame, owner_of: pl.DataFrame, keys: Keys, at: datetime
) -> pl.DataFrame:
    """Return the new businesses; every column as matching.fill sets it on an empty one."""
    new = rows.with_row_index("at").join(owner_of, on="at", how="inner", maintain_order="left")
    criterion, size = size_columns()
    moment = moment_of(at)
    return new.select(
        keys.take(model=Business, count=new.height),
        "owner_id",
        "name",
        "name_folded",
        "sector",
        *PLAIN_FIELDS,
        "channels",
        "permits",
        "fingerprint",
        size.alias("size"),
        criterion.alias("size_criterion"),
        region_id="region_code",
        district_id=pl.when(pl.col("district_code") != "").then("district_code"),
        created_at=pl.lit(moment),
        updated_at=pl.lit(moment),
    )


def size_columns() -> tuple[pl.Expr, pl.Expr]:
    """Return criterion and size class of rows as core.sizes.classify_size says; "" if unknown."""
    is_old = pl.col("founded_year").fill_null(0) < REGULATION_YEAR
    amount = pl.when(is_old).then("sales_rupiah").otherwise("capital_rupiah")
    is_known = amount.is_not_null() & (amount >= 0)
    size: Any = pl.lit(SizeClass.LARGE.value)
    for old in (True, False):
        criterion = SizeCriterion.SALES if old else SizeCriterion.CAPITAL
        for name, most in reversed(LIMITS[criterion]):
            fits = (is_old == old) & (amount <= most)
            size = pl.when(fits).then(pl.lit(name.value)).otherwise(size)
    sales, capital = (pl.lit(c.value) for c in (SizeCriterion.SALES, SizeCriterion.CAPITAL))
    named = pl.when(is_old).then(sales).otherwise(capital)
    empty = pl.lit("")
    return (
        pl.when(is_known).then(named).otherwise(empty),
        pl.when(is_known).then(size).otherwise(empty),
    )


def _rows(
    batch: Batch, rows: pl.DataFrame, placement: Placement, new: pl.DataFrame, keys: Keys
) -> pl.DataFrame:
    """Return the rows to store; new: `at` and `business` of the businesses they make."""
    shared = pl.DataFrame(list(placement.businesses.items()), schema=new.schema, orient="row")
    units = pl.concat([new, placement.known, shared])
    before = placement.before
    return rows.select(
        keys.take(model=Row, count=rows.height),
        pl.lit(batch.pk, dtype=pl.Int64).alias("batch_id"),
        "number",
        "cells",
        placement.outcomes.alias("outcome"),
        _spread(rows.height, units["at"], units["business"]).alias("business_id"),
        _spread(rows.height, placement.repeats["at"], placement.repeats["number"]).alias(
            "same_as_number"
        ),
        "fingerprint",
        "applied_on",
        _spread(
            rows.height,
            pl.Series(list(before), dtype=pl.UInt32),
            pl.Series([json.dumps(told) for told in before.values()], dtype=pl.String),
        ).alias("before"),
        stated_score="score",
    )


def _spread(height: int, at: pl.Series, values: pl.Series) -> pl.Series:
    """Return values at their places among so many, null elsewhere."""
    return pl.repeat(None, height, dtype=values.dtype, eager=True).scatter(at, values)


def _findings(
    stored: pl.DataFrame,
    findings: pl.DataFrame,
    placement: Placement,
    titles: Mapping[str, str],
    keys: Keys,
) -> pl.DataFrame:
    doubts = pl.DataFrame(placement.doubts, schema=FINDINGS, orient="row")
    told = pl.concat([findings, doubts]).sort("number", maintain_order=True)
    rows = stored.select("number", row_id="id")
    told = told.join(rows, on="number", how="inner", maintain_order="left")
    return told.select(
        keys.take(model=Finding, count=told.height),
        "row_id",
        "severity",
        pl.col("field").replace(dict(titles)).str.slice(0, 120).alias("column"),
        *(pl.col(name).str.slice(0, 300) for name in ("value", "reason", "remedy")),
    )


def frame_of(things: Collection[models.Model], columns: Sequence[str]) -> pl.DataFrame:
    """Return stored things as a frame of `id` and some columns, in the types of the database."""
    told: dict[str, list[Any]] = {"id": [thing.pk for thing in things]}
    for column in columns:
        told[column] = [_plain(getattr(thing, column)) for thing in things]
    return pl.DataFrame(told, schema_overrides={"id": pl.Int64}, infer_schema_length=None)


def moment_of(at: datetime) -> str:
    """Return a moment as the database keeps it."""
    return str(connection.ops.adapt_datetimefield_value(at))


def _plain(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value)
    return moment_of(value) if isinstance(value, datetime) else value
