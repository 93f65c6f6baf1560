"""Versions and reviews of a page: what was saved, by whom, and what is asked of the owner."""

from collections.abc import Sequence

from django.db.models import Max, QuerySet

from laju.apps.programme.models import Participant
from laju.apps.studio.models import Content, Review, Version


def versions_of(*, participant: Participant) -> QuerySet[Version]:
    """Return every saved state of a participant's page, newest first."""
    return (
        Version.objects.filter(participant=participant)
        .select_related("parent", "restored_from")
        .order_by("-number")
    )


def version_by_number(*, participant: Participant, number: int) -> Version | None:
    """Return one saved state of a participant's page, or None."""
    return versions_of(participant=participant).filter(number=number).first()


def next_version(*, head: Version) -> Version | None:
    """Return the version that undoing left behind last, to walk forward to; None when none."""
    rows = Version.objects.filter(parent=head).exclude(kind=Version.Kind.ASIDE)
    return rows.order_by("-number").first()


def contents_with_heads(*, participants: Sequence[Participant]) -> QuerySet[Content]:
    """Return the contents of participants together with the version that counts."""
    return Content.objects.filter(participant__in=participants).select_related("head", "approved")


def last_numbers(*, participants: Sequence[Participant]) -> dict[int, int]:
    """Return the highest version number per participant key, for those who have versions."""
    rows = Version.objects.filter(participant__in=participants).values_list("participant")
    return dict(rows.annotate(most=Max("number")).order_by("participant"))


def reviews_of(*, participant: Participant) -> QuerySet[Review]:
    """Return the links sent to the owner, newest first."""
    return Review.objects.filter(participant=participant).select_related("version")


def review_by_key(*, key: int) -> Review | None:
    """Return a link with its participant and business, or None."""
    return (
        Review.objects.filter(pk=key)
        .select_related("participant__application__business__owner__user", "version")
        .first()
    )
