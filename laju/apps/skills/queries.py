"""What can be asked of skills."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, F, Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Cohort, Participant
from laju.apps.programme.queries import BUSINESS_REGION
from laju.apps.skills.models import Certificate, NameConsent, Progress, Rating
from laju.core.skills import NEEDED, Agreement, Level, cohen_kappa, is_double_rated, load_lessons

_REGION = f"participant__{BUSINESS_REGION}"


def progress_of(*, participant: Participant) -> list[Progress]:
    """Return how far a participant is, in the order of the lessons; what was not begun is absent."""
    order = {lesson.key: number for number, lesson in enumerate(load_lessons())}
    rows = Progress.objects.filter(participant=participant)
    return sorted((row for row in rows if row.lesson in order), key=lambda r: order[r.lesson])


def progress_by_participant(
    *, participants: Iterable[Participant]
) -> dict[int, dict[str, Progress]]:
    """Return per participant key how far it is, by lesson."""
    found: dict[int, dict[str, Progress]] = defaultdict(dict)
    for row in Progress.objects.filter(participant__in=[p.pk for p in participants]):
        found[row.participant_id][row.lesson] = row
    return found


def certificate_of(*, participant: Participant) -> Certificate | None:
    """Return the certificate that is valid, or None."""
    return Certificate.objects.filter(participant=participant, revoked_at=None).first()


def certificate_by_code(*, code: str) -> Certificate | None:
    """Return a certificate, valid or not; None for what cannot be a code."""
    if not (code.isascii() and code.isalnum()):
        return None
    return (
        Certificate.objects.filter(code=code.upper())
        .select_related(
            "participant__application__business__region", "participant__application__cohort"
        )
        .first()
    )


def certificate_for(*, by: User, pk: int) -> Certificate | None:
    """Return a certificate of a region this person may see."""
    return Certificate.objects.filter(within_scope(user=by, path=_REGION), pk=pk).first()


def revoked_places() -> list[int]:
    """Return the places in the list of revocations that are marked."""
    return list(Certificate.objects.exclude(revoked_at=None).values_list("index", flat=True))


def is_name_agreed(*, participant: Participant) -> bool:
    """Test whether the owner's name may be shown."""
    return NameConsent.objects.filter(participant=participant, is_agreed=True).exists()


def name_shown(*, certificate: Certificate) -> str:
    """Return the name anybody may read: the owner's only as long as the owner agrees."""
    business = certificate.participant.application.business
    if certificate.holder == business.name or is_name_agreed(participant=certificate.participant):
        return certificate.holder
    return str(business.name)


def levels_by_region(*, cohort: Cohort, by: User) -> dict[str, dict[Level, int]]:
    """Return per region code how many tasks of participants a person may see are at each level."""
    rows = Progress.objects.filter(_seen(cohort, by), level__gt=0)
    found: dict[str, dict[Level, int]] = defaultdict(dict)
    for region, level, count in (
        rows.values_list(_REGION, "level").annotate(n=Count("pk")).order_by(_REGION)
    ):
        found[region][Level(level)] = count
    return found


def unrated_by_participant(*, participants: Iterable[Participant]) -> dict[int, int]:
    """Return per participant key how many proven tasks nobody has said anything of yet."""
    keys = [p.pk for p in participants]
    rated = set(Rating.objects.filter(participant__in=keys).values_list("participant_id", "lesson"))
    proven = Progress.objects.filter(participant__in=keys, proven_at__isnull=False)
    found: dict[int, int] = dict.fromkeys(keys, 0)
    for key, lesson in proven.values_list("participant_id", "lesson"):
        found[key] += (key, lesson) not in rated
    return found


def levels_by_lesson(*, cohort: Cohort, by: User) -> dict[str, dict[Level, int]]:
    """Return per lesson how many participants a person may see are at each level above none."""
    rows = Progress.objects.filter(_seen(cohort, by), level__gt=0)
    found: dict[str, dict[Level, int]] = defaultdict(dict)
    for lesson, level, count in (
        rows.values_list("lesson", "level").annotate(n=Count("pk")).order_by()
    ):
        found[lesson][Level(level)] = count
    return found


def certified_by_region(*, cohort: Cohort, by: User) -> dict[str, int]:
    """Return per region code how many participants hold a valid certificate."""
    rows = Certificate.objects.filter(_seen(cohort, by), revoked_at=None)
    return dict(rows.values_list(_REGION).annotate(n=Count("pk")).order_by(_REGION))


def ready_for_certificate(*, cohort: Cohort, by: User) -> QuerySet[Participant]:
    """Return the participants with enough proven tasks and no valid certificate."""
    rows = Progress.objects.filter(_seen(cohort, by), level__gte=Level.CAN).order_by()
    enough = rows.values("participant").annotate(n=Count("pk")).filter(n__gte=NEEDED)
    return (
        Participant.objects.filter(pk__in=enough.values("participant"))
        .exclude(pk__in=Certificate.objects.filter(revoked_at=None).values("participant"))
        .select_related("application__business__owner", "application__business__region")
        .order_by("pk")
    )


def certificates_of(*, cohort: Cohort, by: User) -> QuerySet[Certificate]:
    """Return the certificates of a cohort a person may see, newest first."""
    return Certificate.objects.filter(_seen(cohort, by)).select_related(
        "participant__application__business__region"
    )


def agreement(*, cohort: Cohort, by: User) -> Agreement:
    """Return how far the first and the second rating of sampled tasks agree."""
    told: dict[tuple[int, str], list[bool]] = defaultdict(list)
    rows = Rating.objects.filter(_seen(cohort, by)).order_by("at", "pk")
    for participant, lesson, is_able in rows.values_list("participant_id", "lesson", "is_able"):
        told[participant, lesson].append(is_able)
    return cohen_kappa([(each[0], each[1]) for each in told.values() if len(each) > 1])


def ratings_of(*, participant: Participant, by: User) -> dict[str, Rating]:
    """Return what this person said of a participant's tasks, by lesson; never what others said."""
    return {row.lesson: row for row in Rating.objects.filter(participant=participant, rater=by)}


def rated_lessons(*, participant: Participant) -> set[str]:
    """Return the lessons somebody has rated, not how."""
    return set(Rating.objects.filter(participant=participant).values_list("lesson", flat=True))


def second_ratings(*, by: User, most: int = 50) -> list[Progress]:
    """Return sampled tasks in a facilitator's regions that somebody else rated once, oldest first."""
    rated_once = (
        Rating.objects.order_by()
        .values("participant", "lesson")
        .annotate(n=Count("pk"), mine=Count("pk", filter=Q(rater=by)))
        .filter(n=1, mine=0)
    )
    pairs = {
        (row["participant"], row["lesson"])
        for row in rated_once
        if is_double_rated(participant=row["participant"], lesson=row["lesson"])
    }
    rows = (
        Progress.objects.filter(
            within_scope(user=by, path=_REGION),
            participant__in={participant for participant, _ in pairs},
            participant__left_at=None,
        )
        .select_related("participant__application__business__region")
        .order_by(F("proven_at").asc(nulls_last=True), "pk")
    )
    return [row for row in rows if (row.participant_id, row.lesson) in pairs][:most]


def _seen(cohort: Cohort, by: User) -> Q:
    return Q(participant__application__cohort=cohort, participant__left_at=None) & within_scope(
        user=by, path=_REGION
    )
