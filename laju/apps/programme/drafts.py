"""Answers kept while somebody fills in the form: on the server beside the phone, for 30 days.

No action: the person is not known yet, and nothing has happened that a ledger could tell.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from laju.apps.programme.models import ApplicationDraft, Cohort

LIFE = timedelta(days=30)
MOST_CHARACTERS = 2000  # of one answer; more is cut here and refused by the form
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Kept(NamedTuple):
    """The answers of a draft, and when the last of them came (None: there is no draft)."""

    answers: dict[str, str]
    at: datetime | None = None


def new_key() -> str:
    """Return a key for a draft: 144 bits, as text for a cookie or a link."""
    return secrets.token_urlsafe(18)


def draft_of(*, key: str, cohort: Cohort, at: datetime) -> Kept:
    """Return what is kept under a key; nothing when it is too old."""
    row = _row(key, cohort)
    return Kept(dict(row.answers), row.kept_at) if row and row.kept_at > at - LIFE else Kept({})


def keep_draft(
    *, key: str, cohort: Cohort, answers: Mapping[str, object], names: frozenset[str], at: datetime
) -> dict[str, str]:
    """Keep some answers beside those kept before; each of a known name, as text, cut to size.

    Returns: all that is kept now. Drafts older than 30 days go.
    """
    told = {
        name: _CONTROLS.sub("", str(value))[:MOST_CHARACTERS]
        for name, value in answers.items()
        if name in names and isinstance(value, str | int | float | bool)
    }
    with transaction.atomic():
        ApplicationDraft.objects.filter(kept_at__lt=at - LIFE).delete()
        row, _is_new = ApplicationDraft.objects.select_for_update().get_or_create(
            key_hash=_hash(key), defaults={"cohort": cohort, "kept_at": at}
        )
        row.cohort, row.answers, row.kept_at = cohort, {**row.answers, **told}, at
        row.save(update_fields=["cohort", "answers", "kept_at"])
    return dict(row.answers)


def forget_draft(*, key: str) -> None:
    """Throw a draft away."""
    if key:
        ApplicationDraft.objects.filter(key_hash=_hash(key)).delete()


def _row(key: str, cohort: Cohort) -> ApplicationDraft | None:
    if not key:
        return None
    return ApplicationDraft.objects.filter(key_hash=_hash(key), cohort=cohort).first()


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
