"""What can be asked of publishing."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Cohort, Participant
from laju.apps.publishing.models import Page, Site, Trouble
from laju.apps.studio.models import Content, Poster
from laju.core.codes import BadCode, parse_code


def live_sites() -> QuerySet[Site]:
    """Return the sites that anybody can see now: released, not withdrawn, still taking part."""
    return Site.objects.filter(status=Site.Status.LIVE, participant__left_at=None).exclude(
        input_sha256=""
    )


def contents_awaiting_release(*, cohort: Cohort) -> QuerySet[Content]:
    """Return content that is not out yet, or changed or got its posters since it went out.

    What was changed by hand goes out only when it is approved; an approved version stays out while
    a later draft is being made or is held.
    """
    site = Site.objects.filter(participant=OuterRef("participant"))
    current = site.filter(released_at__gte=OuterRef("composed_at"))
    stale = Poster.objects.filter(
        participant=OuterRef("participant"),
        drawn_at__gt=OuterRef("released"),
    )
    rows = Content.objects.filter(
        participant__application__cohort=cohort, participant__left_at=None
    )
    unsaid = Q(approved=None)
    rows = rows.exclude(unsaid & Q(status=Content.Status.HELD))
    rows = rows.exclude(unsaid & Q(head__isnull=False, head__is_edited=True))
    other = site.exclude(version_sha256=OuterRef("approved__sha256"))
    released = site.values("released_at")[:1]
    return (
        rows.annotate(released=released)
        .filter(~Exists(current) | Exists(stale) | (~unsaid & Exists(other)))
        .exclude(Exists(site.filter(status=Site.Status.DOWN)))
        .select_related("participant__application", "approved", "head")
        .order_by("participant_id")
    )


def sites_of(*, cohort: Cohort) -> QuerySet[Site]:
    """Return the live sites of a cohort with their business, by slug."""
    return (
        live_sites()
        .filter(participant__application__cohort=cohort)
        .select_related("participant__application__business__region")
        .order_by("slug")
    )


def troubles(*, by: User, is_open: bool) -> QuerySet[Trouble]:
    """Return the troubles of pages a person may see, newest first; those at the root, who sees all."""
    rows = Trouble.objects.select_related("site__participant__application__business__region")
    rows = rows.filter(ended_at=None) if is_open else rows.exclude(ended_at=None)
    path = "site__participant__application__business__region_id"
    return rows.filter(within_scope(user=by, path=path))


def live_site_by_code(*, code: str) -> Site | None:
    """Return the live site whose business or campaign has this public code, or None."""
    told = code.strip().upper()
    found = live_sites().filter(campaign_code=told).first() if "-P" in told else None
    if found is None:
        try:
            business = parse_code(told.rpartition("-P")[0] or told)
        except BadCode:
            return None
        found = live_sites().filter(participant__application__business=business).first()
    return found


def site_of(*, participant: Participant) -> Site | None:
    """Return the site of a participant, or None before its first release."""
    return Site.objects.filter(participant=participant).first()


def live_sites_by_business() -> Mapping[int, Site]:
    """Return the live site per business key."""
    return {
        site.participant.application.business_id: site
        for site in live_sites().select_related("participant__application")
    }


def count_pages(*, cohort: Cohort) -> dict[str, int]:
    """Return how many sites and pages are out, and the bytes of their files."""
    told = Page.objects.filter(
        site__participant__application__cohort=cohort, site__status=Site.Status.LIVE
    ).aggregate(
        sites=Count("site", distinct=True),
        pages=Count("pk", filter=Q(name__endswith=".html")),
        bytes=Sum("size"),
    )
    return {key: int(value or 0) for key, value in told.items()}


def directory(*, words: str = "", region: str = "", sector: str = "") -> QuerySet[Site]:
    """Return live sites whose business matches all words, in a region and sector if given.

    Words are looked for in name, activity, products, district and region.
    """
    rows = live_sites().select_related("participant__application__business__region")
    path = "participant__application__business__"
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(**{f"{path}name__icontains": word})
            | Q(**{f"{path}activity__icontains": word})
            | Q(**{f"{path}products_text__icontains": word})
            | Q(**{f"{path}district_name__icontains": word})
            | Q(**{f"{path}region__name__icontains": word})
        )
    if region:
        rows = rows.filter(**{f"{path}region": region})
    if sector:
        rows = rows.filter(**{f"{path}sector": sector})
    return rows.order_by(f"{path}name", "pk")


def pages_of(*, site: Site) -> QuerySet[Page]:
    """Return the files of a site with their hashes, by name."""
    return site.pages.order_by("name")


def regions_with_sites() -> list[tuple[str, str]]:
    """Return code and name of every region that has a live site, by code."""
    path = "participant__application__business__region"
    rows = live_sites()
    return list(rows.values_list(path, f"{path}__name").order_by(path).distinct())


def sites_by_participant(*, keys: Sequence[int]) -> dict[int, Site]:
    """Return the site per participant key, for those who have one."""
    return {site.participant_id: site for site in Site.objects.filter(participant__in=keys)}


def count_sites_by_region(*, cohort: Cohort) -> dict[str, int]:
    """Return the number of live sites per region code."""
    path = "participant__application__business__region_id"
    rows = live_sites().filter(participant__application__cohort=cohort)
    return dict(rows.values_list(path).annotate(n=Count("pk")).order_by(path))
