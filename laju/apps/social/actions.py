"""What can be done to the calendar: plan a month, prove a post."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, time

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort
from laju.apps.social.models import Post
from laju.apps.social.queries import contents_awaiting_plan
from laju.apps.studio.models import Content
from laju.apps.studio.queries import load_profile
from laju.core.errors import DomainError
from laju.core.grammar import compose_caption
from laju.core.periods import parse_month
from laju.core.posting import Feast
from laju.core.posting import plan_month as plan_posts
from laju.engines.feasts import feasts_of

NETWORKS = re.compile(
    r"https://((www|m|web|vt|vm|mbasic)\.)?(instagram\.com|facebook\.com|fb\.watch|tiktok\.com|"
    r"youtube\.com|youtu\.be|threads\.(net|com)|x\.com|wa\.me|whatsapp\.com)/[!-~]+"
)


class NotAPostLink(DomainError):
    message = "Alamat ini bukan tautan kiriman di media sosial."
    remedy = "Buka kiriman Anda, ketuk Bagikan, Salin tautan, lalu tempel di sini."
    status = 422


@action
def plan_month(
    *, cohort: Cohort, month: str, count: int = 12, limit: int = 200, by: User, at: datetime
) -> int:
    """Plan the posts of a month for participants who have none in it.

    month: "2027-03". count: posts per participant.
    Returns: number of participants who got posts, at most `limit`; 0 when none waits.
    Raises: BadMonth.
    """
    year, number = parse_month(month)
    feasts = (*feasts_of(year=year), *feasts_of(year=year + 1))  # some are posted a week ahead
    waiting = list(contents_awaiting_plan(cohort=cohort, month=month)[:limit])
    posts: list[Post] = []
    for content in waiting:
        posts += _posts(content, year, number, feasts, count)
    Post.objects.bulk_create(posts, batch_size=1000)
    return len({post.participant_id for post in posts})


@action
def prove_post(*, post: Post, url: str, by: User, at: datetime) -> None:
    """Keep the address at which a post can be seen. Raises: NotAPostLink."""
    url = url.strip()
    url = f"https://{url.removeprefix('http://')}" if url.startswith("http://") else url
    if not NETWORKS.fullmatch(url) or len(url) > 300:  # noqa: PLR2004
        raise NotAPostLink
    Post.objects.filter(pk=post.pk).update(status=Post.Status.PROVEN, proof_url=url, proven_at=at)


def _posts(
    content: Content,
    year: int,
    month: int,
    feasts: Sequence[Feast],
    count: int,
) -> list[Post]:
    profile = load_profile(stored=content.profile)
    products = {product.key: product for product in profile.products}
    seed = f"{profile.code}|{year}-{month:02d}"
    planned = plan_posts(
        profile=profile, year=year, month=month, feasts=feasts, count=count, seed=seed
    )
    posts = []
    for slot in planned:
        caption = compose_caption(
            profile=profile,
            product=products.get(slot.product_key or ""),
            theme=slot.theme,
            feast=slot.feast,
            seed=f"{profile.code}|{slot.on.isoformat()}",
        )
        posts.append(
            Post(
                participant_id=content.participant_id,
                on=slot.on,
                time=time.fromisoformat(slot.time),
                theme=slot.theme,
                channel=slot.channel,
                product_key=slot.product_key or "",
                feast=slot.feast or "",
                caption=caption.text,
                hashtags=list(caption.hashtags),
                token=secrets.token_urlsafe(16),
            )
        )
    return posts
