"""What the registry knows about the rows of a chunk, whoever was merged since."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol

from laju.apps.registry.models import Batch, Business, Owner, Row

SLICE = 5_000  # keys in one query: SQLite takes 32,766 values, PostgreSQL 65,535
Numbers = Mapping[str, Collection[str]]  # by kind: nik, nib, phone
Names = Collection[tuple[str, str]]  # code of the region, and name in comparison form


class Known(Protocol):
    """Where the matcher looks things up."""

    def numbers_of(self, batch: Batch, prints: Sequence[str]) -> dict[str, int]:
        """Return the first row of this batch by fingerprint, rows of earlier chunks only."""
        ...

    def businesses_told(self, batch: Batch, prints: Sequence[str]) -> dict[str, int]:
        """Return by fingerprint the business that a row of another sheet has told in full."""
        ...

    def told_by(self, batch: Batch, businesses: Collection[int]) -> set[int]:
        """Return which of these businesses earlier chunks of this batch have spoken of."""
        ...

    def owners(self, numbers: Numbers) -> list[Owner]:
        """Return everyone who has one of the numbers, merged ones too, in order of key."""
        ...

    def businesses(self, numbers: Numbers, owners: Collection[int], names: Names) -> list[Business]:
        """Return what is called so there and is of these owners or has one of these phones.

        Merged ones too, in order of key.
        """
        ...


class Asked:
    """Asks the database for each chunk: for sheets and forms, on its indexes."""

    def numbers_of(self, batch: Batch, prints: Sequence[str]) -> dict[str, int]:
        """Return the first row of this batch by fingerprint, rows of earlier chunks only."""
        rows = Row.objects.filter(batch=batch).exclude(outcome=Row.Outcome.DUPLICATE)
        found: dict[str, int] = {}
        for some in sliced(prints):
            told = rows.filter(fingerprint__in=some).values_list("fingerprint", "number")
            found.update(told.order_by("-number"))
        return found

    def businesses_told(self, batch: Batch, prints: Sequence[str]) -> dict[str, int]:
        """Return by fingerprint the business that a row of another sheet has told in full."""
        rows = Row.objects.filter(business__isnull=False).exclude(batch=batch).order_by("pk")
        found: dict[str, int] = {}
        for some in sliced(prints):
            told = rows.filter(fingerprint__in=some).values_list("fingerprint", "business_id")
            found.update(told)
        return resolved(found)

    def told_by(self, batch: Batch, businesses: Collection[int]) -> set[int]:
        """Return which of these businesses earlier chunks of this batch have spoken of."""
        rows = Row.objects.filter(batch=batch).order_by()
        found: set[int | None] = set()
        for some in sliced(businesses):
            found.update(rows.filter(business__in=some).values_list("business_id", flat=True))
        return {pk for pk in found if pk}

    def owners(self, numbers: Numbers) -> list[Owner]:
        """Return everyone who has one of the numbers, merged ones too, in order of key."""
        found: dict[int, Owner] = {}
        for kind, values in numbers.items():
            rows = Owner.everything.exclude(**{kind: ""})  # as the index has it
            found |= fetched(rows, kind, values)
        return [found[pk] for pk in sorted(found)]

    def businesses(self, numbers: Numbers, owners: Collection[int], names: Names) -> list[Business]:
        """Return what is called so there and is of these owners or has one of these phones."""
        rows = Business.everything.select_related("owner")
        found = fetched(rows, "owner", owners)
        found |= fetched(rows.exclude(phone=""), "phone", numbers["phone"])
        there = set(names)
        return [
            business
            for _, business in sorted(found.items())
            if (business.region_id, business.name_folded) in there
        ]


def sliced(values: Collection[Any], size: int = SLICE) -> Iterator[list[Any]]:
    """Yield the values in lists that fit into one query."""
    listed = list(values)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def fetched(rows: Any, name: str, values: Collection[Any]) -> dict[int, Any]:
    """Return the rows whose field is one of the values, by key."""
    return {row.pk: row for some in sliced(values) for row in rows.filter(**{f"{name}__in": some})}


def standing(found: Collection[Any], everything: Any) -> dict[int, Any]:
    """Return by key of what was found that which stands for it: itself, or what it went into."""
    known: dict[int, Any] = {row.pk: row for row in found}
    while (
        missing := {row.merged_into_id for row in known.values() if row.merged_into_id}
        - known.keys()
    ):
        known |= fetched(everything, "pk", missing)
    return {row.pk: _end(row, known) for row in found}


def resolved(businesses: Mapping[str, int]) -> dict[str, int]:
    """Return the same keys with the businesses that stand for those that were merged."""
    gone: dict[int, int] = {}
    waiting = set(businesses.values())
    while waiting:
        merged = {
            pk: into
            for some in sliced(waiting)
            for pk, into in Business.everything.filter(
                pk__in=some, merged_into__isnull=False
            ).values_list("pk", "merged_into_id")
        }
        gone |= merged
        waiting = set(merged.values()) - gone.keys()
    told = {}
    for key, pk in businesses.items():
        while pk in gone:
            pk = gone[pk]  # noqa: PLW2901
        told[key] = pk
    return told


def _end(row: Any, known: Mapping[int, Any]) -> Any:
    while row.merged_into_id:
        row = known[row.merged_into_id]
    return row
