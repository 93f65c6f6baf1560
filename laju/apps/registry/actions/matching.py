"""Rows matched to what is known: the same, changed, repeated, new, or held back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from laju.apps.registry.actions.people import People, contradicts
from laju.apps.registry.models import Batch, Business, Row
from laju.core.identity.names import fold_name
from laju.core.records import Record
from laju.core.sizes import SizeUnknown, classify_size
from laju.engines.sheets import Row as SheetRow

_REGULATION_YEAR = 2021  # PP 7/2021: businesses from then on are classed by capital
_PLAIN_FIELDS = (
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
_UPDATED = [
    *_PLAIN_FIELDS,
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
]


class Matcher:
    """Places the rows of one chunk; reads what it needs in a few queries, writes in a few more."""

    def __init__(self, *, batch: Batch, at: datetime, may_update: bool = True) -> None:
        self.batch, self.at, self.may_update = batch, at, may_update
        self.numbers: dict[str, int] = {}  # fingerprint -> row of this batch
        self.known: dict[str, int] = {}  # fingerprint -> business
        self.by_name: dict[tuple[str, str], list[Business]] = {}  # region and folded name
        self.businesses: dict[int, Business] = {}
        self.people = People()
        self.told: set[int] = set()  # businesses a row of this batch has spoken of

    def place(self, *, rows: Sequence[SheetRow], records: Sequence[Record]) -> list[Row]:
        """Return the rows to store, each with its outcome and business; businesses are stored."""
        prints = [record.fingerprint for record in records]
        self._load(records, prints)
        placed: list[Row] = []
        created: list[tuple[Row, Business]] = []
        updated: dict[int, Business] = {}
        for row, record, print_ in zip(rows, records, prints, strict=True):
            stored = Row(
                batch=self.batch,
                number=row.number,
                cells=list(row.cells),
                fingerprint=print_,
                applied_on=record.applied_on,
                stated_score=record.score,
            )
            placed.append(stored)
            if record.is_rejected:
                stored.outcome, stored.fingerprint = Row.Outcome.REJECTED, ""
                continue
            if print_ in self.numbers:
                stored.outcome = Row.Outcome.DUPLICATE
                stored.same_as_number = self.numbers[print_]
                continue
            self.numbers[print_] = row.number
            business, changed = self._match(record, print_)
            if business is None:
                stored.outcome = Row.Outcome.CREATED
                created.append((stored, self._new(record, print_)))
                continue
            stored.business = business
            stored.outcome = Row.Outcome.UPDATED if changed else Row.Outcome.UNCHANGED
            if changed:
                updated[business.pk] = business
        self._store(created, updated.values())
        return placed

    def _load(self, records: Sequence[Record], prints: Sequence[str]) -> None:
        self.numbers = dict(
            Row.objects.filter(batch=self.batch, fingerprint__in=prints)
            .exclude(outcome=Row.Outcome.DUPLICATE)
            .values_list("fingerprint", "number")
        )
        self.known = dict(
            Row.objects.filter(fingerprint__in=prints, business__isnull=False)
            .exclude(batch=self.batch)
            .order_by("pk")
            .values_list("fingerprint", "business_id")
        )
        self.people.load(records)
        phones = {record.phone for record in records} - {""}
        candidates = Business.objects.filter(owner__in=list(self.people.by_pk))
        candidates |= Business.objects.filter(phone__in=phones)
        candidates |= Business.objects.filter(pk__in=set(self.known.values()))
        self.businesses = {
            business.pk: business for business in candidates.select_related("owner").order_by("pk")
        }
        own = Row.objects.filter(batch=self.batch, business__in=list(self.businesses))
        self.told = set(own.values_list("business_id", flat=True))
        for business in self.businesses.values():
            owner = self.people.by_pk.setdefault(business.owner_id, business.owner)
            business.owner = owner  # one object per person, however it was found
            key = (business.region_id, business.name_folded)
            self.by_name.setdefault(key, []).append(business)

    def _match(self, record: Record, print_: str) -> tuple[Business | None, bool]:
        """Return the business a row is about, and whether it says anything new."""
        if pk := self.known.get(print_):
            self.told.add(pk)
            return self.businesses[pk], False
        # A near repeat inside one sheet is only proposed: one row speaks of a business.
        named = [
            business
            for business in self.by_name.get((record.region_code, folded_name(record.name)), [])
            if business.pk not in self.told and not contradicts(business.owner, record)
        ]
        for kind in ("nik", "nib", "phone"):
            value = getattr(record, kind)
            found = [business for business in named if value and value in _known(business, kind)]
            if len(found) == 1:
                self.told.add(found[0].pk)
                changed = self.may_update and self._update(found[0], record, print_)
                return found[0], changed
        return None, False

    def _update(self, business: Business, record: Record, print_: str) -> bool:
        """Take over what the row tells; what it leaves empty stays."""
        before = {name: getattr(business, name) for name in _UPDATED}
        _fill(business, record)
        changed = any(
            getattr(business, name) != value
            for name, value in before.items()
            if name not in {"fingerprint", "updated_at"}
        )
        changed |= self.people.complete(business.owner, record)
        business.fingerprint = print_
        if changed:
            business.updated_at = self.at
        return changed

    def _new(self, record: Record, print_: str) -> Business:
        business = Business(
            owner=self.people.owner_of(record),
            region_id=record.region_code,
            fingerprint=print_,
            created_at=self.at,
            updated_at=self.at,
        )
        _fill(business, record)
        return business

    def _store(self, created: Sequence[tuple[Row, Business]], updated: Iterable[Business]) -> None:
        self.people.store()
        fresh = [business for _, business in created]
        for business in fresh:
            business.owner = business.owner  # takes over the key the owner has now
        Business.objects.bulk_create(fresh, batch_size=300)
        for row, business in created:
            row.business = business
        Business.objects.bulk_update(list(updated), _UPDATED, batch_size=100)


@lru_cache(maxsize=1_000)  # asked for when a row is matched, and again when it is stored
def folded_name(name: str) -> str:
    """Return a business name in comparison form, its kind of place included."""
    folded = fold_name(name)
    return f"{folded.prefix} {folded.text}".strip()[:200]


def _known(business: Business, kind: str) -> tuple[str, ...]:
    known: str = getattr(business.owner, kind)
    return (known, business.phone) if kind == "phone" else (known,)


def _fill(business: Business, record: Record) -> None:
    business.name = record.name
    business.name_folded = folded_name(record.name)
    business.sector = record.sector.value
    if record.district_code:
        business.district_id = record.district_code
    for name in _PLAIN_FIELDS:
        value = getattr(record, name)
        if value not in ("", None):
            setattr(business, name, value)
    business.channels = {**business.channels, **record.channels}
    business.permits = {**business.permits, **record.permits}
    try:
        size = classify_size(
            capital_rupiah=business.capital_rupiah,
            sales_rupiah=business.sales_rupiah,
            existing=(business.founded_year or 0) < _REGULATION_YEAR,
        )
    except SizeUnknown:
        return
    business.size, business.size_criterion = size.size.value, size.criterion.value
