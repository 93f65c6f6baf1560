"""Evidence kept, and businesses measured by it."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import date, datetime, timedelta

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.indicators.actions.cubes import resting_cube
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
_BATCH, _CHUNK = 1000, 10_000
_MANY = 20_000  # from here on one recount costs less than moving each business between cells


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
    keys = list(Business.objects.filter(area).order_by("pk").values_list("pk", flat=True))
    online: dict[int, list[Presence]] = {}
    for presence in (*_from_pages(on), *_from_posts(on)):
        online.setdefault(presence.business_id, []).append(presence)
    with resting_cube() if len(keys) > _MANY else nullcontext():
        Measure.objects.filter(on=on, business__in=Business.everything.filter(area)).delete()
        for start in range(0, len(keys), _CHUNK):
            _measure_some(keys[start : start + _CHUNK], online, on)
    return len(keys)


def _measure_some(keys: list[int], online: Mapping[int, list[Presence]], on: date) -> None:
    """Keep what is seen of some businesses, and grade each by all that was ever seen of it."""
    about = dict(
        Business.everything.filter(merged_into__in=keys).values_list("pk", "merged_into_id")
    )
    about |= {key: key for key in keys}  # what was merged into a business speaks for it
    found = [*_from_sheets(keys, about), *(each for key in keys for each in online.get(key, ()))]
    Presence.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["business", "kind", "reference"],
        update_fields=["seen_on", "is_verified", "source"],
        batch_size=_BATCH,
    )
    by_business: dict[int, list[Presence]] = {}
    for presence in Presence.objects.filter(business__in=list(about)):
        by_business.setdefault(about[presence.business_id], []).append(presence)
    Measure.objects.bulk_create(
        [_measure(key, by_business.get(key, []), on) for key in keys], batch_size=_BATCH
    )


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


def _from_sheets(keys: list[int], about: Mapping[int, int]) -> Iterator[Presence]:
    """Yield what the office's sheet says of channels, dated by the application or the sheet."""
    told = Business.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "channels")
    channels_by_key = {key: channels for key, channels in told if channels}
    of_these = [key for key, kept in about.items() if kept in channels_by_key]
    latest: dict[int, tuple[int, datetime]] = {}
    rows = Row.objects.filter(business__in=of_these).order_by("pk")
    for row, business, received_at in rows.values_list("pk", "business_id", "batch__received_at"):
        latest[about[business]] = (row, received_at)
    for key, channels in channels_by_key.items():
        if key not in latest:
            continue
        row, received_at = latest[key]
        for channel, text in channels.items():
            if text and channel in _KINDS:
                yield Presence(
                    business_id=key,
                    kind=_KINDS[channel].value,
                    reference=f"{channel}: {text}"[:300],
                    source=f"registry.row:{row}",
                    seen_on=timezone.localdate(received_at),
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
