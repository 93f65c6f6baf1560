"""People behind the rows of a chunk: found again by NIK, NIB or phone, completed, never merged."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from laju.apps.registry.models import Owner
from laju.core.identity.names import fold_name
from laju.core.records import Record, Severity

_ALIKE = 70  # similarity (0..100) below which one number under two names is doubted
_KINDS = ("nik", "nib", "phone")


class People:
    """The owners a chunk may be about: one object per person, however it was found."""

    def __init__(self) -> None:
        self.by_pk: dict[int, Owner] = {}
        self._by_number: dict[tuple[str, str], list[Owner]] = {}
        self._new: list[Owner] = []

    def load(self, records: Sequence[Record]) -> None:
        """Read everyone who has a number that one of the records names."""
        for kind in _KINDS:
            values = {value for record in records if (value := getattr(record, kind))}
            for owner in Owner.objects.filter(**{f"{kind}__in": values}).order_by("pk"):
                self._remember(self.by_pk.setdefault(owner.pk, owner))

    def store(self) -> None:
        """Write the new ones; those that were known are written when they are completed."""
        Owner.objects.bulk_create(self._new, batch_size=500)

    def owner_of(self, record: Record) -> Owner:
        """Return the owner a row names: known by NIK, NIB, or phone and name; else a new one."""
        folded = folded_person(record.owner_name)
        for kind in ("nik", "nib"):
            known = self._by_number.get((kind, getattr(record, kind)), [])
            for owner in known:
                if _may_be(owner, folded):
                    self.complete(owner, record)
                    return owner
            if known:
                _doubt(record, kind)
        for owner in self._by_number.get(("phone", record.phone), []):
            if folded and owner.name_folded == folded and not contradicts(owner, record):
                self.complete(owner, record)
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
        self._new.append(owner)
        self._remember(owner)
        return owner

    def complete(self, owner: Owner, record: Record) -> bool:
        """Add to an owner what was not known before, and say whether there was anything.

        Nothing is overwritten, and a NIK that somebody else has is not given twice.
        """
        told = {
            "nik": "" if self._by_number.get(("nik", record.nik)) else record.nik,
            "nib": record.nib,
            "npwp": record.npwp,
            "phone": record.phone,
            "email": record.email,
            "sex": record.owner_sex,
            "name": record.owner_name,
            "name_folded": folded_person(record.owner_name),
        }
        new = {name: value for name, value in told.items() if value and not getattr(owner, name)}
        for name, value in new.items():
            setattr(owner, name, value)
        if new:
            self._remember(owner)
        if new and owner.pk:
            owner.save(update_fields=list(new))
        return bool(new)

    def _remember(self, owner: Owner) -> None:
        """Find this person again by any number; the one stored first comes first."""
        for kind in _KINDS:
            if value := getattr(owner, kind):
                known = self._by_number.setdefault((kind, value), [])
                if owner not in known:
                    known.append(owner)
                    known.sort(key=self._age)

    def _age(self, owner: Owner) -> tuple[bool, int]:
        return (False, owner.pk) if owner.pk else (True, self._new.index(owner))


def contradicts(owner: Owner, record: Record) -> bool:
    """Say whether a row names another NIK than the owner has."""
    return bool(record.nik and owner.nik and record.nik != owner.nik)


def folded_person(name: str) -> str:
    """Return the name of a person in comparison form, titles and degrees left out."""
    return fold_name(name, is_person=True).text[:200]


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
