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
        self.by_name: dict[tuple[str, str], list[Business]] = {}  # region and folded name
        self.businesses: dict[int, Business] = {}
        self.owners: dict[tuple[str, str], list[Owner]] = {}
        self.owner_by_pk: dict[int, Owner] = {}
        self.new_owners: list[Owner] = []
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
        self._load_owners(records)
        phones = {record.phone for record in records} - {""}
        candidates = Business.objects.filter(owner__in=list(self.owner_by_pk))
        candidates |= Business.objects.filter(phone__in=phones)
        candidates |= Business.objects.filter(pk__in=set(self.known.values()))
        self.businesses = {
            business.pk: business for business in candidates.select_related("owner").order_by("pk")
        }
        own = Row.objects.filter(batch=self.batch, business__in=list(self.businesses))
        self.told = set(own.values_list("business_id", flat=True))
        for business in self.businesses.values():
            owner = self.owner_by_pk.setdefault(business.owner_id, business.owner)
            business.owner = owner  # one object per person, however it was found
            key = (business.region_id, business.name_folded)
            self.by_name.setdefault(key, []).append(business)

    def _load_owners(self, records: Sequence[Record]) -> None:
        keys = {
            kind: {value for record in records if (value := getattr(record, kind))}
            for kind in ("nik", "nib", "phone")
        }
        for kind, values in keys.items():
            for owner in Owner.objects.filter(**{f"{kind}__in": values}).order_by("pk"):
                self._remember(self.owner_by_pk.setdefault(owner.pk, owner))

    def _remember(self, owner: Owner) -> None:
        """Find this person again by any number; the one stored first comes first."""
        for kind in ("nik", "nib", "phone"):
            if value := getattr(owner, kind):
                known = self.owners.setdefault((kind, value), [])
                if owner not in known:
                    known.append(owner)
                    known.sort(key=self._age)

    def _age(self, owner: Owner) -> tuple[bool, int]:
        return (False, owner.pk) if owner.pk else (True, self.new_owners.index(owner))

    def _match(self, record: Record, print_: str) -> tuple[Business | None, bool]:
        """Return the business a row is about, and whether it says anything new."""
        if pk := self.known.get(print_):
            self.told.add(pk)
            return self.businesses[pk], False
        # A near repeat inside one sheet is only proposed: one row speaks of a business.
        named = [
            business
            for business in self.by_name.get((record.region_code, folded_name(record.name)), [])
            if business.pk not in self.told and not _contradicts(business.owner, record)
        ]
        for kind in ("nik", "nib", "phone"):
            value = getattr(record, kind)
            found = [business for business in named if value and value in _known(business, kind)]
            if len(found) == 1:
                self.told.add(found[0].pk)
                return found[0], self._update(found[0], record, print_)
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
        folded = fold_name(record.owner_name, is_person=True).text[:200]
        changed |= self._complete(business.owner, record, folded)
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
            known = self.owners.get((kind, getattr(record, kind)), [])
            for owner in known:
                if _may_be(owner, folded):
                    self._complete(owner, record, folded)
                    return owner
            if known:
                _doubt(record, kind)
        for owner in self.owners.get(("phone", record.phone), []):
            if folded and owner.name_folded == folded and not _contradicts(owner, record):
                self._complete(owner, record, folded)
                return owner
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
        self._remember(owner)
        return owner

    def _complete(self, owner: Owner, record: Record, folded: str) -> bool:
        """Add to an owner what was not known before, and say whether there was anything.

        Nothing is overwritten, and a NIK that somebody else has is not given twice.
        """
        changed = []
        for name, value in (
            ("nik", "" if self.owners.get(("nik", record.nik)) else record.nik),
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
        if changed:
            self._remember(owner)
        if changed and owner.pk:
            owner.save(update_fields=changed)
        return bool(changed)

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


def _known(business: Business, kind: str) -> tuple[str, ...]:
    known: str = getattr(business.owner, kind)
    return (known, business.phone) if kind == "phone" else (known,)


def _may_be(owner: Owner, folded: str) -> bool:
    """Say whether a person may go by this name; where one has none, the number decides."""
    if not folded or not owner.name_folded:
        return True
    return fuzz.token_sort_ratio(folded, owner.name_folded) >= _ALIKE


def _doubt(record: Record, kind: str) -> None:
    """Leave out a number that stands under a name which is nothing alike, and note it."""
    label = kind.upper()
    reason = f"{label} ini sudah tercatat atas nama lain; {label} tidak dipakai di baris ini."
    remedy = f"Periksa {label} di dokumen aslinya."
    record.note(Severity.WARNING, kind, getattr(record, kind), reason, remedy)
    setattr(record, kind, "")


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
