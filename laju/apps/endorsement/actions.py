"""What can be done to the ranking: publish it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db.models import Count, F, Max, Q

from laju.apps.accounts.models import User
from laju.apps.endorsement.models import Place, Ranking
from laju.apps.indicators.models import Measure
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import participants_of
from laju.apps.social.models import Post
from laju.apps.studio.models import Content, Product
from laju.core.codes import format_code
from laju.core.errors import DomainError
from laju.core.ranking import Candidate, Criterion, rank_businesses
from laju.core.ranking import Ranking as Ranked
from laju.core.selection import ticket

SCALE_VERSION = "2026-11"
# Fixed corners (value, points), published before any score: docs/adr/0011-ranking.md.
CRITERIA = (
    Criterion("readiness", "Nilai kurasi", ((0, 0), (100, 100)), SCALE_VERSION),
    Criterion(
        "catalogue", "Produk dengan harga", ((0, 0), (1, 40), (3, 80), (6, 100)), SCALE_VERSION
    ),
    Criterion("digital", "Tingkat digital", ((0, 0), (1, 40), (2, 75), (3, 100)), SCALE_VERSION),
    Criterion(
        "known", "Keterangan usaha yang lengkap", ((4, 0), (10, 70), (15, 100)), SCALE_VERSION
    ),
    Criterion("approved", "Halaman disetujui pemilik", ((0, 0), (1, 100)), SCALE_VERSION),
    Criterion("posts", "Kiriman yang terbukti tayang", ((0, 0), (4, 60), (12, 100)), SCALE_VERSION),
)
WEIGHTS = {
    "readiness": 30.0,
    "catalogue": 20.0,
    "digital": 15.0,
    "known": 15.0,
    "approved": 10.0,
    "posts": 10.0,
}


class NobodyToRank(DomainError):
    message = "{cohort} belum mempunyai peserta."
    remedy = "Pilih peserta lebih dahulu."


@action
def publish_ranking(
    *, cohort: Cohort, on: date, size: int = 100, by: User, at: datetime
) -> Ranking:
    """Rank the participants of a cohort on fixed, published scales and mark the best `size`.

    Equal scores share a place; where they straddle the last place, the cohort's public seed
    draws among them. The same day again replaces that day's ranking.
    Raises: NobodyToRank.
    """
    participants = {
        format_code(number=p.application.business_id): p for p in participants_of(cohort=cohort)
    }
    if not participants:
        raise NobodyToRank(cohort=cohort)
    values = _values(cohort, on)
    keys = {code: participant.pk for code, participant in participants.items()}
    ranked = rank_businesses(
        candidates=[Candidate(code, values[pk]) for code, pk in keys.items()],
        criteria=CRITERIA,
        weights=WEIGHTS,
        size=size,
        seed=cohort.seed,
    )
    best = _best(ranked, cohort.seed, size)
    Ranking.objects.filter(cohort=cohort, on=on).delete()
    ranking = Ranking.objects.create(
        cohort=cohort,
        on=on,
        scale_version=SCALE_VERSION,
        seed=cohort.seed,
        size=size,
        published_at=at,
    )
    Place.objects.bulk_create(
        (
            Place(
                ranking=ranking,
                participant_id=keys[place.key],
                place=place.place,
                score=round(place.score, 4),
                parts=[asdict(part) for part in place.parts],
                probability=place.probability,
                is_best=place.key in best,
            )
            for place in ranked.places
        ),
        batch_size=500,
    )
    return ranking


def _best(ranked: Ranked, seed: str, size: int) -> set[str]:
    """Return the best; among those tied at the last place the lowest tickets go in."""
    best = {place.key for place in ranked.places if place.is_best}
    drawn = sorted(ranked.tied_at_cut, key=lambda key: (ticket(seed, key), key))
    return best | set(drawn[: max(0, size - len(best))])


def _values(cohort: Cohort, on: date) -> dict[int, Mapping[str, float | None]]:
    """Return what is proved of each participant, per criterion; levels of the last measured day."""
    people = participants_of(cohort=cohort).annotate(
        readiness=F("application__score"), business=F("application__business_id")
    )
    day = Measure.objects.filter(on__lte=on).aggregate(day=Max("on"))["day"]
    levels = dict(Measure.objects.filter(on=day).values_list("business_id", "level"))
    priced = dict(
        Product.objects.filter(is_shown=True, price_rupiah__isnull=False)
        .values_list("business_id")
        .annotate(n=Count("pk"))
        .order_by("business_id")
    )
    contents = {
        pk: (status == Content.Status.APPROVED, _known(profile))
        for pk, status, profile in Content.objects.filter(
            participant__application__cohort=cohort
        ).values_list("participant_id", "status", "profile")
    }
    posts = dict(
        Post.objects.filter(participant__application__cohort=cohort)
        .filter(Q(status=Post.Status.PROVEN))
        .values_list("participant_id")
        .annotate(n=Count("pk"))
        .order_by("participant_id")
    )
    return {
        p.pk: {
            "readiness": p.readiness,
            "catalogue": priced.get(p.business, 0),
            "digital": levels.get(p.business, 0),
            "known": contents.get(p.pk, (False, 0))[1],
            "approved": float(contents.get(p.pk, (False, 0))[0]),
            "posts": posts.get(p.pk, 0),
        }
        for p in people
    }


def _known(profile: Mapping[str, object]) -> int:
    return sum(value not in (None, "", [], {}) for value in profile.values())
