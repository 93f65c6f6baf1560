"""What can be asked of passes."""

from datetime import datetime

from django.db.models import Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.passes.models import Factor, Pass, SpareCode
from laju.apps.registry.models import Business, Owner


def pass_of(*, browser: str, at: datetime) -> Pass | None:
    """Return the newest pass this browser asked for that still holds, or None."""
    rows = Pass.objects.filter(kind=Pass.Kind.PHONE, used_at=None, ends_at__gt=at)
    return rows.filter(browser=browser).order_by("-pk").first() if browser else None


def owners_by_phone(*, phone: str) -> list[Owner]:
    """Return the owners a number leads to: their own, or that of one of their businesses; at most 2."""
    held = Business.objects.filter(phone=phone).values("owner")
    rows = Owner.objects.filter(Q(phone=phone) | Q(pk__in=held)).select_related("user")
    return list(rows.order_by("pk")[:2]) if phone else []


def factors_of(*, user: User) -> QuerySet[Factor]:
    """Return what a person can prove beside the password, the oldest first."""
    return Factor.objects.filter(user=user)


def has_second_step(*, user: User) -> bool:
    """Test whether a person is asked for more than the password."""
    return factors_of(user=user).exists()


def spares_left(*, user: User) -> int:
    """Return how many codes on paper are unused."""
    return SpareCode.objects.filter(user=user, used_at=None).count()
