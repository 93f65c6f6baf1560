"""Rows matched to what is known: the same, changed, repeated, new, or held back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rapidfuzz import fuzz

from laju.apps.registry.models import Batch, Business, Owner, Row
from laju.core.identity.names import fold_name
from laju.core.records import Record, Severity
from laju.core.sizes import SizeUnknown, classify_size
from laju.engines.sheets import Row as SheetRow

_ALIKE = 70  # similarity (0..100) below which one NIK under two names is doubted
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
    "district",
    "channels",
    "permits",
    "size",
    "size_criterion",
    "fingerprint",
    "updated_at",
]


class Matcher:
    """Places the rows of one chunk; reads what it needs in a few queries, writes in a few more."""

    def __init__(self, *, batch: Batch, at: datetime) -> None:
        self.batch, self.at = batch, at
        self.numbers: dict[str, int] = {}  # fingerprint -> row of this batch
        self.known: dict[str, int] = {}  # fingerprint -> business
        self.by_key: dict[tuple[str, str, str], set[int]] = {}
        self.businesses: dict[int, Business] = {}
        self.owners: dict[tuple[str, str], list[Owner]] = {}
        self.new_owners: list[Owner] = []

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
        self._load_owners(records)
        # A near repeat inside one sheet is only proposed, so its own rows are no candidates.
        own = Row.objects.filter(batch=self.batch, business__isnull=False).values("business")
        candidates = Business.objects.filter(
            owner__in=[owner for owners in self.owners.values() for owner in owners]
        ).exclude(pk__in=own)
        self.businesses = {
            business.pk: business
            for business in (
                candidates | Business.objects.filter(pk__in=set(self.known.values()))
            ).select_related("owner")
        }
        for business in self.businesses.values():
            owner = business.owner
            for kind, value in (
                ("nik", owner.nik),
                ("nib", owner.nib),
                ("phone", owner.phone),
                ("phone", business.phone),
            ):
                if value:
                    key = (kind, value, f"{business.region_id}|{business.name_folded}")
                    self.by_key.setdefault(key, set()).add(business.pk)

    def _load_owners(self, records: Sequence[Record]) -> None:
        keys = {
            kind: {value for record in records if (value := getattr(record, kind))}
            for kind in ("nik", "nib", "phone")
        }
        for kind, values in keys.items():
            for owner in Owner.objects.filter(**{f"{kind}__in": values}).order_by("pk"):
                self._remember(owner, kind)

    def _remember(self, owner: Owner, *kinds: str) -> None:
        for kind in kinds:
            if value := getattr(owner, kind):
                self.owners.setdefault((kind, value), []).append(owner)

    def _match(self, record: Record, print_: str) -> tuple[Business | None, bool]:
        """Return the business a row is about, and whether it says anything new."""
        if pk := self.known.get(print_):
            return self.businesses[pk], False
        folded = folded_name(record.name)
        for kind in ("nik", "nib", "phone"):
            value = getattr(record, kind)
            found = self.by_key.get((kind, value, f"{record.region_code}|{folded}"), set())
            if value and len(found) == 1:
                business = self.businesses[next(iter(found))]
                return business, self._update(business, record, print_)
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
        business.fingerprint = print_
        if changed:
            business.updated_at = self.at
        return changed

    def _new(self, record: Record, print_: str) -> Business:
        business = Business(
            owner=self._owner(record),
            region_id=record.region_code,
            fingerprint=print_,
            created_at=self.at,
            updated_at=self.at,
        )
        _fill(business, record)
        return business

    def _owner(self, record: Record) -> Owner:
        """Return the owner a row names: known by NIK, NIB, or phone and name; else a new one."""
        folded = fold_name(record.owner_name, is_person=True).text[:200]
        for kind in ("nik", "nib"):
            for owner in self.owners.get((kind, getattr(record, kind)), []):
                if self._is_doubtful(owner, folded, record, kind):
                    setattr(record, kind, "")
                    break
                return self._complete(owner, record, folded)
        for owner in self.owners.get(("phone", record.phone), []):
            if folded and owner.name_folded == folded and not _contradicts(owner, record):
                return self._complete(owner, record, folded)
        owner = Owner(
            name=record.owner_name,
            name_folded=folded,
            sex=record.owner_sex,
            nik=record.nik,
            nib=record.nib,
            npwp=record.npwp,
            phone=record.phone,
            email=record.email,
        )
        self.new_owners.append(owner)
        self._remember(owner, "nik", "nib", "phone")
        return owner

    def _is_doubtful(self, owner: Owner, folded: str, record: Record, kind: str) -> bool:
        """Doubt a number that stands under two names that are nothing alike; note it."""
        if not folded or not owner.name_folded:
            return False
        if fuzz.token_sort_ratio(folded, owner.name_folded) >= _ALIKE:
            return False
        label = kind.upper()
        reason = f"{label} ini sudah tercatat atas nama lain; {label} tidak dipakai di baris ini."
        remedy = f"Periksa {label} di dokumen aslinya."
        record.note(Severity.WARNING, kind, getattr(record, kind), reason, remedy)
        return True

    def _complete(self, owner: Owner, record: Record, folded: str) -> Owner:
        """Add to an owner what was not known before; nothing is overwritten."""
        changed = []
        for name, value in (
            ("nib", record.nib),
            ("npwp", record.npwp),
            ("phone", record.phone),
            ("email", record.email),
            ("sex", record.owner_sex),
            ("name", record.owner_name),
            ("name_folded", folded),
        ):
            if value and not getattr(owner, name):
                setattr(owner, name, value)
                changed.append(name)
        if changed and owner.pk:
            owner.save(update_fields=changed)
        return owner

    def _store(self, created: Sequence[tuple[Row, Business]], updated: Iterable[Business]) -> None:
        Owner.objects.bulk_create(self.new_owners, batch_size=500)
        fresh = [business for _, business in created]
        for business in fresh:
            business.owner = business.owner  # takes over the key the owner has now
        Business.objects.bulk_create(fresh, batch_size=300)
        for row, business in created:
            row.business = business
        Business.objects.bulk_update(list(updated), _UPDATED, batch_size=100)


def folded_name(name: str) -> str:
    """Return a business name in comparison form, its kind of place included."""
    folded = fold_name(name)
    return f"{folded.prefix} {folded.text}".strip()[:200]


def _contradicts(owner: Owner, record: Record) -> bool:
    return bool(record.nik and owner.nik and record.nik != owner.nik)


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
