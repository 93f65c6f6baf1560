"""What a merge does to stored records, for one pair or for sixty thousand, and what a split undoes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, models

from laju.apps.accounts.models import User
from laju.apps.registry.models import Business, Merge, Owner
from laju.core.errors import DomainError
from laju.core.merges import fill_gaps, replay

BUSINESS, OWNER = Merge.Kind.BUSINESS, Merge.Kind.OWNER
MODELS: Mapping[str, Any] = {BUSINESS: Business, OWNER: Owner}
CHUNK = 5_000
FEW = 100

_PLACE = ("region_id", "district_id", "district_name", "village_name", "address", "latitude", "longitude")  # fmt: skip
_SIZE = ("capital_rupiah", "sales_rupiah", "size", "size_criterion")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    BUSINESS: (
        *_PLACE, *_SIZE, "activity", "kbli_version", "kbli_code", "phone", "products_text",
        "prices_text", "hours_text", "photo_name", "founded_year", "employees", "channels",
        "permits",
    ),
    OWNER: ("name", "name_folded", "sex", "nik", "nib", "npwp", "phone", "email"),
}  # fmt: skip
_TEXTS_BY_KEY = frozenset({"channels", "permits"})  # each key of them is a field of its own
GROUPS = {
    **dict.fromkeys(_PLACE, "place"),
    **dict.fromkeys(_SIZE, "size"),
    **dict.fromkeys(("kbli_version", "kbli_code"), "kbli"),
    **dict.fromkeys(("products_text", "prices_text"), "products"),
    **dict.fromkeys(("name", "name_folded"), "name"),
}


class NumberTaken(DomainError):
    message = "NIK pemilik yang akan dipisahkan kini tercatat pada pemilik lain."
    remedy = "Gabungkan dulu kedua pemilik dengan NIK itu, lalu pisahkan lagi."


class Joining(NamedTuple):
    """One merge to store: who stays, who goes, and why."""

    kept: int
    gone: int
    pair: tuple[int, int] | None = None  # the two businesses it was decided on
    bits: float | None = None
    evidence: Sequence[str] = ()
    link: int | None = None


def join(
    *,
    kind: str,
    joinings: Sequence[Joining],
    by: User,
    at: datetime,
    model_version: str = "",
    is_automatic: bool = False,
) -> list[Merge]:
    """Make records one, in order; all of them must stand. A few statements, however many."""
    told = told_by(kind=kind, keys={key for j in joinings for key in (j.kept, j.gone)})
    merges, changed = [], set()
    for joining in joinings:
        kept = told[joining.kept]
        filled = fill_gaps(own=kept, other=told[joining.gone], groups=GROUPS)
        kept |= filled
        if filled:
            changed.add(joining.kept)
        merges.append(
            Merge(
                kind=kind,
                kept=joining.kept,
                gone=joining.gone,
                link_id=joining.link,
                bits=joining.bits,
                model_version=model_version,
                evidence=list(joining.evidence),
                is_automatic=is_automatic,
                moved={"filled": filled} | ({"pair": joining.pair} if joining.pair else {}),
                merged_by=by.username,
                merged_at=at,
            )
        )
    insert(merges)
    _lead_on(kind, [(joining.kept, joining.gone) for joining in joinings], at)
    write(kind=kind, records={key: told[key] for key in changed}, at=at)
    return merges


def insert(rows: Sequence[models.Model]) -> None:
    """Store new rows; many of them three times as fast as objects do, and without their keys."""
    if not rows:
        return
    meta = rows[0]._meta
    if len(rows) <= FEW:
        meta.model._base_manager.bulk_create(rows)
        return
    fields: list[Any] = [field for field in meta.concrete_fields if not field.primary_key]
    columns, blanks = ", ".join(f.column for f in fields), ", ".join(["%s"] * len(fields))
    lines = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        for row in rows
    ]
    _execute(f"INSERT INTO {meta.db_table} ({columns}) VALUES ({blanks})", lines)  # noqa: S608


def part(*, merge: Merge, by: User, at: datetime) -> None:
    """Let a record that was merged stand again, with all that had been merged into it before.

    Raises: NumberTaken.
    """
    kind, gone = merge.kind, merge.gone
    model = MODELS[kind]
    below = _below(kind, gone)
    Merge.objects.filter(pk=merge.pk).update(undone_by=by.username, undone_at=at)
    _take_back(merge, at)  # before a number is given back to the one it came from
    model.everything.filter(pk__in=below).update(merged_into=gone)
    if kind == BUSINESS:
        model.everything.filter(pk=gone).update(merged_into=None, updated_at=at)
        return
    nik = Owner.everything.get(pk=gone).nik
    if nik and Owner.objects.filter(nik=nik).exists():
        raise NumberTaken
    model.everything.filter(pk=gone).update(merged_into=None)
    Business.everything.filter(original_owner__in=[gone, *below]).update(owner=gone)
    Business.everything.filter(original_owner=gone).update(original_owner=None)


def told_by(*, kind: str, keys: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return what records tell, by key: each field that is not empty, "channels.x" for a part."""
    fields, wanted = _FIELDS[kind], sorted(keys)
    told: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = MODELS[kind].everything.select_for_update()
        rows = rows.filter(pk__in=wanted[start : start + CHUNK])
        for key, *values in rows.values_list("pk", *fields):
            told[key] = dict(_spread(zip(fields, values, strict=True)))
    return told


