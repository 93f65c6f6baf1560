"""What can be asked of the calendar."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Cohort, Participant
from laju.apps.social.models import Post
from laju.apps.studio.models import Content
from laju.core.periods import parse_month


def contents_awaiting_plan(*, cohort: Cohort, month: str) -> QuerySet[Content]:
    """Return content of participants who have no post in a month ("2027-03")."""
    year, number = parse_month(month)
    posts = Post.objects.filter(
        participant=OuterRef("participant"), on__year=year, on__month=number
    )
    rows = Content.objects.filter(
        participant__application__cohort=cohort, participant__left_at=None
    )
    return rows.filter(~Exists(posts)).order_by("participant_id")


def posts_of(*, participant: Participant, month: str = "") -> QuerySet[Post]:
    """Return the posts of a participant in order, of one month if given."""
    rows = Post.objects.filter(participant=participant)
    if month:
        year, number = parse_month(month)
        rows = rows.filter(on__year=year, on__month=number)
    return rows


def posts_in(*, cohort: Cohort, month: str, by: User | None = None) -> QuerySet[Post]:
    """Return all posts of a cohort in a month with their business, by day."""
    year, number = parse_month(month)
    rows = Post.objects.filter(
        participant__application__cohort=cohort, on__year=year, on__month=number
    ).select_related("participant__application__business__region")
    if by is not None:
        path = "participant__application__business__region_id"
        rows = rows.filter(within_scope(user=by, path=path))
    return rows.order_by("on", "time", "pk")


def posts_due(*, by: User, on: date) -> QuerySet[Post]:
    """Return the posts of a day for the businesses in a facilitator's charge."""
    return (
        Post.objects.filter(participant__facilitator=by, on=on)
        .select_related("participant__application__business")
        .order_by("time", "pk")
    )


def post_by_token(*, token: str) -> Post | None:
    """Return the post that a share link opens, or None."""
    return (
        Post.objects.filter(token=token)
        .select_related("participant__application__business__region")
        .first()
    )


def months_planned(*, cohort: Cohort) -> list[str]:
    """Return the months that have posts, as "2027-03", in order."""
    days = Post.objects.filter(participant__application__cohort=cohort).dates("on", "month")
    return [f"{day:%Y-%m}" for day in days]


def months_of(*, participant: Participant) -> list[str]:
    """Return the months in which a participant has posts, as "2027-03", in order."""
    days = Post.objects.filter(participant=participant).dates("on", "month")
    return [f"{day:%Y-%m}" for day in days]


def next_posts(*, keys: Sequence[int], on: date) -> dict[int, Post]:
    """Return, per participant key, the next post from a day on that is not out yet."""
    waiting = Post.objects.filter(participant__in=keys, on__gte=on)
    found: dict[int, Post] = {}
    for post in waiting.exclude(status=Post.Status.PROVEN).order_by("on", "time", "pk"):
        found.setdefault(post.participant_id, post)
    return found


def post_for(*, by: User, pk: int) -> Post | None:
    """Return a post with its business if it lies within a person's regions."""
    path = "participant__application__business__region_id"
    return (
        Post.objects.filter(within_scope(user=by, path=path), pk=pk)
        .select_related(
            "participant__application__business__region",
            "participant__application__business__owner",
        )
        .first()
    )
