"""Searching without the index: by the beginning of names, by whole numbers, never a whole table.

It finds no misspelt words. Each step asks an index of the database and stops at a limit.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Business, Owner
from laju.apps.registry.queries.businesses import NOTHING
from laju.core.identity.names import PREFIX_CLASSES, fold_name
from laju.core.identity.spelling import plain_words
from laju.engines.search import Asked, Narrowing

MOST_PLAIN = 500  # businesses a plain search finds at most
_KINDS = sorted({kind for kind in PREFIX_CLASSES.values() if kind})
_LAST = "\U0010ffff"


def plain_keys(*, by: User, text: str, asked: Asked, narrowing: Narrowing) -> list[int]:
    """Return the numbers of businesses whose name or owner begins so, or with this telephone."""
    words = plain_words(text.replace("\x00", "")[:200])[:8]
    rows = _narrowed(by, narrowing)
    keys: dict[int, None] = {}
    for part in _parts(rows, words, asked):
        keys |= dict.fromkeys(part[: MOST_PLAIN - len(keys)].values_list("pk", flat=True))
        if len(keys) >= MOST_PLAIN:
            break
    return list(keys)


def _parts(
    rows: QuerySet[Business], words: Sequence[str], asked: Asked
) -> Iterable[QuerySet[Business]]:
    for number in asked.numbers:
        # The second condition is that of the indexes, which are used only when it is said.
        begins = _begins("phone", ["+62" + number.removeprefix("0")]) & ~Q(phone="")
        yield rows.filter(begins)
        owners = Owner.objects.filter(begins)
        yield rows.filter(owner__in=list(owners.values_list("pk", flat=True)[:MOST_PLAIN]))
    letters = [word for word in words if not word.isdigit() or not asked.numbers]
    if not letters:
        return
    folded = fold_name(" ".join(letters)).text.casefold()
    kinds = ["", *(f"{kind} " for kind in _KINDS)]
    yield rows.filter(_begins("name_folded", [f"{kind}{folded}" for kind in kinds]))
    person = fold_name(" ".join(letters), is_person=True).text
    owners = Owner.objects.filter(_begins("name_folded", [person]))
    yield rows.filter(owner__in=list(owners.values_list("pk", flat=True)[:MOST_PLAIN]))
    if len(letters) > 1:  # the first word leads, the others must be somewhere near it
        kinds_and_word = [f"{kind}{folded.split()[0]}" for kind in kinds]
        near = rows.filter(_begins("name_folded", kinds_and_word))
        keys = near.order_by("pk").values_list("pk", flat=True)[: MOST_PLAIN * 10]
        some = rows.filter(pk__in=list(keys))
        for word in letters[1:]:
            some = some.filter(_holds(word))
        yield some


def _narrowed(by: User, narrowing: Narrowing) -> QuerySet[Business]:
    rows = Business.objects.filter(within_scope(user=by))
    for field in ("region", "sector", "size"):
        if value := getattr(narrowing, field):
            rows = rows.filter(**{field: value.removeprefix(NOTHING)})
    if narrowing.among is not None:
        rows = rows.filter(pk__in=narrowing.among)
    return rows.exclude(pk__in=narrowing.without) if narrowing.without else rows


def _begins(field: str, beginnings: Sequence[str]) -> Q:
    """Return the condition that a column begins so, in the form its index can answer."""
    condition = Q()
    for text in beginnings:
        if connection.vendor == "postgresql":
            condition |= Q(**{f"{field}__startswith": text})
        else:  # LIKE never uses an index here
            condition |= Q(**{f"{field}__gte": text, f"{field}__lt": f"{text}{_LAST}"})
    return condition


def _holds(word: str) -> Q:
    paths = ("name", "owner__name", "district_name", "village_name", "region__name", "activity")
    holds = Q()
    for path in paths:
        holds |= Q(**{f"{path}__icontains": word})
    return holds
