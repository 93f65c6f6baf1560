"""Businesses found by what somebody remembers: misspelt names, owners, places, part of a number."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of, within_scope
from laju.apps.registry.indexing import follow
from laju.apps.registry.models import Business
from laju.apps.registry.queries.businesses import NOTHING
from laju.apps.registry.queries.numbers import businesses_with_number
from laju.apps.registry.queries.plain import MOST_PLAIN, plain_keys
from laju.engines.search import (
    Asked,
    Broken,
    Narrowing,
    ask,
    correct,
    likeness,
    open_index,
    read,
    set_aside,
)

MOST_FOUND = 10_000  # how far a list of results can be paged
# Of 100; below it "alike" means nothing to a reader, the less so beside those with every word.
_LEAST_LIKENESS, _LEAST_BESIDE_EXACT = 58, 75
_WITH = ("owner", "region")


class Hit(NamedTuple):
    """A business that fits; is_exact: every word is there as it sounds, else it is written alike."""

    business: Business
    is_exact: bool


class SearchResult(NamedTuple):
    """One page of what fits.

    total: how many fit over all pages; exact: those with every word. words: as they sound, numbers:
    digits, for marking what matched. suggestion: what was perhaps meant, "" for nothing to say.
    is_plain: the index could not be asked, so misspelt words were not found. is_behind: the latest
    changes were too many to be taken along at once.
    """

    hits: list[Hit]
    total: int
    exact: int
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    suggestion: str = ""
    is_plain: bool = False
    is_behind: bool = False


class _Told(NamedTuple):
    """What the index answers (engines.search.Answer), and whether it knows the latest."""

    exact: tuple[int, ...]
    total: int
    alike: tuple[int, ...]
    is_behind: bool


def search_businesses(
    *,
    by: User,
    words: str,
    region: str = "",
    sector: str = "",
    size: str = "",
    among: Collection[int] | None = None,
    without: Collection[int] = (),
    limit: int = 25,
    offset: int = 0,
) -> SearchResult:
    """Return the businesses a person may see that fit what was typed, the likeliest first.

    words: of name, owner, activity, product or place, misspelt or shortened; or part of a
    telephone number, a whole NIK, NIB or code. among, without: numbers of businesses. Those with
    every word come first; those written alike follow when the others fill no page.
    """
    known = _known_by_number(by=by, words=words)
    if known is not None:
        fits = _narrowed(known, region, sector, size, among, without)
        hits = [Hit(business, is_exact=True) for business in fits[offset : offset + limit]]
        return SearchResult(hits, len(fits), len(fits))
    asked = read(words)
    offset = min(max(offset, 0), MOST_FOUND)
    narrowing = Narrowing(
        regions=scope_of(user=by),
        region=region,
        sector=sector,
        size=size,
        among=None if among is None else frozenset(among),
        without=frozenset(without),
    )
    answer = _ask(asked, narrowing, limit, offset)
    if answer is None:
        return _plain(by, words, asked, narrowing, limit, offset)
    return _page(by, words, asked, answer, limit, offset)


def keys_of_found(
    *, by: User, words: str, region: str = "", sector: str = "", size: str = ""
) -> list[int]:
    """Return the numbers of all businesses with every word, in order, for a download."""
    known = _known_by_number(by=by, words=words)
    if known is not None:
        return sorted(b.pk for b in _narrowed(known, region, sector, size, None, ()))
    asked = read(words)
    narrowing = Narrowing(regions=scope_of(user=by), region=region, sector=sector, size=size)
    first = _ask(asked, narrowing, 1, 0)
    if first is None:
        return sorted(plain_keys(by=by, text=words, asked=asked, narrowing=narrowing))
    if not first.total:
        return sorted(first.alike)
    answer = _ask(asked, narrowing, first.total, 0) or first
    return sorted(answer.exact)


def _ask(asked: Asked, narrowing: Narrowing, limit: int, offset: int) -> _Told | None:
    """Return what the index answers; None when it is absent or broken, which is noticed here."""
    for _ in range(2):  # a small index that turns out broken is built again at once
        try:
            is_behind = not follow()
        except Broken:
            return None
        try:
            opened = open_index(settings.SEARCH)
            answer = ask(
                opened=opened, asked=asked, narrowing=narrowing, limit=limit, offset=offset
            )
            return _Told(*answer, is_behind=is_behind)
        except Broken:
            set_aside(settings.SEARCH)
    return None


def _page(by: User, words: str, asked: Asked, told: _Told, limit: int, offset: int) -> SearchResult:
    stored = _stored(by, (*told.exact, *told.alike))
    exact = [Hit(stored[key], is_exact=True) for key in told.exact if key in stored]
    least = _LEAST_BESIDE_EXACT if told.total else _LEAST_LIKENESS
    alike = [
        Hit(stored[key], is_exact=False)
        for key in told.alike
        if key in stored and likeness(words=asked.words, text=_text_of(stored[key])) >= least
    ]
    begin = max(offset - told.total, 0)
    suggestion = ""
    if not told.total and alike:
        suggestion = correct(text=words, texts=(_text_of(hit.business) for hit in alike[:5]))
    return SearchResult(
        hits=exact + alike[begin : begin + limit - len(exact)],
        total=told.total + len(alike),
        exact=told.total,
        words=asked.words,
        numbers=asked.numbers,
        suggestion=suggestion,
        is_behind=told.is_behind,
    )


def _plain(
    by: User, words: str, asked: Asked, narrowing: Narrowing, limit: int, offset: int
) -> SearchResult:
    keys = plain_keys(by=by, text=words, asked=asked, narrowing=narrowing)
    stored = _stored(by, keys[offset : offset + limit])
    hits = [
        Hit(stored[key], is_exact=True) for key in keys[offset : offset + limit] if key in stored
    ]
    return SearchResult(hits, len(keys), len(keys), asked.words, asked.numbers, is_plain=True)


def _stored(by: User, keys: Iterable[int]) -> dict[int, Business]:
    """Return businesses by number: as they are stored now, and never one outside the scope."""
    rows = Business.objects.filter(within_scope(user=by), pk__in=list(keys))
    return {business.pk: business for business in rows.select_related(*_WITH)}


def _known_by_number(*, by: User, words: str) -> QuerySet[Business] | None:
    """Return whose code, NIK or NIB this is; None when it is none of them."""
    rows = businesses_with_number(by=by, text=words)
    return rows.select_related(*_WITH) if rows is not None else None


def _narrowed(
    rows: QuerySet[Business],
    region: str,
    sector: str,
    size: str,
    among: Collection[int] | None,
    without: Collection[int],
) -> list[Business]:
    return [
        business
        for business in rows[:MOST_PLAIN]
        if (not region or business.region_id == region)
        and (not sector or business.sector == sector)
        and (not size or business.size == size.removeprefix(NOTHING))
        and (among is None or business.pk in among)
        and business.pk not in without
    ]


def _text_of(business: Business) -> str:
    """Return what a search looks at, the name first."""
    place = f"{business.district_name} {business.village_name} {business.region.short_name}"
    about = f"{business.activity} {business.products_text}"
    return f"{business.name} {business.owner.name} {place} {about}"
