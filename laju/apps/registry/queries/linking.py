"""The registry as the linkage sees it: a line per record, and what was found between them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from laju.apps.registry.models import Batch, Business, Row
from laju.engines.linkage import Model, explain_pairs, link_all, link_new, load_model

FETCH = 50_000
EXPLAINED = 20_000  # pairs explained at a time
TELLING = 1.0  # bits: what is twice as likely among records of one as among records of two
UNALIKE = frozenset({"", "berbeda", "daerah lain"})  # may weigh, but are no reason to people
STEP = ("stage", "label", "level", "bits")  # the words of the records themselves stay with them
AGREED = {
    "nik": "NIK sama", "nib": "NIB sama", "phone": "Telepon sama",
    "owner_name": "Nama pemilik sama", "name": "Nama usaha sama", "address": "Alamat sama",
}  # fmt: skip
_TEXT = pa.string()
SCHEMA = pa.schema(
    [("id", pa.int64())]
    + [
        (name, _TEXT)
        for name in (
            "owner_name", "nik", "nib", "phone", "name", "region", "district", "district_name",
            "village_name", "address", "kbli_code", "activity",
        )
    ]
    + [("sales_rupiah", pa.int64())]
)  # fmt: skip


class Verdict(StrEnum):
    """What the linkage says of a pair; anything less is not told."""

    SAME = "SAME"  # the same business, for certain
    SAME_OWNER = "SAME_OWNER"  # the same owner, and for certain another business
    REVIEW = "REVIEW"  # a person has to look


class FoundPair(NamedTuple):
    """Two records and how likely they are of one owner, and one business (log2)."""

    left: int
    right: int
    owner_bits: float
    unit_bits: float
    verdict: str
    evidence: Sequence[str] = ()
    waterfall: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class Found:
    """What a linkage found: over the whole registry, or from the new rows of some sheets."""

    pairs: Sequence[FoundPair]
    model_version: str
    batches: Sequence[int] | None = None  # None: the whole registry
    compared: int = 0  # records looked at
    notes: Sequence[str] = field(default=())

    def __str__(self) -> str:
        told = hashlib.sha256(self.model_version.encode())
        for pair in self.pairs:
            told.update(f"{pair.left},{pair.right},{pair.verdict};".encode())
        return f"{self.model_version} {self.batches} {told.hexdigest()}"


def find_links(*, batches: Sequence[Batch] | None = None) -> Found:
    """Compare the registry with itself, or what rows of some sheets told of with all of it.

    Takes its time and holds nothing; the action `link_registry` then does what was found. The
    model is frozen: the same records give the same answers, whenever they are asked.
    """
    table = linkage_table()
    keys = None if batches is None else [batch.pk for batch in batches]
    model = load_model()
    if keys is None:
        pairs = link_all(table=table, model=model).pairs
    else:
        is_new = pc.is_in(table["id"], pa.array(_told_of(keys), pa.int64()))
        new, base = table.filter(is_new), table.filter(pc.invert(is_new))
        if not new.num_rows:
            return Found([], model.version, keys)
        pairs = link_new(new=new, base=base, model=model)
    return Found(_told(pairs, table, model), model.version, keys, table.num_rows)


def unlinked_batches() -> QuerySet[Batch]:
    """Return the sheets and forms that brought something nobody has compared yet, oldest first."""
    brought = Q(created__gt=0) | Q(updated__gt=0)
    return Batch.objects.filter(brought, status=Batch.Status.DONE, linked_at=None).order_by("pk")


def linkage_table() -> pa.Table:
    """Return every record of the registry, one line each, by number; "" where nothing is known.

    Records that were merged stand in it with what they told themselves: what is like one of them
    is like the business that stands for it.
    """
    phone = Coalesce(NullIf("phone", Value("")), "owner__phone")
    told = Business.everything.order_by("pk").values_list(
        "pk", "owner__name", "owner__nik", "owner__nib", phone, "name", "region_id",
        Coalesce("district_id", Value("")), "district_name", "village_name", "address",
        "kbli_code", "activity", "sales_rupiah",
    )  # fmt: skip
    return pa.Table.from_batches(_blocks(told), SCHEMA)


def _told_of(keys: Sequence[int]) -> list[int]:
    """Return the businesses that rows of sheets created or changed."""
    outcomes = (Row.Outcome.CREATED, Row.Outcome.UPDATED)
    rows = Row.objects.filter(batch__in=keys, outcome__in=outcomes, business__isnull=False)
    return list(rows.values_list("business", flat=True).distinct())


def _told(pairs: pa.Table, table: pa.Table, model: Model) -> list[FoundPair]:
    """Return pairs with their reasons: in short for all, as a waterfall where people look."""
    doubtful = pairs.filter(pc.equal(pairs["verdict"], Verdict.REVIEW))
    waterfalls: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for start in range(0, doubtful.num_rows, EXPLAINED):
        part = doubtful.slice(start, EXPLAINED)
        ends = zip(part["left"].to_pylist(), part["right"].to_pylist(), strict=True)
        waterfalls |= zip(ends, explain_pairs(pairs=part, table=table, model=model), strict=True)
    columns = ("left", "right", "owner_bits", "unit_bits", "verdict")
    found = []
    lines: Any = zip(*(pairs[name].to_pylist() for name in columns), strict=True)
    for (left, right, *scores), agreed in zip(lines, _agreements(pairs, table), strict=True):
        reasons, steps = agreed, []
        if (left, right) in waterfalls:
            steps = [{name: step[name] for name in STEP} for step in waterfalls[left, right]]
            reasons = _reasons(steps)
        owner_bits, unit_bits, verdict = scores
        found.append(FoundPair(left, right, owner_bits, unit_bits, verdict, reasons, steps))
    return found


def _reasons(waterfall: Sequence[dict[str, Any]]) -> list[str]:
    """Return what speaks for a pair in a few words each, the strongest first."""
    best: dict[str, tuple[float, str]] = {}
    for step in waterfall:
        if step["bits"] >= TELLING and step["level"] not in UNALIKE:
            words = f"{step['label']} {step['level']}"
            best[step["label"]] = max(best.get(step["label"], (0.0, "")), (step["bits"], words))
    return [words for _, words in sorted(best.values(), reverse=True)]


def _agreements(pairs: pa.Table, table: pa.Table) -> list[list[str]]:
    """Return per pair what both sides tell in the same letters; column by column, for all at once."""
    sides = [table.take(pc.index_in(pairs[side], table["id"])) for side in ("left", "right")]
    agreed: list[list[str]] = [[] for _ in range(pairs.num_rows)]
    for name, words in AGREED.items():
        left, right = (side[name] for side in sides)
        same = pc.and_(pc.equal(left, right), pc.not_equal(left, ""))
        for place in pc.indices_nonzero(same).to_pylist():
            agreed[place].append(words)
    return agreed


def _blocks(told: QuerySet[Business, Any]) -> Iterator[pa.RecordBatch]:
    statement, values = told.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while block := cursor.fetchmany(FETCH):
            columns = [
                pa.array(column, kind)
                for column, kind in zip(zip(*block, strict=True), SCHEMA.types, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
