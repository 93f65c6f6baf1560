"""Rows matched to what is known: the same, changed, repeated, new, or held back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from laju.apps.registry.actions.known import Known, standing
from laju.apps.registry.actions.people import KINDS, People, Person, contradicts
from laju.apps.registry.models import Batch, Business, Owner, Row
from laju.core.identity.names import folded_name
from laju.core.profile import Sector
from laju.core.records import Record
from laju.core.sizes import SizeUnknown, classify_size

REGULATION_YEAR = 2021  # PP 7/2021: businesses from then on are classed by capital
PLAIN_FIELDS = (
    "activity",
    "kbli_version",
    "kbli_code",
    "district_name",
    "village_name",
    "address",
    "latitude",
    "longitude",
    "phone",
    "products_text",
    "prices_text",
    "hours_text",
    "photo_name",
    "founded_year",
    "employees",
    "capital_rupiah",
    "sales_rupiah",
)
UPDATED = (
    *PLAIN_FIELDS,
    "name",
    "name_folded",
    "sector",
    "district_id",
    "channels",
    "permits",
    "size",
    "size_criterion",
    "fingerprint",
    "updated_at",
)
_PERSON = ("owner_name", "owner_sex", "nik", "nib", "npwp", "phone", "email")
_REST = ("name", "region_code", "district_code", *(set(PLAIN_FIELDS) - {"phone"}))
Before = dict[str, dict[str, Any]]
REPEATS = {"at": pl.UInt32, "number": pl.UInt32}
KNOWN = {"at": pl.UInt32, "business": pl.Int64}


@dataclass(slots=True)
class Placement:
    """What became of the rows of a chunk, by their place in it (`at`); nothing is stored yet.

    outcomes: of all rows. repeats: `at` and `number` of the row that is repeated. known: `at` and
    `business` told in full before. alone: new businesses of persons nobody else names. The rest
    is about rows that share a number: the business each is about, or the owner of a new one, what
    it replaced (before), and what was found doubtful only here.
    """

    outcomes: pl.Series
    repeats: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REPEATS))
    known: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=KNOWN))
    alone: pl.Series = field(default_factory=lambda: pl.Series("at", dtype=pl.UInt32))
    businesses: dict[int, int] = field(default_factory=dict)
    owners: dict[int, Owner | Person] = field(default_factory=dict)
    updated: dict[int, Business] = field(default_factory=dict)
    completed: dict[int, Owner] = field(default_factory=dict)
    before: dict[int, Before] = field(default_factory=dict)
    doubts: list[tuple[int, str, str, str, str, str]] = field(default_factory=list)

    def conclude(self, at: pl.Series, outcome: str) -> None:
        """Note the outcome of some rows."""
        self.outcomes = self.outcomes.scatter(at, str(outcome))


class Matcher:
    """Places the rows of one chunk.

    Most rows of a large sheet share no number with anyone: they are new, and settled as columns.
    Only rows that do share one are looked at in order, one by one, by the same rules.
    """

    def __init__(
        self,
        *,
        batch: Batch,
        at: datetime,
        known: Known,
        may_update: bool = True,
        about: Business | None = None,
    ) -> None:
        self.about = about  # a person has said which business it is
        self.batch, self.at, self.known, self.may_update = batch, at, known, may_update
        self.by_name: dict[tuple[str, str], list[Business]] = {}  # region and folded name
        self.people = People()
        self.told: set[int] = set()  # businesses a row of this batch has spoken of

    def place(self, *, rows: pl.DataFrame) -> Placement:
        """Return the outcome and the business of each row (engines.tables.ROWS)."""
        outcomes = pl.repeat(str(Row.Outcome.REJECTED), rows.height, dtype=pl.String, eager=True)
        placement = Placement(outcomes)
        rows = rows.with_row_index("at").filter(~pl.col("is_rejected"))
        rows = self._set_repeats_apart(rows, placement)
        rows = self._set_known_apart(rows, placement)
        shared = self._load(rows)
        if self.about is not None:
            shared = pl.repeat(value=True, n=rows.height, dtype=pl.Boolean, eager=True)
        placement.alone = rows.filter(~shared)["at"]
        placement.conclude(placement.alone, Row.Outcome.CREATED)
        self._match_in_order(rows.filter(shared), placement)
        placement.completed = self.people.completed
        return placement

    def _set_repeats_apart(self, rows: pl.DataFrame, placement: Placement) -> pl.DataFrame:
        """Note the repeats of rows of this sheet, and return the other rows."""
        if "first_number" not in rows.columns:
            earlier = self.known.numbers_of(self.batch, rows["fingerprint"].to_list())
            told = pl.Series([earlier.get(p) for p in rows["fingerprint"]], dtype=pl.UInt32)
            own = pl.col("number").first().over("fingerprint")
            rows = rows.with_columns(first_number=told).with_columns(
                pl.col("first_number").fill_null(own)
            )
        is_repeat = pl.col("number") != pl.col("first_number")
        placement.repeats = rows.filter(is_repeat).select("at", number="first_number")
        placement.conclude(placement.repeats["at"], Row.Outcome.DUPLICATE)
        return rows.filter(~is_repeat)

    def _set_known_apart(self, rows: pl.DataFrame, placement: Placement) -> pl.DataFrame:
        """Note the rows another sheet has told in full, and return the other rows."""
        told = self.known.businesses_told(self.batch, rows["fingerprint"].to_list())
        if not told:
            return rows
        places = rows.select("at", "fingerprint").iter_rows()
        known = [(at, told[print_]) for at, print_ in places if print_ in told]
        placement.known = pl.DataFrame(known, schema=KNOWN, orient="row")
        placement.conclude(placement.known["at"], Row.Outcome.UNCHANGED)
        return rows.join(placement.known, on="at", how="anti", maintain_order="left")

    def _load(self, rows: pl.DataFrame) -> pl.Series:
        """Read everybody the rows may be about; return which rows share a number with anyone."""
        numbers = {kind: _filled(rows[kind]) for kind in KINDS}
        owners = self.known.owners(numbers)
        persons = standing(owners, Owner.everything)
        for owner in owners:
            self.people.learn(owner, standing=persons[owner.pk])
        names = rows.select("region_code", "name_folded").unique().rows()
        found = self.known.businesses(numbers, list(self.people.by_pk), names)
        units = standing(found, Business.everything.select_related("owner"))
        self.told = self.known.told_by(self.batch, {unit.pk for unit in units.values()})
        for business in found:
            unit = units[business.pk]
            person = self.people.by_pk.setdefault(unit.owner_id, unit.owner)
            unit.owner = person  # one object per person, however it was found
            named = self.by_name.setdefault((business.region_id, business.name_folded), [])
            if unit not in named:
                named.append(unit)
        taken = {kind: {getattr(owner, kind) for owner in owners} for kind in KINDS}
        taken["phone"] |= {business.phone for business in found}
        shared = pl.lit(value=False)
        for kind in KINDS:
            number = pl.col(kind)
            is_told = number != ""
            shared |= is_told & (number.is_duplicated() | number.is_in(list(taken[kind])))
        return rows.select(shared=shared)["shared"]

    def _match_in_order(self, rows: pl.DataFrame, placement: Placement) -> None:
        """Match rows that share a number, one after the other, beside those told before."""
        ours = [unit.pk for units in self.by_name.values() for unit in units]
        passed = placement.known.filter(pl.col("business").is_in(ours)).iter_rows()
        next_known = next(passed, None)
        outcomes: list[tuple[int, str]] = []
        for line in rows.iter_rows(named=True):
            at = line["at"]
            while next_known and next_known[0] < at:
                self.told.add(next_known[1])
                next_known = next(passed, None)
            record = Record(**{name: line[name] for name in _PERSON})
            business = self._find(line, record)
            before: Before = {}
            if business is None:
                outcomes.append((at, Row.Outcome.CREATED))
                owner, new = self.people.owner_of(record, folded=line["owner_name_folded"])
                placement.owners[at] = owner
                before = _owner_before(owner, new)
            else:
                self.told.add(business.pk)
                placement.businesses[at] = business.pk
                if self.may_update:
                    before = self._update(business, line, record)
                outcomes.append((at, Row.Outcome.UPDATED if before else Row.Outcome.UNCHANGED))
                if "business" in before:
                    placement.updated[business.pk] = business
            if before:
                placement.before[at] = before
            placement.doubts += [
                (
                    line["number"],
                    note.severity.value,
                    note.field,
                    note.value,
                    note.reason,
                    note.remedy,
                )
                for note in record.findings
            ]
        for outcome in Row.Outcome.values:
            placement.conclude(
                pl.Series([at for at, o in outcomes if o == outcome], dtype=pl.UInt32), outcome
            )

    def _find(self, line: Mapping[str, Any], record: Record) -> Business | None:
        """Return the business a row is about; one row of a sheet speaks of a business.

        A near repeat inside one sheet is only proposed to people.
        """
        if self.about is not None:
            return self.about
        named = [
            business
            for business in self.by_name.get((line["region_code"], line["name_folded"]), [])
            if business.pk not in self.told and not contradicts(business.owner, record)
        ]
        if not named:
            return None
        for kind in KINDS:
            value = getattr(record, kind)
            found = [business for business in named if value and value in _known(business, kind)]
            if len(found) == 1:
                return found[0]
        return None

    def _update(self, business: Business, line: Mapping[str, Any], record: Record) -> Before:
        """Take over what the row tells, what it leaves empty stays; return what was replaced."""
        old = {name: getattr(business, name) for name in UPDATED}
        fill(business, _filled_in(record, line))
        new = {name: getattr(business, name) for name in UPDATED}
        changed = {name: [old[name], new[name]] for name in UPDATED if old[name] != new[name]}
        before: Before = {"business": changed} if changed else {}
        folded = line["owner_name_folded"]
        told = self.people.complete(business.owner, record, folded=folded)
        before |= _owner_before(business.owner, told)
        if before:
            print_ = line["fingerprint"]
            before.setdefault("business", {})["fingerprint"] = [old["fingerprint"], print_]
            business.fingerprint, business.updated_at = print_, self.at
        return before


def _filled_in(record: Record, line: Mapping[str, Any]) -> Record:
    """Return a record of a person with all else that a line of engines.tables.ROWS tells."""
    record.sector = Sector(line["sector"])
    record.channels, record.permits = json.loads(line["channels"]), json.loads(line["permits"])
    for name in _REST:
        setattr(record, name, line[name])
    return record


def fill(business: Business, record: Record) -> None:
    """Let a business take over what a record tells."""
    business.name = record.name
    business.name_folded = folded_name(record.name)
    business.sector = record.sector.value
    if record.district_code:
        business.district_id = record.district_code
    for name in PLAIN_FIELDS:
        value = getattr(record, name)
        if value not in ("", None):
            setattr(business, name, value)
    business.channels = {**business.channels, **record.channels}
    business.permits = {**business.permits, **record.permits}
    try:
        size = classify_size(
            capital_rupiah=business.capital_rupiah,
            sales_rupiah=business.sales_rupiah,
            existing=(business.founded_year or 0) < REGULATION_YEAR,
        )
    except SizeUnknown:
        return
    business.size, business.size_criterion = size.size.value, size.criterion.value


def _owner_before(owner: Owner | Person, new: Mapping[str, str]) -> Before:
    """Return what completing a stored owner has replaced, which was nothing each time."""
    if not new or owner.pk is None:
        return {}
    return {"owner": {"id": owner.pk, **{name: ["", value] for name, value in new.items()}}}


def _known(business: Business, kind: str) -> tuple[str, ...]:
    known: str = getattr(business.owner, kind)
    return (known, business.phone) if kind == "phone" else (known,)


def _filled(values: pl.Series) -> list[str]:
    return values.filter(values != "").unique().to_list()
