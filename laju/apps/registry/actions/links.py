"""Doubtful pairs, decided by people."""

from datetime import datetime

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.actions.merged_records import part
from laju.apps.registry.actions.merging import OneAndTheSame, unite_businesses, unite_owners
from laju.apps.registry.models import Business, Link
from laju.apps.registry.queries.links import twins_of
from laju.core.errors import DomainError


class AlreadyDecided(DomainError):
    message = "Pasangan ini sudah diputuskan oleh {by}."
    remedy = "Muat ulang daftar untuk melihat pasangan berikutnya."


@action
def decide_link(
    *, link: Link, status: str, kept: Business | None = None, by: User, at: datetime
) -> None:
    """Say what two records are, and make it so; PROPOSED takes the answer back, and what it did.

    SAME makes the businesses one, and their owners where they may be; SAME_OWNER makes only the
    owners one; DIFFERENT joins nothing. What else was proposed of the same two is answered, too.
    kept: the business that stays when they are one; None keeps the older one.
    Raises: AlreadyDecided when somebody else was faster; OneAndTheSame, BothInUse, OwnersInUse
    and NumberTaken of merging.
    """
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.status != Link.Status.PROPOSED and link.decided_by != by.username:
        raise AlreadyDecided(by=link.decided_by)
    _take_back(link, by, at)
    if status == Link.Status.PROPOSED:
        same = Link.objects.filter(decided_by=by.username, decided_at=link.decided_at)
        Link.objects.filter(pk__in=[link.pk, *twins_of(link=link, among=same)]).update(
            status=Link.Status.PROPOSED, decided_by="", decided_at=None
        )
        return
    twins = twins_of(link=link, among=Link.objects.filter(status=Link.Status.PROPOSED))
    _join(link, status, kept, by, at)
    Link.objects.filter(pk__in=[link.pk, *twins]).update(
        status=status, decided_by=by.username, decided_at=at
    )


def _join(link: Link, status: str, kept: Business | None, by: User, at: datetime) -> None:
    """Merge what the answer says is one."""
    left, right = (side.merged_into or side for side in (link.left, link.right))
    if left.pk == right.pk:
        raise OneAndTheSame
    if (kept is not None and kept.pk in {right.pk, link.right_id}) or (
        kept is None and right.pk < left.pk
    ):
        left, right = right, left
    if status == Link.Status.SAME:
        unite_businesses(kept=left, gone=right, link=link, by=by, at=at)
    elif status == Link.Status.SAME_OWNER and left.owner_id != right.owner_id:
        one, other = sorted((left.owner, right.owner), key=lambda owner: owner.pk)
        unite_owners(kept=one, gone=other, link=link, by=by, at=at)


def _take_back(link: Link, by: User, at: datetime) -> None:
    """Undo what an earlier answer to this pair joined, the last first."""
    for merge in link.merges.filter(undone_at=None).order_by("-pk"):
        part(merge=merge, by=by, at=at)
