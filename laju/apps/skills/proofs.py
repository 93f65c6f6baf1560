"""What the system looks for behind each task, for many participants at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from laju.apps.accounts.models import Role, User
from laju.apps.programme.models import Participant
from laju.apps.publishing.models import Site
from laju.apps.registry.models import Business
from laju.apps.social.models import Post
from laju.apps.studio.models import Content, Fact, InterviewStep, Origin, Photo, Product
from laju.apps.visits.models import Visits
from laju.core.notation import format_count
from laju.core.permits import may_be_shown
from laju.core.profile import Permit

Seen = Mapping[int, str]  # participant key to what was seen, in words
STORY_ANSWERS, PRICED, SHELF, WEEKS = 4, 3, 5, 4
TOLD = (Origin.OWNER, Origin.FACILITATOR, Origin.AGENCY)


def seen_of(*, participants: Iterable[Participant]) -> dict[str, dict[int, str]]:
    """Return per proof what was seen, by participant key; who has not done it is absent.

    Some fifteen queries, however many participants.
    """
    rows = {row.application.business_id: row.pk for row in participants}
    return {
        name: {rows[business]: words for business, words in find(list(rows)).items()}
        for name, find in PROOFS.items()
    }


def _story(keys: list[int]) -> Seen:
    told = InterviewStep.objects.filter(business__in=keys, outcome=InterviewStep.Outcome.TOLD)
    counts = _count(told, least=STORY_ANSWERS)
    return {key: f"{count} pertanyaan wawancara dijawab" for key, count in counts.items()}


def _photo(keys: list[int]) -> Seen:
    good = Photo.objects.filter(business__in=keys, hints=[])
    return {key: f"{count} foto tanpa catatan mutu" for key, count in _count(good).items()}


def _prices(keys: list[int]) -> Seen:
    priced = _shown(keys).exclude(unit="")
    counts = _count(priced, least=PRICED)
    return {key: f"{count} barang dengan harga dan satuan" for key, count in counts.items()}


def _shelf(keys: list[int]) -> Seen:
    whole = _shown(keys).filter(photo__isnull=False)
    counts = _count(whole, least=SHELF)
    return {key: f"{count} barang dengan harga dan foto" for key, count in counts.items()}


def _hours(keys: list[int]) -> Seen:
    return dict.fromkeys(_told(keys, "hours"), "jam buka dicatat")


def _chat(keys: list[int]) -> Seen:
    path = "site__participant__application__business"
    pressed = Visits.objects.filter(
        Q(what=Visits.What.CHAT) | Q(what=Visits.What.LINK), **{f"{path}__in": keys}
    )
    return {
        key: f"tombol pesan ditekan {format_count(count)} kali"
        for key, count in _count(pressed, path=path).items()
    }


def _approved(keys: list[int]) -> Seen:
    path = "participant__application__business"
    owners = User.objects.filter(role=Role.OWNER).values("username")
    rows = Content.objects.filter(
        status=Content.Status.APPROVED, decided_by__in=owners, **{f"{path}__in": keys}
    )
    return dict.fromkeys(rows.values_list(path, flat=True), "isi halaman disetujui pemilik sendiri")


def _live(keys: list[int]) -> Seen:
    path = "participant__application__business"
    rows = Site.objects.filter(status=Site.Status.LIVE, **{f"{path}__in": keys})
    return {key: f"halaman {slug} tayang" for key, slug in rows.values_list(path, "slug")}


def _post(keys: list[int]) -> Seen:
    path = "participant__application__business"
    counts = _count(_proven(keys), path=path)
    return {key: f"{count} kiriman dibuktikan" for key, count in counts.items()}


def _routine(keys: list[int]) -> Seen:
    path = "participant__application__business"
    weeks = _proven(keys).order_by().annotate(week=TruncWeek("on")).values(path, "week").distinct()
    counts: dict[int, int] = {}
    for row in weeks:
        counts[row[path]] = counts.get(row[path], 0) + 1
    return {
        key: f"kiriman di {count} minggu yang berbeda"
        for key, count in counts.items()
        if count >= WEEKS
    }


def _qris(keys: list[int]) -> Seen:
    return dict.fromkeys(_told(keys, "qris"), "QRIS dengan CRC yang benar")


def _permit(keys: list[int]) -> Seen:
    with_nib = Business.objects.filter(pk__in=keys).exclude(owner__nib="")
    found: dict[int, str] = dict.fromkeys(with_nib.values_list("pk", flat=True), "NIB tercatat")
    rows = Fact.objects.filter(business__in=keys, name="permits", is_current=True)
    for key, permits in rows.values_list("business_id", "value"):
        count = sum(_stands(*permit) for permit in permits or [])
        if count:
            found.setdefault(key, f"{count} izin bernomor yang berlaku")
    return found


def _stands(kind: str, number: str, expires: str | None) -> bool:
    day = date.fromisoformat(expires) if expires else None
    return may_be_shown(permit=Permit(kind, number, day), on=timezone.localdate())


PROOFS: Mapping[str, Callable[[list[int]], Seen]] = {
    "story": _story,
    "photo": _photo,
    "prices": _prices,
    "shelf": _shelf,
    "hours": _hours,
    "chat": _chat,
    "approved": _approved,
    "live": _live,
    "post": _post,
    "routine": _routine,
    "qris": _qris,
    "permit": _permit,
}


def _shown(keys: list[int]) -> QuerySet[Product]:
    return Product.objects.filter(business__in=keys, is_shown=True, price_rupiah__isnull=False)


def _proven(keys: list[int]) -> QuerySet[Post]:
    return Post.objects.filter(
        status=Post.Status.PROVEN, participant__application__business__in=keys
    )


def _told(keys: list[int], name: str) -> dict[int, Any]:
    """Return what people, not sheets alone, told by that name, where it is not empty."""
    rows = Fact.objects.filter(business__in=keys, name=name, is_current=True).filter(
        Q(origin__in=TOLD) | Q(confirmed_at__isnull=False)
    )
    return {key: value for key, value in rows.values_list("business_id", "value") if value}


def _count(rows: QuerySet[Any], *, path: str = "business", least: int = 1) -> dict[int, int]:
    counts = rows.order_by().values_list(path).annotate(n=Count("pk")).filter(n__gte=least)
    return dict(counts)
