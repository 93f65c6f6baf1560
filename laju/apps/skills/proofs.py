"""What the system looks for behind each task, for many participants at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from laju.apps.accounts.models import Role, User
from laju.apps.programme.models import Participant
from laju.apps.publishing.models import Site
from laju.apps.social.models import Post
from laju.apps.studio.models import Content, Fact, InterviewStep, Origin, Photo, Product
from laju.apps.visits.models import Visits
from laju.core.notation import format_count
from laju.core.permits import may_be_shown
from laju.core.profile import Permit

Seen = Mapping[int, str]  # participant key to what was seen, in words
STORY_ANSWERS, PRICED, SHELF, WEEKS = 4, 3, 5, 4
TOLD = (Origin.OWNER, Origin.FACILITATOR, Origin.AGENCY)


class SoFar(NamedTuple):
    """How much of a task is there, how much it takes, and whether only an office sheet says so."""

    there: int
    needed: int
    is_on_sheet: bool = False


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
    counts = _enough(_stories(keys), STORY_ANSWERS)
    return {key: f"{count} pertanyaan wawancara dijawab" for key, count in counts.items()}


def _photo(keys: list[int]) -> Seen:
    good = Photo.objects.filter(business__in=keys, hints=[])
    return {key: f"{count} foto tanpa catatan mutu" for key, count in _count(good).items()}


def _prices(keys: list[int]) -> Seen:
    counts = _enough(_priced(keys), PRICED)
    return {key: f"{count} barang dengan harga dan satuan" for key, count in counts.items()}


def _shelf(keys: list[int]) -> Seen:
    counts = _enough(_shelved(keys), SHELF)
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
    counts = _enough(_weeks(keys), WEEKS)
    return {key: f"kiriman di {count} minggu yang berbeda" for key, count in counts.items()}


def _qris(keys: list[int]) -> Seen:
    return dict.fromkeys(_told(keys, "qris"), "QRIS dengan CRC yang benar")


def _permit(keys: list[int]) -> Seen:
    counts = {
        key: sum(_stands(*permit) for permit in permits)
        for key, permits in _told(keys, "permits").items()
    }
    return {key: f"{n} izin bernomor yang berlaku" for key, n in counts.items() if n}


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


SHEET_FACTS = {"hours": "hours", "permit": "permits"}


def so_far_of(*, participant: Participant, proof: str) -> SoFar:
    """Return how much of one task is seen now, and whether an office sheet alone says it."""
    business = participant.application.business_id
    if proof in COUNTED:
        count, needed = COUNTED[proof]
        return SoFar(count([business]).get(business, 0), needed)
    is_done = business in PROOFS[proof]([business])
    name = SHEET_FACTS.get(proof, "")
    told = Fact.objects.filter(business=business, name=name, is_current=True)
    is_on_sheet = not is_done and any(told.values_list("value", flat=True))
    return SoFar(int(is_done), 1, is_on_sheet)


def _stories(keys: list[int]) -> dict[int, int]:
    told = InterviewStep.objects.filter(business__in=keys, outcome=InterviewStep.Outcome.TOLD)
    return _count(told)


def _priced(keys: list[int]) -> dict[int, int]:
    return _count(_shown(keys).exclude(unit="").exclude(origin=Origin.SHEET))


def _shelved(keys: list[int]) -> dict[int, int]:
    return _count(_shown(keys).filter(photo__isnull=False))


def _weeks(keys: list[int]) -> dict[int, int]:
    path = "participant__application__business"
    weeks = _proven(keys).order_by().annotate(week=TruncWeek("on")).values(path, "week").distinct()
    return Counter(row[path] for row in weeks)


def _enough(counts: Mapping[int, int], least: int) -> dict[int, int]:
    return {key: count for key, count in counts.items() if count >= least}


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


def _count(rows: QuerySet[Any], *, path: str = "business") -> dict[int, int]:
    return dict(rows.order_by().values_list(path).annotate(n=Count("pk")))


COUNTED: Mapping[str, tuple[Callable[[list[int]], dict[int, int]], int]] = {
    "story": (_stories, STORY_ANSWERS),
    "prices": (_priced, PRICED),
    "shelf": (_shelved, SHELF),
    "routine": (_weeks, WEEKS),
}
