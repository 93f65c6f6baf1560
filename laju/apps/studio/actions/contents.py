"""Content: composed from facts alone, then decided on by the owner."""

from datetime import datetime

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort
from laju.apps.studio.actions.versions import (
    digest_of_profile,
    draw_up,
    last_day,
    locked,
    version_of_old,
)
from laju.apps.studio.models import Content, Version
from laju.apps.studio.queries import (
    contents_with_heads,
    last_numbers,
    participants_awaiting_content,
    plain,
    profiles_of,
)
from laju.core.errors import DomainError
from laju.core.permits import standing_profile
from laju.core.profile import Profile


class NotWaiting(DomainError):
    message = "Isi halaman {content} sudah {status}."
    remedy = "Muat ulang halaman untuk melihat keadaan terbaru."


class DraftMoved(DomainError):
    message = "Draf halaman ini baru saja berubah."
    remedy = "Baca draf yang terbaru, lalu jawab lagi."


@action
def compose_contents(*, cohort: Cohort, limit: int = 200, by: User, at: datetime) -> int:
    """Write the texts of participants who have none, or whose facts are newer than their texts.

    Every text has passed the claim guard (core.grammar composes only what core.claims lets by).
    What was changed by hand stays as long as the new facts back it; each state is a version, and
    an approved one stays the one that is published until the new one is approved. Permits that
    have run out, or whose number cannot be one, stay outside.
    Returns: number of participants dealt with, at most `limit`; 0 when none waits.
    """
    on = timezone.localdate(at)
    waiting = list(
        participants_awaiting_content(cohort=cohort, on=on).select_related("application")[:limit]
    )
    profiles = profiles_of(keys=[p.application.business_id for p in waiting])
    old = {c.participant_id: c for c in contents_with_heads(participants=waiting)}
    numbers = last_numbers(participants=waiting)
    fresh: list[Content] = []
    again: list[Content] = []
    versions: list[Version] = []
    for participant in waiting:
        profile = standing_profile(profiles[participant.application.business_id], on=on)
        digest = digest_of_profile(plain(profile))
        content = old.get(participant.pk)
        (fresh if content is None else again).append(content or Content(participant=participant))
        content = content or fresh[-1]
        content.composed_at = at
        content.valid_until = last_day(profile, content.approved, on=on)
        if content.profile_sha256 == digest:
            continue
        number = numbers.get(participant.pk, 0)
        if content.pk and content.head is None:
            content.head = version_of_old(content, number=number + 1)
            content.head.save()
            number += 1
        versions.append(_compose(content, profile, number + 1, by, at))
    Version.objects.bulk_create(versions, batch_size=500)
    Content.objects.bulk_create(fresh, batch_size=500)
    told = ["profile", "texts", "profile_sha256", "version", "composed_at", "head", "valid_until"]
    decided = ["status", "note", "decided_by", "decided_at"]
    Content.objects.bulk_update(again, [*told, *decided], batch_size=100)
    return len(waiting)


def _compose(content: Content, profile: Profile, number: int, by: User, at: datetime) -> Version:
    """Put the new version on top of a content; neither is stored yet."""
    head = content.head
    version, texts = draw_up(
        participant=content.participant,
        number=number,
        parent=head,
        kind=Version.Kind.COMPOSED,
        profile=profile,
        edits=head.edits if head else {},
        design=head.design if head else {},
        by=by,
        at=at,
    )
    content.head, content.version = version, number
    content.profile, content.texts = version.profile, plain(texts)
    content.profile_sha256 = digest_of_profile(version.profile)
    content.status, content.note = Content.Status.READY, ""
    content.decided_by, content.decided_at = "", None
    return version


@action
def approve_content(
    *, content: Content, sha256: str = "", name: str = "", by: User, at: datetime
) -> str:
    """Let the owner (or the facilitator in their name) say yes to the page as it stands.

    sha256: the state the person has seen; empty where they see no other than the latest.
    name: who says yes, where that is not who is signed in.
    Returns: the hash of what is approved; exactly that is published from now on.
    Raises: DraftMoved, NotWaiting.
    """
    kept = locked(content.participant)
    head = kept.head
    assert head is not None
    check_seen(head, sha256)
    if kept.status == Content.Status.APPROVED:
        raise NotWaiting(content=content, status=Content.Status.APPROVED.label.lower())
    head.approved_by, head.approved_at = name or by.username, at
    head.save(update_fields=["approved_by", "approved_at"])
    kept.status, kept.note, kept.approved = Content.Status.APPROVED, "", head
    kept.decided_by, kept.decided_at = head.approved_by, at
    kept.save(update_fields=["status", "note", "approved", "decided_by", "decided_at"])
    return head.sha256


@action
def hold_content(
    *, content: Content, note: str, sha256: str = "", name: str = "", by: User, at: datetime
) -> None:
    """Keep a page back until what the owner wants changed is changed; `note` says what.

    Where an approved version is out and the complaint is about a later draft, that version stays.
    Raises: DraftMoved, NotWaiting.
    """
    kept = locked(content.participant)
    assert kept.head is not None
    check_seen(kept.head, sha256)
    if kept.status == Content.Status.HELD:
        raise NotWaiting(content=content, status=Content.Status.HELD.label.lower())
    if kept.approved_id == kept.head_id:
        kept.approved = None
    kept.status, kept.note = Content.Status.HELD, note[:300]
    kept.decided_by, kept.decided_at = name or by.username, at
    kept.save(update_fields=["status", "note", "approved", "decided_by", "decided_at"])


def check_seen(head: Version, sha256: str) -> None:
    """Make sure that somebody speaks of what they have seen. Raises: DraftMoved."""
    if sha256 and sha256 != head.sha256:
        raise DraftMoved
