"""The search index kept in step with the registry: it pulls what changed, nobody pushes (ADR 0018).

The index is a copy outside the database, so whoever reads may bring it up to date.
"""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Max, QuerySet

from laju.apps.regions.models import Region
from laju.apps.registry.models import Business, SearchChange
from laju.engines.search import (
    Broken,
    Line,
    Manifest,
    build_index,
    count_indexed,
    current_manifest,
    indexed_among,
    open_index,
    remember,
    update_index,
    writing,
)

AT_ONCE = 2_000  # changes a search takes along while somebody waits for it
SMALL = 20_000  # businesses whose index is built while somebody waits
_CHUNK = 20_000
_MOST_CHANGES = 50_000  # beyond this, and a share of all, a new index is sooner made
_MOST_SHARE = 5  # one in so many
_FIELDS = (
    "pk", "name", "owner__name", "district_name", "village_name", "region_id", "activity",
    "products_text", "phone", "owner__phone", "sector", "size", "kbli_code",
)  # fmt: skip


_ENDS = """
SELECT (SELECT MAX(id) FROM registry_business), (SELECT MIN(id) FROM registry_searchchange),
  (SELECT MAX(id) FROM registry_searchchange), 0
"""
_ENDS_BY_MARK = """
SELECT (SELECT MAX(id) FROM registry_business), 0, 0,
  (SELECT COUNT(*) FROM registry_searchchange WHERE mark >= %s)
"""


class Differences(NamedTuple):
    """Where index and registry disagree: how many each has, and numbers only one of them has."""

    indexed: int
    stored: int
    missing: list[int]
    extra: list[int]

    @property
    def is_in_step(self) -> bool:
        """Say whether exactly what is stored is found."""
        return not (self.missing or self.extra)


def follow(*, most: int | None = AT_ONCE) -> bool:
    """Bring the index in step with what was committed, and say whether it is.

    most: changes taken along at once; None for all, building anew where that is sooner. Inside
    a transaction nothing is done: what is not committed may never be.
    Raises: Broken when there is no index of this database, and making one takes longer.
    """
    try:
        manifest = _own_manifest()
        if not _is_settled():
            return False
        if not _count_changes(manifest):
            return True
        with writing(settings.SEARCH, wait=most is None) as is_mine:
            return is_mine and _catch_up(_own_manifest(), most)
    except Broken:
        is_long = most is not None and _is_large()
        if is_long or not _is_settled() or rebuild(wait=most is None) is None:
            raise
        return True


def rebuild(*, wait: bool = True) -> int | None:
    """Build the index from all businesses beside the one in use, and swap it in.

    Returns: number of businesses; None when somebody else is at it and `wait` is not asked for.
    """
    with writing(settings.SEARCH, wait=wait) as is_mine:
        return _build() if is_mine else None


def forget_changes() -> int:
    """Drop the notes of changes the index has heard of. Returns: how many."""
    told = SearchChange.objects.filter(**_before(_own_manifest()))
    return told.delete()[0]


def check() -> Differences:
    """Compare the index with the registry, number by number. Raises: Broken."""
    _own_manifest()
    opened = open_index(settings.SEARCH)
    stored = Business.objects.count()
    missing, told = [], 0
    for keys in _keys():
        there = indexed_among(opened=opened, ids=keys)
        missing += [key for key in keys if key not in there]
        told += len(there)
    indexed = count_indexed(opened=opened)
    extra = _only_indexed(opened) if indexed > told else []
    return Differences(indexed, stored, missing, extra)


