"""Businesses by a whole number: a public code, a NIK, a NIB. Asked of the database, never the index."""

from django.db.models import Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Business, Owner
from laju.core.codes import BadCode, parse_code

_NIK, _NIB = 16, 13


def businesses_with_number(*, by: User, text: str) -> QuerySet[Business] | None:
    """Return the businesses a person may see with this code, NIK or NIB; None if it is none.

    A number of what was merged leads to what was kept.
    """
    told = "".join(text[:60].split())
    rows = Business.objects.filter(within_scope(user=by)).order_by("pk")
    digits = told.replace(".", "").replace("-", "")
    if digits.isascii() and digits.isdigit() and len(digits) in {_NIK, _NIB}:
        found = rows.filter(owner__in=_owners_with(digits))
        return found if len(digits) == _NIK or found.exists() else None  # else a telephone number
    try:
        number = parse_code(told)
    except BadCode:
        return None
    if number > 2**63 - 1:
        return rows.none()
    into = Business.everything.filter(pk=number).values_list("merged_into", flat=True).first()
    return rows.filter(pk=into or number)


def _owners_with(digits: str) -> set[int]:
    """Return the standing owners a NIK or NIB belongs to."""
    # The indexes hold what is told only, and are used only when a query says so too.
    kind = "nik" if len(digits) == _NIK else "nib"
    known = Q(**{kind: digits}) & ~Q(**{kind: ""})
    standing = Owner.objects.filter(known).values_list("pk", flat=True)[:50]
    merged = Owner.everything.filter(known, merged_into__isnull=False)
    return {*standing, *merged.values_list("merged_into", flat=True)[:50]}
