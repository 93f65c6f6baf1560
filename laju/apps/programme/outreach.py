"""Whom to invite where a region has fewer applicants than seats."""

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.outbox.models import Wish
from laju.apps.programme.models import Application, Cohort, Participant
from laju.apps.regions.models import Region
from laju.apps.registry.models import Business

SMALL = ("", Business.Size.MICRO, Business.Size.SMALL)  # "": not known, so perhaps


def to_invite(*, cohort: Cohort, region: Region, by: User) -> QuerySet[Any]:
    """Return registered businesses of a region that could still apply, the most ready first.

    Small ones with a telephone number that have not applied to this cohort, whose owner has not,
    and which took part in none before; nobody who asked not to be written to. Ready: a mobile
    number first, then goods that are named.
    """
    applied = Application.objects.filter(cohort=cohort)
    helped = Participant.objects.exclude(application__cohort=cohort)
    stopped = Wish.objects.filter(is_stopped=True).values("phone")
    rows: QuerySet[Any] = (
        Business.objects.filter(within_scope(user=by), region=region, size__in=SMALL)
        .exclude(phone="", owner__phone="")
        .exclude(owner__in=applied.values("business__owner"))
        .exclude(pk__in=helped.values("application__business"))
        .exclude(Q(phone__in=stopped) | Q(owner__phone__in=stopped))
        .select_related("owner", "region")
        .annotate(
            is_mobile=_flag(Q(phone__startswith="+628") | Q(owner__phone__startswith="+628")),
            has_goods=_flag(~Q(products_text="")),
        )
        .order_by("-is_mobile", "-has_goods", "name_folded", "pk")
    )
    return rows


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