def write(*, kind: str, records: Mapping[int, Mapping[str, Any]], at: datetime) -> None:
    """Store what records tell now."""
    model = MODELS[kind]
    names = [name for name in _FIELDS[kind] if name != "region_id"]  # never taken over
    names += ["updated_at"] if kind == BUSINESS else []
    fields = [model._meta.get_field(name.removesuffix("_id")) for name in names]
    blank = [_blank(field) for field in fields]
    lines = []
    for key, told in records.items():
        whole = {**_gather(told), "updated_at": at}
        values = [whole.get(name, empty) for name, empty in zip(names, blank, strict=True)]
        stored = [
            field.get_db_prep_save(value, connection)
            for field, value in zip(fields, values, strict=True)
        ]
        lines.append((*stored, key))
    columns = ", ".join(f"{field.column} = %s" for field in fields)
    _execute(f"UPDATE {model._meta.db_table} SET {columns} WHERE id = %s", lines)  # noqa: S608


def _lead_on(kind: str, ways: Sequence[tuple[int, int]], at: datetime) -> None:
    """Let each that is gone, and all that lead to it, lead to the one that is kept."""
    table = MODELS[kind]._meta.db_table
    lines = [(kept, gone, gone) for kept, gone in ways]
    _execute(f"UPDATE {table} SET merged_into_id = %s WHERE id = %s OR merged_into_id = %s", lines)  # noqa: S608
    if kind == OWNER:
        _execute(
            "UPDATE registry_business SET original_owner_id = COALESCE(original_owner_id, owner_id),"
            " owner_id = %s WHERE owner_id = %s",
            ways,
        )
        return
    gone = [gone for _, gone in ways]
    for start in range(0, len(gone), CHUNK):  # so that whoever follows changes sees them go
        rows = Business.everything.filter(pk__in=gone[start : start + CHUNK])
        rows.update(updated_at=at)


def _below(kind: str, key: int) -> list[int]:
    """Return all that were merged into a record before it was merged itself."""
    found: list[int] = []
    layer = [key]
    while layer:
        live = Merge.objects.filter(kind=kind, undone_at=None, kept__in=layer)
        layer = list(live.values_list("gone", flat=True))
        found += layer
    return found


def _take_back(merge: Merge, at: datetime) -> None:
    """Take from the kept record, and from those it was merged into, what only this merge gave."""
    kind, key, changed = merge.kind, merge.kept, merge
    lost = {GROUPS.get(name, name) for name in merge.moved.get("filled", {})}
    while lost:
        live = models.Q(undone_at=None) | models.Q(pk=changed.pk)
        merges = list(Merge.objects.filter(live, kind=kind, kept=key).order_by("pk"))
        told = told_by(kind=kind, keys={key, *(m.gone for m in merges)})
        before = [m.moved.get("filled", {}) for m in merges]
        held, given = replay(
            held=told[key],
            given=before,
            others=[told[m.gone] if m.pk != merge.pk else {} for m in merges],
            start=next(i for i, m in enumerate(merges) if m.pk == changed.pk),
            touched=lost,
            groups=GROUPS,
        )
        for one, gift in zip(merges, given, strict=True):
            if gift != one.moved.get("filled", {}) and one.pk != merge.pk:
                one.moved = {**one.moved, "filled": gift}
                one.save(update_fields=["moved"])
        if held == told[key]:
            return
        write(kind=kind, records={key: held}, at=at)
        above = Merge.objects.filter(kind=kind, undone_at=None, gone=key).first()
        if above is None:
            return
        key, changed = above.kept, above


def _execute(statement: str, lines: Sequence[Sequence[Any]]) -> None:
    if lines:
        with connection.cursor() as cursor:
            cursor.executemany(statement, lines)


def _spread(pairs: Iterable[tuple[str, Any]]) -> Iterable[tuple[str, Any]]:
    for name, value in pairs:
        if name in _TEXTS_BY_KEY:
            yield from ((f"{name}.{key}", part) for key, part in value.items() if part)
        elif value not in ("", None):
            yield name, value


def _gather(told: Mapping[str, Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {name: {} for name in _TEXTS_BY_KEY}
    for name, value in told.items():
        outer, _, inner = name.partition(".")
        if inner:
            whole[outer][inner] = value
        else:
            whole[name] = value
    return whole


def _blank(field: Any) -> Any:
    return None if field.null else ""
