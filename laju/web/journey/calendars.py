"""The month's posts as files: one calendar for the phone and one page per participant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.utils import timezone

from laju.apps.publishing.queries import sites_of
from laju.apps.social.queries import posts_in
from laju.apps.studio.queries import posters_by_participant
from laju.core.calendars import Event, format_ics
from laju.core.hours import DAY_NAMES as DAYS
from laju.core.indonesian import display_name
from laju.engines.libvips import replace_file
from laju.engines.reports import render_calendar
from laju.engines.sites.words import MONTHS
from laju.web.journey.fasttrack import Outcome


@dataclass(frozen=True)
class PlannedPost:
    """One post as calendars show it."""

    code: str
    name: str
    slug: str
    on: date
    time: time
    channel: str
    theme: str
    feast: str
    product_key: str
    caption: str
    hashtags: list[str]
    poster: str

    @cached_property
    def text(self) -> str:
        """Return caption and hashtags, ready to paste."""
        return f"{self.caption}\n\n{' '.join(self.hashtags)}".strip()

    @cached_property
    def share_link(self) -> str:
        """Return the link that opens WhatsApp with the text written out."""
        return f"https://wa.me/?text={quote(self.text)}"


def planned_posts(outcome: Outcome) -> Iterator[PlannedPost]:
    """Yield the month's posts with the slug of their site and the path of their poster."""
    if not outcome.cohort:
        return
    sites = {
        site.participant_id: (site.slug, site.participant.application.business)
        for site in sites_of(cohort=outcome.cohort)
    }
    posters = posters_by_participant(keys=list(sites))
    columns = (
        "participant_id",
        "on",
        "time",
        "channel",
        "theme",
        "feast",
        "product_key",
        "caption",
        "hashtags",
    )
    posts = posts_in(cohort=outcome.cohort, month=outcome.month).values_list(*columns)
    for participant, on, at, channel, theme, feast, key, caption, hashtags in posts:
        if participant not in sites:
            continue
        slug, business = sites[participant]
        sizes = posters[participant].get(key) or next(iter(posters[participant].values()), {})
        yield PlannedPost(
            business.code,
            display_name(business.name),
            slug,
            on,
            at,
            channel,
            theme,
            feast,
            key,
            caption,
            hashtags,
            sizes.get("square", ""),
        )


def write_calendars(outcome: Outcome, planned: Sequence[PlannedPost], folder: Path) -> None:
    """Write an ICS and a page per participant; files that are the same are left alone."""
    if not outcome.cohort:
        return
    folder.mkdir(parents=True, exist_ok=True)
    by_slug: dict[str, list[PlannedPost]] = {}
    for post in planned:
        by_slug.setdefault(post.slug, []).append(post)
    stamp = timezone.localtime(outcome.cohort.selected_at)
    for slug, posts in by_slug.items():
        name = f"Kiriman {posts[0].name}"
        keep_file(
            folder / f"{slug}.ics",
            format_ics(name=name, events=[_event(post) for post in posts], stamp=stamp),
        )
        keep_file(folder / f"{slug}.html", render_calendar(page=calendar_page(posts)))


def _event(post: PlannedPost) -> Event:
    return Event(
        key=f"{post.code}-{post.on:%Y%m%d}",
        starts=timezone.make_aware(datetime.combine(post.on, post.time)),
        title=f"Kirim: {post.name}",
        text=post.text,
        url=post.share_link,
    )


def calendar_page(posts: Sequence[PlannedPost]) -> dict[str, Any]:
    """Return what the calendar page of one participant shows."""
    first = posts[0]
    return {
        "name": first.name,
        "code": first.code,
        "month_title": f"{MONTHS[first.on.month - 1]} {first.on.year}",
        "site": f"../sites/{first.slug}/index.html",
        "ics": f"{first.slug}.ics",
        "posts": [
            {
                "on": post.on,
                "weekday": DAYS[post.on.weekday()],
                "time": f"{post.time:%H.%M}",
                "theme": post.theme,
                "channel": post.channel,
                "feast": post.feast,
                "product": post.product_key.replace("-", " "),
                "caption": post.caption,
                "hashtags": post.hashtags,
                "poster": f"../posters/{post.poster}" if post.poster else "",
                "share_url": post.share_link,
            }
            for post in posts
        ],
    }


def keep_file(path: Path, data: bytes) -> None:
    """Write a file whole unless it holds these bytes already."""
    if not path.exists() or path.read_bytes() != data:
        replace_file(path=path, data=data)
