"""Content: who waits for it, and what was written."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Cohort, Participant
from laju.apps.studio.models import Content, Fact, Origin, Poster


def participants_awaiting_facts(*, cohort: Cohort) -> QuerySet[Participant]:
    """Return the participants whose sheet was not read yet, or has changed since."""
    read = Fact.objects.filter(
        business=OuterRef("application__business"),
        origin=Origin.SHEET,
        at__gte=OuterRef("application__business__updated_at"),
    )
    rows = Participant.objects.filter(application__cohort=cohort, left_at=None)
    return rows.filter(~Exists(read)).order_by("pk")


def participants_awaiting_content(
    *, cohort: Cohort, on: date | None = None
) -> QuerySet[Participant]:
    """Return the participants whose texts were never composed, or before their latest fact.

    With `on` also those whose texts speak of a permit that has run out before that day.
    """
    content = Content.objects.filter(participant=OuterRef("pk"))
    newer = Fact.objects.filter(
        business=OuterRef("participant__application__business"), at__gt=OuterRef("composed_at")
    )
    is_stale = Exists(newer) | Q(valid_until__lt=on) if on else Q(Exists(newer))
    stale = Content.objects.filter(is_stale).values("participant")
    rows = Participant.objects.filter(application__cohort=cohort, left_at=None)
    return (rows.filter(~Exists(content)) | rows.filter(pk__in=stale)).order_by("pk")


def contents_of(*, cohort: Cohort, by: User | None = None) -> QuerySet[Content]:
    """Return the content of a cohort with its business loaded, in order of participant."""
    rows = Content.objects.filter(
        participant__application__cohort=cohort, participant__left_at=None
    ).select_related("participant__application__business__region")
    if by is not None:
        path = "participant__application__business__region_id"
        rows = rows.filter(within_scope(user=by, path=path))
    return rows.order_by("participant_id")


def content_of(*, participant: Participant) -> Content | None:
    """Return the content of one participant, or None before it was composed."""
    return Content.objects.filter(participant=participant).first()


def count_contents_by_status(*, cohort: Cohort) -> dict[str, int]:
    """Return the number of contents per status."""
    rows = contents_of(cohort=cohort).order_by().values_list("status").annotate(n=Count("pk"))
    return dict(rows)


def participants_awaiting_posters(*, cohort: Cohort) -> QuerySet[Content]:
    """Return content for which no poster was drawn since it was composed."""
    drawn = Poster.objects.filter(
        participant=OuterRef("participant"), drawn_at__gte=OuterRef("composed_at")
    )
    return contents_of(cohort=cohort).filter(~Exists(drawn))


def posters_by_participant(*, keys: Sequence[int]) -> dict[int, dict[str, dict[str, str]]]:
    """Return, per participant key and product key, the poster path of each size."""
    found: dict[int, dict[str, dict[str, str]]] = {key: {} for key in keys}
    rows = Poster.objects.filter(participant__in=keys).annotate(key=F("participant_id"))
    for key, product, size, path in rows.values_list("key", "product_key", "size", "path"):
        found[key].setdefault(product, {})[size] = path
    return found
