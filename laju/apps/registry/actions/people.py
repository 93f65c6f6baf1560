"""People behind the rows of a chunk: found again by NIK, NIB or phone, completed, never merged."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from laju.apps.registry.models import Owner
from laju.core.records import Record, Severity

KINDS = ("nik", "nib", "phone")
_ALIKE = 70  # similarity (0..100) below which one number under two names is doubted


@dataclass(slots=True, eq=False)
class Person:
    """Somebody nobody knew, not stored yet; a stored owner has the same fields."""

    name: str
    name_folded: str
    sex: str
    nik: str
    nib: str
    npwp: str
    phone: str
    email: str
    pk: int | None = None


class People:
    """The owners a chunk may be about: one object per person, however it was found.

    new: those not stored yet, in order; completed: stored ones of whom something new was told.
    """

    def __init__(self) -> None:
        self.by_pk: dict[int, Owner] = {}
        self.new: list[Person] = []
        self.completed: dict[int, Owner] = {}
        self._by_number: dict[tuple[str, str], list[Owner | Person]] = {}
        self._turns: dict[int, int] = {}  # of the new ones, by identity: who came first

    def learn(self, owner: Owner, *, standing: Owner | None = None) -> Owner:
        """Take in a stored owner; under the numbers of one that was merged, `standing` is found."""
        person = standing or owner
        person = self.by_pk.setdefault(person.pk, person)
        self._remember(person, person)
        self._remember(person, owner)
        return person

    def owner_of(self, record: Record, *, folded: str) -> tuple[Owner | Person, dict[str, str]]:
        """Return the owner a row names, and what was new of one that was known.

        Known by NIK, NIB, or phone and name; else a new one.
        folded: the owner's name in comparison form.
        """
        for kind in ("nik", "nib"):
            known = self._by_number.get((kind, getattr(record, kind)), [])
            for owner in known:
                if _may_be(owner, folded):
                    return owner, self.complete(owner, record, folded=folded)
            if known:
                _doubt(record, kind)
        for owner in self._by_number.get(("phone", record.phone), []):
            if folded and owner.name_folded == folded and not contradicts(owner, record):
                return owner, self.complete(owner, record, folded=folded)
        new = Person(
            name=record.owner_name,
            name_folded=folded,
            sex=record.owner_sex,
            nik=record.nik,
            nib=record.nib,
            npwp=record.npwp,
            phone=record.phone,
            email=record.email,
        )
        self._turns[id(new)] = len(self.new)
        self.new.append(new)
        self._remember(new, new)
        return new, {}

    def complete(self, owner: Owner | Person, record: Record, *, folded: str) -> dict[str, str]:
        """Add to an owner what was not known before, and return what that was.

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
            "name_folded": folded,
        }
        new = {name: value for name, value in told.items() if value and not getattr(owner, name)}
        for name, value in new.items():
            setattr(owner, name, value)
        if new:
            self._remember(owner, owner)
        if new and isinstance(owner, Owner):
            self.completed[owner.pk] = owner
        return new

    def _remember(self, owner: Owner | Person, named: Owner | Person) -> None:
        """Find this person again by any number of `named`; the one stored first comes first."""
        for kind in KINDS:
            if value := getattr(named, kind):
                known = self._by_number.setdefault((kind, value), [])
                if all(owner is not other for other in known):
                    known.append(owner)
                    known.sort(key=self._age)

    def _age(self, owner: Owner | Person) -> tuple[bool, int]:
        return (False, owner.pk) if owner.pk else (True, self._turns[id(owner)])


def contradicts(owner: Owner | Person, record: Record) -> bool:
    """Say whether a row names another NIK than the owner has."""
    return bool(record.nik and owner.nik and record.nik != owner.nik)


def _may_be(owner: Owner | Person, folded: str) -> bool:
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
