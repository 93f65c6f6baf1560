"""Drafts: changed by owners and facilitators, undone, brought back; nothing saved is ever lost."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Participant
from laju.apps.studio.actions.contents import DraftMoved
from laju.apps.studio.actions.facts import ORIGINS, touch_products
from laju.apps.studio.actions.products import replace_products, show_products
from laju.apps.studio.actions.versions import (
    draw_up,
    locked,
    next_number,
    profile_now,
    settle,
)
from laju.apps.studio.models import Content, Version
from laju.apps.studio.queries import load_profile, next_version, version_by_number
from laju.core.design import load_design
from laju.core.drafts import check_edits, limit_of, merge_drafts
from laju.core.errors import DomainError
from laju.core.profile import Profile

OF_NOW = frozenset(
    {"photo", "stock"}
)  # of a product; what is in the shelf today is no matter of taste


class UnbackedWords(DomainError):
    message = "“{words}” belum boleh tampil: {reason}"
    remedy = "{advice}"
    status = 422


class TooLong(DomainError):
    message = "Kalimat ini {length} huruf; paling banyak {limit}."
    remedy = "Pendekkan kalimatnya, lalu simpan lagi."
    status = 422


class NoSuchVersion(DomainError):
    message = "Versi {number} tidak ada pada halaman ini."
    remedy = "Pilih salah satu versi di daftar riwayat."
    status = 404


class NothingToUndo(DomainError):
    message = "Tidak ada langkah sebelum ini."
    remedy = "Versi lain dapat dipilih di riwayat."


class NothingToRedo(DomainError):
    message = "Tidak ada langkah yang bisa diulang."
    remedy = "Versi lain dapat dipilih di riwayat."


@action
def save_draft(
    *,
    participant: Participant,
    base: int,
    edits: Mapping[str, str],
    design: Mapping[str, Any],
    products: Collection[str],
    by: User,
    at: datetime,
) -> Version:
    """Keep a draft as a new version.

    base: number of the version it was made from. If somebody has saved another meanwhile, changes
    to different things are put together; where both changed the same thing, this draft is kept at
    the side (kind ASIDE) and the earlier one goes on to count.
    edits: texts changed by hand, by name (core.drafts). products: keys of those shown; their order is part of the design.
    Returns: the new version, or the one that counts already when nothing was changed.
    Raises: UnbackedWords, TooLong, BadDesign, NoSuchVersion, NothingComposed.
    """
    content = locked(participant)
    head = content.head
    assert head is not None
    started = _version(participant, base)
    mine = flat(edits=edits, design=design, products=products)
    load_design(stored=design)
    check_words(
        edits=edits,
        profile=_profile_of(profile_now(participant, on=timezone.localdate(at)), products),
    )
    if started.pk != head.pk:
        mine, conflicts = merge_drafts(
            base=flat_version(started), mine=mine, theirs=flat_version(head)
        )
        if conflicts:
            return _aside(participant, started, (edits, design, products), by, at)
    edits, design, products = unflat(mine)
    _show(participant, products, by, at)
    return settle(content, kind=Version.Kind.EDITED, edits=edits, design=design, by=by, at=at)


@action
def restore_version(
    *, participant: Participant, number: int, base: int, by: User, at: datetime
) -> Version:
    """Bring an old version back as a new one: its texts, look and products; the facts stay.

    Raises: NoSuchVersion, DraftMoved when another version counts than `base`.
    """
    content, version = _unmoved(participant, base), _version(participant, number)
    return _bring_back(content, version, by, at, is_step=False)


@action
def undo_draft(*, participant: Participant, base: int, by: User, at: datetime) -> Version:
    """Go back to the version before. Raises: DraftMoved, NothingToUndo."""
    content = _unmoved(participant, base)
    assert content.head is not None
    if content.head.parent is None:
        raise NothingToUndo
    return _bring_back(content, content.head.parent, by, at, is_step=True)


@action
def redo_draft(*, participant: Participant, base: int, by: User, at: datetime) -> Version:
    """Take the last undone step again. Raises: DraftMoved, NothingToRedo."""
    content = _unmoved(participant, base)
    assert content.head is not None
    version = next_version(head=content.head)
    if version is None:
        raise NothingToRedo
    return _bring_back(content, version, by, at, is_step=True)


def check_words(*, edits: Mapping[str, str], profile: Profile) -> None:
    """Make sure texts changed by hand may be published. Raises: UnbackedWords, TooLong."""
    for path, words in edits.items():
        if len(words) > limit_of(path):
            raise TooLong(length=len(words), limit=limit_of(path))
    for violations in check_edits(edits=edits, profile=profile).values():
        first = violations[0]
        raise UnbackedWords(words=first.words, reason=first.reason, advice=first.remedy)


def flat(
    *, edits: Mapping[str, str], design: Mapping[str, Any], products: Collection[str]
) -> dict[str, Any]:
    """Return a draft as fields of which each can be changed for itself."""
    told: dict[str, Any] = {f"text {path}": words for path, words in edits.items()}
    told |= {f"design {name}": value for name, value in design.items()}
    return told | {f"shown {key}": True for key in products}


def flat_version(version: Version) -> dict[str, Any]:
    """Return a stored version as fields of which each can be changed for itself."""
    keys = [product["key"] for product in version.profile["products"]]
    return flat(edits=version.edits, design=version.design, products=keys)


def unflat(told: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any], list[str]]:
    """Return edits, design and products from the fields of `flat`."""
    edits = {n.partition(" ")[2]: v for n, v in told.items() if n.startswith("text ")}
    design = {n.partition(" ")[2]: v for n, v in told.items() if n.startswith("design ")}
    return edits, design, [n.partition(" ")[2] for n in told if n.startswith("shown ")]


def _aside(
    participant: Participant,
    started: Version,
    draft: tuple[Mapping[str, str], Mapping[str, Any], Collection[str]],
    by: User,
    at: datetime,
) -> Version:
    edits, design, products = draft
    profile = _profile_of(load_profile(stored=started.profile), products)
    version, _texts = draw_up(
        participant=participant,
        number=next_number(participant),
        parent=started,
        kind=Version.Kind.ASIDE,
        profile=profile,
        edits=edits,
        design=design,
        by=by,
        at=at,
    )
    version.save()
    return version


def _bring_back(
    content: Content, version: Version, by: User, at: datetime, *, is_step: bool
) -> Version:
    business = content.participant.application.business
    told = [
        {name: value for name, value in product.items() if name not in OF_NOW}
        for product in version.profile["products"]
    ]
    if replace_products(business, told, ORIGINS[Role(by.role)]):
        touch_products(business, at, by)
    return settle(
        content,
        kind=Version.Kind.RESTORED,
        edits=version.edits,
        design=version.design,
        by=by,
        at=at,
        restored_from=version,
        is_step=is_step,
    )


def _show(participant: Participant, products: Collection[str], by: User, at: datetime) -> None:
    business = participant.application.business
    if show_products(business, products):
        touch_products(business, at, by)


def _unmoved(participant: Participant, base: int) -> Content:
    content = locked(participant)
    assert content.head is not None
    if content.head.number != base:
        raise DraftMoved
    return content


def _version(participant: Participant, number: int) -> Version:
    version = version_by_number(participant=participant, number=number)
    if version is None:
        raise NoSuchVersion(number=number)
    return version


def _profile_of(profile: Profile, products: Collection[str]) -> Profile:
    """Return a profile with those of its products that are named."""
    return replace(profile, products=tuple(p for p in profile.products if p.key in products))
