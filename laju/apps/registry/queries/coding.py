"""What is known of KBLI codes: suggestions with the office's memory, and what has no code yet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Business, KbliChoice, KbliPhrase
from laju.core.coding import Confirmed, Suggestion, phrase_key
from laju.core.kbli import Version
from laju.engines.coding import follow_kbli, suggest_kbli

MOST_TEXTS = 3000  # spellings looked at; rarer ones come up when these are done


@dataclass(slots=True)
class PhraseGroup:
    """Businesses without a code whose owners wrote the same."""

    phrase: str
    said: str  # the most frequent spelling
    count: int = 0
    texts: list[str] = field(default_factory=list)


def words_of(*, business: Business) -> str:
    """Return what a business does in its owner's words; its products or name when nothing is told."""
    return business.activity or business.products_text or business.name


def kbli_suggestions(
    *, text: str, version: Version, region: str = "", limit: int = 5
) -> list[Suggestion]:
    """Return the likeliest codes for an activity; what was confirmed in this region comes first."""
    return suggest_kbli(
        text=text,
        version=version,
        memory=kbli_memory(text=text, version=version, region=region),
        limit=limit,
    )


def kbli_memory(*, text: str, version: Version, region: str = "") -> list[Confirmed]:
    """Return the codes people chose for the same words, and how often."""
    key = phrase_key(text)
    rows = KbliPhrase.objects.filter(phrase=key, version=version.value) if key else ()
    counts: dict[tuple[str, bool], int] = defaultdict(int)
    for row in rows:
        counts[row.code, bool(region) and row.region_id == region] += row.count
    own = {code for code, is_own in counts if is_own}
    return [
        Confirmed(code, count, is_own)
        for (code, is_own), count in sorted(counts.items())
        if is_own or code not in own
    ]


def kbli_in_other_version(*, business: Business, limit: int = 3) -> list[Suggestion]:
    """Return what the code of a business may be in the other version; none without a code."""
    if not business.kbli_code:
        return []
    return follow_kbli(
        code=business.kbli_code,
        version=Version(business.kbli_version),
        text=words_of(business=business),
        limit=limit,
    )


def uncoded(*, by: User) -> QuerySet[Business]:
    """Return the businesses a person may see that have no code yet."""
    return Business.objects.filter(within_scope(user=by), kbli_code="")


def count_coded(*, by: User) -> tuple[int, int]:
    """Return how many businesses a person sees have a code, and how many there are."""
    told = Business.objects.filter(within_scope(user=by)).aggregate(
        total=Count("pk"), without=Count("pk", filter=Q(kbli_code=""))
    )
    return told["total"] - told["without"], told["total"]


def uncoded_groups(*, by: User) -> list[PhraseGroup]:
    """Return the businesses without a code by what their owners wrote, the largest group first.

    Of the distinct spellings the MOST_TEXTS most frequent are looked at.
    """
    rows = (
        uncoded(by=by)
        .exclude(activity="")
        .values_list("activity")
        .annotate(n=Count("pk"))
        .order_by("-n", "activity")[:MOST_TEXTS]
    )
    groups: dict[str, PhraseGroup] = {}
    for text, count in rows:
        key = phrase_key(text)
        if key:
            group = groups.setdefault(key, PhraseGroup(key, text))
            group.count += count
            group.texts.append(text)
    return sorted(groups.values(), key=lambda group: (-group.count, group.phrase))


def businesses_saying(*, by: User, texts: Sequence[str]) -> QuerySet[Business]:
    """Return the businesses without a code whose activity is one of these texts."""
    return uncoded(by=by).filter(activity__in=texts).order_by("pk")


def choices_of(*, by: User) -> QuerySet[KbliChoice]:
    """Return a person's own decisions on codes, the latest first."""
    return KbliChoice.objects.filter(chosen_by=by.username)
