"""Content: composed from facts alone, then decided on by the owner."""

import hashlib
import json
from datetime import datetime

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort
from laju.apps.studio.models import Content
from laju.apps.studio.queries import participants_awaiting_content, plain, profiles_of
from laju.core.errors import DomainError
from laju.core.grammar import compose_texts


class NotWaiting(DomainError):
    message = "Isi halaman {content} sudah {status}."
    remedy = "Muat ulang halaman untuk melihat keadaan terbaru."


@action
def compose_contents(*, cohort: Cohort, limit: int = 200, by: User, at: datetime) -> int:
    """Write the texts of participants who have none, or whose facts are newer than their texts.

    Every text has passed the claim guard (core.grammar composes only what core.claims lets by).
    Text an owner approved is composed anew only when its facts have changed.
    Returns: number of participants dealt with, at most `limit`; 0 when none waits.
    """
    waiting = list(
        participants_awaiting_content(cohort=cohort).select_related("application")[:limit]
    )
    profiles = profiles_of(keys=[p.application.business_id for p in waiting])
    old = {c.participant_id: c for c in Content.objects.filter(participant__in=waiting)}
    fresh, again = [], []
    for participant in waiting:
        profile = profiles[participant.application.business_id]
        stored = plain(profile)
        digest = hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()
        content = old.get(participant.pk)
        if content is None:
            content = Content(participant=participant)
            fresh.append(content)
        else:
            again.append(content)
            if content.profile_sha256 == digest:
                content.composed_at = at
                continue
            content.version += 1
            content.status, content.note = Content.Status.READY, ""
            content.decided_by, content.decided_at = "", None
        content.profile, content.profile_sha256, content.composed_at = stored, digest, at
        content.texts = plain(compose_texts(profile=profile, seed=profile.code))
    Content.objects.bulk_create(fresh, batch_size=500)
    told = ["profile", "texts", "profile_sha256", "version", "composed_at"]
    decided = ["status", "note", "decided_by", "decided_at"]
    Content.objects.bulk_update(again, [*told, *decided], batch_size=100)
    return len(waiting)


@action
def approve_content(*, content: Content, by: User, at: datetime) -> None:
    """Let the owner (or the facilitator in their name) say yes to the texts as they stand."""
    _decide(content, Content.Status.APPROVED, "", by, at)


@action
def hold_content(*, content: Content, note: str, by: User, at: datetime) -> None:
    """Take the page back until what the owner wants changed is changed; `note` says what."""
    _decide(content, Content.Status.HELD, note[:300], by, at)


def _decide(content: Content, status: str, note: str, by: User, at: datetime) -> None:
    changed = (
        Content.objects.filter(pk=content.pk)
        .exclude(status=status)
        .update(status=status, note=note, decided_by=by.username, decided_at=at)
    )
    if not changed:
        raise NotWaiting(content=content, status=Content.Status(status).label.lower())
