"""Versions: how a state of a page is put together and becomes the one that counts."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.programme.models import Participant
from laju.apps.studio.models import Content, Version
from laju.apps.studio.queries import load_profile, load_texts, plain, profiles_of
from laju.core.drafts import check_edits, hash_state, with_edits
from laju.core.errors import DomainError
from laju.core.grammar import compose_texts
from laju.core.permits import first_expiry, may_be_shown, standing_profile
from laju.core.profile import Profile
from laju.core.texts import Texts


class NothingComposed(DomainError):
    message = "Isi halaman {participant} belum disusun."
    remedy = "Tunggu dinas menyusun isinya dari data, lalu buka lagi."


def digest_of_profile(stored: Mapping[str, Any]) -> str:
    """Return the hash by which facts are known to have changed."""
    return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()


def draw_up(
    *,
    participant: Participant,
    number: int,
    parent: Version | None,
    kind: str,
    profile: Profile,
    edits: Mapping[str, str],
    design: Mapping[str, Any],
    by: User,
    at: datetime,
) -> tuple[Version, Texts]:
    """Return a version, not stored yet, and its texts with captions.

    Edits the claim guard refuses are left out and named in `dropped`.
    """
    composed = compose_texts(profile=profile, seed=profile.code)
    refused = check_edits(edits=edits, profile=profile)
    kept = {path: words for path, words in edits.items() if path not in refused}
    texts = with_edits(composed=composed, edits=kept)
    told, page = plain(profile), plain(replace(texts, captions=()))
    version = Version(
        participant=participant,
        number=number,
        parent=parent,
        kind=kind,
        profile=told,
        texts=page,
        design=dict(design),
        edits=kept,
        dropped=sorted(refused),
        is_edited=bool(kept or design),
        sha256=hash_state(profile=told, texts=page, design=design),
        made_by=by.username,
        made_at=at,
    )
    return version, texts


def version_of_old(content: Content, *, number: int = 1) -> Version:
    """Return, not stored yet, the version of a content from before versions were kept."""
    texts = {**content.texts, "captions": []}
    return Version(
        participant_id=content.participant_id,
        number=number,
        kind=Version.Kind.COMPOSED,
        profile=content.profile,
        texts=texts,
        sha256=hash_state(profile=content.profile, texts=texts, design={}),
        made_by="",
        made_at=content.composed_at,
    )


def locked(participant: Participant) -> Content:
    """Return the content of a participant with its head, held until the transaction ends.

    Raises: NothingComposed.
    """
    content = Content.objects.select_for_update().filter(participant=participant).first()
    if content is None:
        raise NothingComposed(participant=participant)
    if content.head is None:
        head = version_of_old(content, number=content.version)
        head.save()
        Content.objects.filter(pk=content.pk).update(head=head)
        content.head = head
    return content


def next_number(participant: Participant) -> int:
    """Return the number the next version of a participant gets."""
    told = Version.objects.filter(participant=participant).aggregate(most=Max("number"))
    return int(told["most"] or 0) + 1


def profile_now(participant: Participant, *, on: date) -> Profile:
    """Return the profile of a participant as its facts tell it, with the permits that stand."""
    key = participant.application.business_id
    return standing_profile(profiles_of(keys=[key])[key], on=on)


def last_day(profile: Profile, approved: Version | None, *, on: date) -> date | None:
    """Return the last day on which all that a page says of permits stands; None: for ever."""
    permits = profile.permits
    if approved:
        permits += load_profile(stored=approved.profile).permits
    standing = tuple(each for each in permits if may_be_shown(permit=each, on=on))
    return first_expiry(permits=standing)


def settle(
    content: Content,
    *,
    kind: str,
    edits: Mapping[str, str],
    design: Mapping[str, Any],
    by: User,
    at: datetime,
    restored_from: Version | None = None,
    is_step: bool = False,
) -> Version:
    """Make a version of these edits on the facts of now, and let it count; the head if it is that.

    is_step: a step back or forward: `restored_from` itself counts again, or what stands in its
    place where the facts have changed meanwhile.
    """
    profile = profile_now(content.participant, on=timezone.localdate(at))
    head = content.head
    assert head is not None
    version, texts = draw_up(
        participant=content.participant,
        number=next_number(content.participant),
        parent=restored_from.parent if restored_from and is_step else head,
        kind=kind,
        profile=profile,
        edits=edits,
        design=design,
        by=by,
        at=at,
    )
    for known in (restored_from if is_step else None, head):
        if known and (known.sha256, known.edits) == (version.sha256, version.edits):
            put_on_top(content, known, texts=texts, at=at)
            return known
    version.restored_from = restored_from
    if content.approved and content.approved.sha256 == version.sha256:
        version.approved_by = content.approved.approved_by
        version.approved_at = content.approved.approved_at
    version.save()
    if version.approved_at:
        content.approved = version
    put_on_top(content, version, texts=texts, at=at)
    return version


def put_on_top(content: Content, version: Version, *, texts: Texts | None, at: datetime) -> None:
    """Let a version be the one that counts; without `texts` the captions are composed again."""
    if texts is None:
        profile = load_profile(stored=version.profile)
        captions = compose_texts(profile=profile, seed=profile.code).captions
        texts = replace(load_texts(stored=version.texts), captions=captions)
    if content.head_id != version.pk or content.status == Content.Status.READY:
        is_approved = content.approved_id == version.pk
        content.status = Content.Status.APPROVED if is_approved else Content.Status.READY
        content.note = ""
        content.decided_by = version.approved_by if is_approved else ""
        content.decided_at = version.approved_at if is_approved else None
    content.head, content.version = version, version.number
    content.profile, content.texts = version.profile, plain(texts)
    content.profile_sha256 = digest_of_profile(version.profile)
    content.composed_at = at
    profile = load_profile(stored=version.profile)
    content.valid_until = last_day(profile, content.approved, on=timezone.localdate(at))
    content.save()
