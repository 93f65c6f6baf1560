"""What can be asked of passes."""

from datetime import datetime

from django.db.models import Q

from laju.apps.passes.models import Pass
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