def _catch_up(manifest: Manifest, most: int | None) -> bool:
    """Take all changes along, a part of them or none; whatever is taken twice does no harm."""
    mark, changed = _changes(manifest)
    many = max(_MOST_CHANGES, _highest() // _MOST_SHARE)
    if len(changed) > (many if most is None else most):
        if most is None:
            _build()
        return most is None
    keys = _kept_of(changed)
    lines = list(_lines(keys))
    there = {line.id for line in lines}
    gone = (keys | set(changed)) - there
    update_index(folder=settings.SEARCH, lines=lines, gone=gone)
    highest = max(manifest.highest, *changed, 0)
    seen = _noted(mark).count()
    remember(settings.SEARCH, manifest._replace(mark=mark, highest=highest, seen=seen))
    return True


def _build() -> int:
    mark = _mark()
    manifest = Manifest(source=_source(), mark=mark, seen=_noted(mark).count())
    return build_index(folder=settings.SEARCH, lines=_lines(None), manifest=manifest)


def _is_settled() -> bool:
    """Say whether nothing is under way in this connection that may be taken back.

    A test case wraps all it does in a transaction of its own, which does not count.
    """
    return all(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def _own_manifest() -> Manifest:
    """Return the manifest of an index made from this very database. Raises: Broken."""
    manifest = current_manifest(settings.SEARCH)
    if manifest.source != _source():
        raise Broken(reason="source")
    return manifest


def _source() -> str:
    told = connection.settings_dict
    return f"{connection.vendor}:{told.get('HOST', '')}:{told['NAME']}"


def _count_changes(manifest: Manifest) -> int:
    """Return about how much is new since the index was last brought in step.

    Raises: Broken when notes it has not heard of are gone, or the database is of an earlier day.
    """
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:  # asked before every search, so past the ORM
        cursor.execute(_ENDS_BY_MARK if is_postgres else _ENDS, [manifest.mark] * is_postgres)
        highest, first, last, at_mark = (int(number or 0) for number in cursor.fetchone())
    if is_postgres:
        noted = at_mark - manifest.seen
        is_broken = noted < 0
    else:
        noted = last - manifest.mark
        is_broken = noted < 0 or first > manifest.mark + 1
    if is_broken:
        raise Broken(reason="changes")
    return noted + max(highest - manifest.highest, 0)


def _changes(manifest: Manifest) -> tuple[int, set[int]]:
    """Return the mark to begin at next time, and the businesses to tell the index of again."""
    mark = _mark()
    changed = set(_noted(manifest.mark).values_list("business", flat=True))
    new = Business.everything.filter(pk__gt=manifest.highest)
    return mark, changed | set(new.values_list("pk", flat=True))


def _mark() -> int:
    """Return a mark such that whatever is not visible yet will be noted at or after it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT txid_snapshot_xmin(txid_current_snapshot())")
            return int(cursor.fetchone()[0])
    return int(SearchChange.objects.aggregate(last=Max("pk"))["last"] or 0)


def _noted(mark: int) -> QuerySet[SearchChange]:
    if connection.vendor == "postgresql":
        return SearchChange.objects.filter(mark__gte=mark)
    return SearchChange.objects.filter(pk__gt=mark)


def _before(manifest: Manifest) -> dict[str, int]:
    if connection.vendor == "postgresql":
        return {"mark__lt": manifest.mark}
    return {"pk__lt": manifest.mark}  # the last one stays, so that numbers go on from it


def _highest() -> int:
    """Return the highest number of a business: at once, and about how many there are."""
    return int(Business.everything.aggregate(last=Max("pk"))["last"] or 0)


def _is_large() -> bool:
    """Test whether there are more than SMALL businesses; numbers alone do not tell."""
    return Business.everything.order_by("pk")[SMALL : SMALL + 1].exists()


def _kept_of(keys: Collection[int]) -> set[int]:
    """Return the given businesses and those they were merged into."""
    gone = Business.everything.filter(pk__in=keys).exclude(merged_into=None)
    return {*keys, *gone.values_list("merged_into_id", flat=True)}


def _other_names(keys: Collection[int] | None) -> dict[int, list[str]]:
    """Return the names of what was merged, by the business that was kept."""
    gone = Business.everything.exclude(merged_into=None)
    if keys is not None:
        gone = gone.filter(merged_into__in=keys)
    names: dict[int, list[str]] = {}
    for kept, name in gone.values_list("merged_into_id", "name"):
        names.setdefault(kept, []).append(name)
    return names


def _lines(keys: Collection[int] | None) -> Iterator[Line]:
    """Yield the standing businesses as the index sees them, all of them or some."""
    regions = {region.pk: region for region in Region.objects.all()}
    places = {pk: (region.short_name, region.name) for pk, region in regions.items()}
    names = _other_names(keys)
    for chunk in _chunks(keys):
        for pk, name, owner, district, village, code, activity, products, *rest in chunk:
            phone, owner_phone, sector, size, kbli = rest
            short, full = places[code]
            yield Line(
                pk,
                f"{name} {' '.join(names[pk])}" if pk in names else name,
                owner,
                f"{district} {village} {short}",
                f"{activity} {products} {full}",
                f"{phone} {owner_phone}",
                code,
                sector,
                size,
                kbli,
            )


def _chunks(keys: Collection[int] | None) -> Iterator[list[tuple[Any, ...]]]:
    """Read in key order, a part at a time, so that no read stays open for long."""
    rows = Business.objects.order_by("pk").values_list(*_FIELDS)
    if keys is not None:
        told = sorted(keys)
        for at in range(0, len(told), 500):
            yield list(rows.filter(pk__in=told[at : at + 500]))
        return
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:_CHUNK]):
        yield chunk
        last = chunk[-1][0]


def _keys() -> Iterator[list[int]]:
    last = 0
    rows = Business.objects.order_by("pk").values_list("pk", flat=True)
    while keys := list(rows.filter(pk__gt=last)[:_CHUNK]):
        yield keys
        last = keys[-1]


def _only_indexed(opened: Any) -> list[int]:
    """Return the numbers in the index that no standing business has."""
    highest = max(current_manifest(settings.SEARCH).highest, _highest())
    extra = []
    for begin in range(0, highest + 1, _CHUNK):
        there = indexed_among(opened=opened, ids=range(begin, begin + _CHUNK))
        standing = Business.objects.filter(pk__gte=begin, pk__lt=begin + _CHUNK)
        extra += sorted(there - set(standing.values_list("pk", flat=True)))
    return extra
