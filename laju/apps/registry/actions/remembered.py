"""The numbers of the whole registry in columns: for sheets of a province, looked through at once.

Only keys are remembered; what they stand for is read from the database when it is needed, so
that an entry too many does no harm.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Count, JSONField, Max, Q

from laju.apps.registry.actions.known import Asked, Names, Numbers, fetched, resolved
from laju.apps.registry.models import Batch, Business, Merge, Owner, Row
from laju.engines.loading import Change, Insert

_BLOCK = 100_000
_OWNERS = {"id": pl.Int64, "nik": pl.String, "nib": pl.String, "phone": pl.String}
_BUSINESSES = {
    "id": pl.Int64,
    "owner_id": pl.Int64,
    "phone": pl.String,
    "region_id": pl.String,
    "name_folded": pl.String,
}
_NAMES = {"region_id": pl.String, "name_folded": pl.String}
_ROWS = {
    "id": pl.Int64,
    "batch_id": pl.Int64,
    "business_id": pl.Int64,
    "fingerprint": pl.String,
}
_SCHEMAS = {
    Owner._meta.db_table: _OWNERS,
    Business._meta.db_table: _BUSINESSES,
    Row._meta.db_table: _ROWS,
}


class Remembered(Asked):
    """Looks keys up in memory; `learn_news` first, inside the turn or the lock, then ask."""

    def __init__(self) -> None:
        self._frames: dict[str, pl.DataFrame] = {}
        self._past: tuple[int, ...] = ()  # merges and undone sheets: they change what is known
        self._last_row = 0
        self._pending: list[Change] = []  # on their way into the database

    def learn_news(self) -> bool:
        """Take in what others have written since, and say whether they have.

        After a merge or an undone sheet, everything. Nothing of our own may be on its way.
        """
        self._pending = []
        past = _past()
        last = Row.objects.aggregate(last=Max("pk"))["last"] or 0
        if past == self._past and self._frames and last == self._last_row:
            return False
        if past != self._past or not self._frames:
            self._frames = {table: _read(table) for table in _SCHEMAS}
            self._past = past
        else:
            rows = Row.objects.filter(pk__gt=self._last_row, business__isnull=False)
            keys = set(rows.values_list("business_id", flat=True))
            if keys:
                units = fetched(Business.everything.select_related("owner"), "pk", keys)
                self._add(Owner._meta.db_table, _lines(_OWNERS, [b.owner for b in units.values()]))
                self._add(Business._meta.db_table, _lines(_BUSINESSES, units.values()))
                self._add(Row._meta.db_table, _lines(_ROWS, rows.order_by("pk")))
        self._last_row = last
        return True

    def learn(self, changes: Sequence[Change]) -> None:
        """Take in what is stored, or on its way: until `learn_news` it is looked up here."""
        self._pending = list(changes)
        for change in changes:
            schema = _SCHEMAS.get(change.table)
            if schema and change.rows.height and set(schema) <= set(change.rows.columns):
                self._add(change.table, change.rows.select(list(schema)).cast(pl.Schema(schema)))
            if change.table == Row._meta.db_table and change.rows.height:
                self._last_row = int(change.rows["id"].max())  # type: ignore[arg-type]

    def businesses_told(self, batch: Batch, prints: Sequence[str]) -> dict[str, int]:
        """Return by fingerprint the business that a row of another sheet has told in full."""
        rows = self._frames[Row._meta.db_table]
        told = rows.filter(
            pl.col("fingerprint").is_in(list(prints)),
            pl.col("batch_id") != batch.pk,
            pl.col("business_id").is_not_null(),
        )
        return resolved(dict(told.select("fingerprint", "business_id").iter_rows()))

    def told_by(self, batch: Batch, businesses: Collection[int]) -> set[int]:
        """Return which of these businesses earlier chunks of this batch have spoken of."""
        rows = self._frames[Row._meta.db_table].filter(pl.col("batch_id") == batch.pk)
        told = rows.filter(pl.col("business_id").is_in(list(businesses)))
        return set(told["business_id"])

    def owners(self, numbers: Numbers) -> list[Owner]:
        """Return everyone who has one of the numbers, merged ones too, in order of key."""
        people = self._frames[Owner._meta.db_table]
        keys: set[int] = set()
        for kind, values in numbers.items():
            keys |= set(people.filter(pl.col(kind).is_in(list(values)))["id"])
        return self._fetched(Owner, keys)

    def businesses(self, numbers: Numbers, owners: Collection[int], names: Names) -> list[Business]:
        """Return what is called so there and is of these owners or has one of these phones."""
        is_theirs = pl.col("owner_id").is_in(list(owners))
        is_theirs |= pl.col("phone").is_in(list(numbers["phone"]))
        there = pl.DataFrame(list(names), schema=_NAMES, orient="row")
        units = self._frames[Business._meta.db_table].filter(is_theirs)
        units = units.join(there, on=list(_NAMES), how="semi")
        found = self._fetched(Business, set(units["id"]))
        without = [business for business in found if not Business.owner.is_cached(business)]
        persons = self._fetched(Owner, {business.owner_id for business in without})
        by_key = {person.pk: person for person in persons}
        for business in without:
            business.owner = by_key[business.owner_id]
        return found

    def _fetched(self, model: type[Any], keys: set[int]) -> list[Any]:
        """Return stored rows by key, as what is on its way will have left them."""
        rows = model.everything.all()
        if model is Business:
            rows = rows.select_related("owner")
        found = fetched(rows, "pk", keys)
        for change in self._pending:
            if change.table != model._meta.db_table or not change.rows.height:
                continue
            told = change.rows.filter(pl.col("id").is_in(list(keys)))
            for line in told.iter_rows(named=True):
                values = {name: _python(model, name, value) for name, value in line.items()}
                if isinstance(change, Insert):
                    found[line["id"]] = model(**values)
                    continue
                for name, value in values.items():
                    setattr(found[line["id"]], name, value)
        return [found[pk] for pk in sorted(found)]

    def _add(self, table: str, rows: pl.DataFrame) -> None:
        self._frames[table] = pl.concat([self._frames[table], rows])


def _python(model: type[Any], name: str, value: Any) -> Any:
    """Return a value as a stored object would have it."""
    if isinstance(model._meta.get_field(name), JSONField):
        return json.loads(value)
    return value


def _past() -> tuple[int, ...]:
    merges = Merge.objects.aggregate(
        all=Count("pk"), undone=Count("pk", filter=Q(undone_at__isnull=False))
    )
    undone = Batch.objects.filter(status=Batch.Status.UNDONE).count()
    return merges["all"], merges["undone"], undone


def _read(table: str) -> pl.DataFrame:
    schema = _SCHEMAS[table]
    names = ", ".join(f'"{name}"' for name in schema)
    blocks = [pl.DataFrame(schema=schema)]
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table}" ORDER BY "id"')  # noqa: S608
        while block := cursor.fetchmany(_BLOCK):
            blocks.append(pl.DataFrame(block, schema=schema, orient="row"))
    return pl.concat(blocks)


def _lines(schema: dict[str, Any], things: Any) -> pl.DataFrame:
    lines = [tuple(getattr(thing, name) for name in schema) for thing in things]
    return pl.DataFrame(lines, schema=schema, orient="row")
