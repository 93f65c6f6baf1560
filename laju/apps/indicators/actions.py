"""What can be done to the indicators: keep evidence, measure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.indicators.models import Measure, Presence
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import in_area
from laju.apps.publishing.queries import live_sites_by_business
from laju.apps.registry.models import Business, Row
from laju.apps.social.models import Post
from laju.apps.studio.models import Product
from laju.core.digital import Evidence, EvidenceKind, Level, grade_business
from laju.core.errors import DomainError

OWN = "publishing."  # sources that are pages of the programme itself
_KINDS = {
    "instagram": EvidenceKind.SOCIAL_PAGE,
    "facebook": EvidenceKind.SOCIAL_PAGE,
    "tiktok": EvidenceKind.SOCIAL_PAGE,
    "marketplace": EvidenceKind.MARKETPLACE_SHOP,
    "website": EvidenceKind.WEB_PAGE,
}
_REGULAR, _MONTH = 4, timedelta(days=31)
_BATCH = 1000


class UnknownEvidence(DomainError):
    message = "Laju tidak mengenal bukti jenis {kind}."
    remedy = "Pilih salah satu jenis bukti pada daftar."
    status = 422


class NoReference(DomainError):
    message = "Bukti tanpa tautan atau nomor tidak dapat diperiksa."
    remedy = "Isi tautan, nomor pesanan, atau nama akun yang dapat dibuka kembali."
    status = 422


@action
def record_presence(
    *,
    business: Business,
    kind: str,
    reference: str,
    seen_on: date,
    is_verified: bool = False,
    by: User,
    at: datetime,
) -> Presence:
    """Keep one piece of evidence that somebody has seen; seen again, its date moves on.

    An older sighting never moves the date back, and what was verified stays so.
    Raises: UnknownEvidence, NoReference.
    """
    if kind not in set(EvidenceKind):
        raise UnknownEvidence(kind=kind)
    reference = reference.strip()[:300]
    if not reference:
        raise NoReference
    presence, is_new = Presence.objects.get_or_create(
        business=business,
        kind=EvidenceKind(kind).value,
        reference=reference,
        defaults={
            "seen_on": seen_on,
            "is_verified": is_verified,
            "source": f"accounts.user:{by.pk}",
        },
    )
    if not is_new:
        presence.seen_on = max(presence.seen_on, seen_on)
        presence.is_verified = presence.is_verified or is_verified
        presence.source = f"accounts.user:{by.pk}"
        presence.save(update_fields=["seen_on", "is_verified", "source"])
    return presence


@action
def measure_businesses(*, cohort: Cohort, on: date, by: User, at: datetime) -> int:
    """Measure every business of the cohort's area on a day, from all evidence on record.

    Evidence comes from the sheets (what the office wrote, not verified), from live pages
    (verified by the hash of their bytes), from proven posts and from people.
    Returns: number of businesses measured; the same day again replaces its measures.
    """
    area = in_area(area=cohort.area)
    businesses = list(Business.objects.filter(area).only("pk", "channels", "region_id"))
    keys = {business.pk for business in businesses}
    found = [
        presence
        for presence in (*_from_sheets(businesses), *_from_pages(on), *_from_posts(on))
        if presence.business_id in keys
    ]
    Presence.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["business", "kind", "reference"],
        update_fields=["seen_on", "is_verified", "source"],
        batch_size=_BATCH,
    )
    Measure.objects.filter(on=on, business__in=Business.objects.filter(area)).delete()
    by_business: dict[int, list[Presence]] = {}
    for presence in Presence.objects.filter(business__in=Business.objects.filter(area)):
        by_business.setdefault(presence.business_id, []).append(presence)
    measures = [_measure(b.pk, by_business.get(b.pk, []), on) for b in businesses]
    Measure.objects.bulk_create(measures, batch_size=_BATCH)
    return len(measures)


def _measure(business: int, presences: list[Presence], on: date) -> Measure:
    known = {
        Evidence(EvidenceKind(p.kind), p.reference, p.seen_on, p.is_verified, p.source): p.pk
        for p in presences
    }
    grade = grade_business(evidence=known, on=on)
    return Measure(
        business_id=business,
        on=on,
        level=list(Level).index(grade.level),
        evidence=sorted(known[item] for item in grade.carried_by),
        next_step=grade.next_step[:200],
    )


def _from_sheets(businesses: list[Business]) -> Iterator[Presence]:
    """Yield what the office's sheet says of channels, dated by the application or the sheet."""
    told = [business for business in businesses if business.channels]
    rows = {
        row.business_id: row
        for row in Row.objects.filter(business__in=[b.pk for b in told])
        .select_related("batch")
        .order_by("pk")
    }
    for business in told:
        row = rows.get(business.pk)
        if row is None:
            continue
        seen_on = timezone.localdate(row.batch.received_at)
        for channel, text in business.channels.items():
            if text and channel in _KINDS:
                yield Presence(
                    business_id=business.pk,
                    kind=_KINDS[channel].value,
                    reference=f"{channel}: {text}"[:300],
                    source=f"registry.row:{row.pk}",
                    seen_on=seen_on,
                )


def _from_pages(on: date) -> Iterator[Presence]:
    """Yield the programme's own live pages, and catalogues with prices on them.

    A page that went out after `on` proves nothing of that day.
    """
    sites = {key: site for key, site in live_sites_by_business().items() if site.updated_on <= on}
    priced = set(
        Product.objects.filter(
            business__in=sites, is_shown=True, price_rupiah__isnull=False
        ).values_list("business_id", flat=True)
    )
    for business, site in sites.items():
        kinds = [EvidenceKind.WEB_PAGE]
        if business in priced:
            kinds.append(EvidenceKind.PRICED_CATALOGUE)
        for kind in kinds:
            yield Presence(
                business_id=business,
                kind=kind.value,
                reference=f"sites/{site.slug}/index.html",
                source=f"{OWN}site:{site.pk}",
                seen_on=on,
                is_verified=True,
            )


def _from_posts(on: date) -> Iterator[Presence]:
    """Yield proven posts as a social page, and as regular posts when there are enough."""
    proven: dict[int, list[Post]] = {}
    rows = Post.objects.filter(status=Post.Status.PROVEN, on__gt=on - _MONTH, on__lte=on)
    for post in rows.select_related("participant__application").order_by("on"):
        proven.setdefault(post.participant.application.business_id, []).append(post)
    for business, posts in proven.items():
        kinds = [EvidenceKind.SOCIAL_PAGE]
        if len(posts) >= _REGULAR:
            kinds.append(EvidenceKind.REGULAR_POSTS)
        for kind in kinds:
            yield Presence(
                business_id=business,
                kind=kind.value,
                reference=posts[-1].proof_url,
                source=f"social.post:{posts[-1].pk}",
                seen_on=posts[-1].on,
            )
