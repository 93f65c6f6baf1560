"""Rules of a cohort: kept as data, published once, then applied to every application."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.cohorts import RulesPublished, SeatsNotSet
from laju.apps.programme.models import Application, Cohort, Override, Participant
from laju.apps.programme.published import rules_text
from laju.core.crossing import BadCrossing, Quota, quotas_data, read_quotas
from laju.core.draws import hash_text
from laju.core.eligibility import Candidate, check_eligibility, read_rules, rules_data
from laju.core.errors import DomainError
from laju.core.notation import format_count
from laju.core.rubrics import read_rubric, rubric_data

CHUNK = 1000
MOST_READERS = 5


class BadCuration(DomainError):
    message = "Aturan kurasi tidak masuk akal: {why}."
    remedy = "Perbaiki angkanya, lalu simpan lagi."
    status = 422


class AlreadyListed(DomainError):
    message = "Daftar {cohort} sudah dikunci untuk undian."
    remedy = "Keputusan tentang syarat diambil sebelum daftar dikunci."


class BadReason(DomainError):
    message = "Alasannya belum ditulis."
    remedy = "Tulis alasan, agar orang yang bersangkutan dan pemeriksa dapat memahaminya."
    status = 422


@action
def set_rules(
    *,
    cohort: Cohort,
    rules: Sequence[Mapping[str, Any]],
    rubric: Sequence[Mapping[str, Any]] = (),
    readers_each: int = 2,
    confidence: float = 0.8,
    least_value: float | None = None,
    read_until: date | None = None,
    crossing: Sequence[Mapping[str, Any]] = (),
    by: User,
    at: datetime,
) -> None:
    """Keep who may take part and how applications are read; only before publication.

    crossing: quotas across regions, met inside the lottery.
    Raises: RulesPublished, BadRule, BadRubric, BadCuration, BadCrossing.
    """
    if cohort.rules_published_at:
        raise RulesPublished(cohort=cohort)
    if not 1 <= readers_each <= MOST_READERS:
        raise BadCuration(why=f"pembaca per pendaftaran antara 1 dan {MOST_READERS}")
    if not 0.5 <= confidence <= 0.99:  # noqa: PLR2004  a confidence
        raise BadCuration(why="keyakinan antara 50 % dan 99 %")
    if least_value is not None and not 0 <= least_value <= 100:  # noqa: PLR2004  the scale
        raise BadCuration(why="nilai terendah antara 0 dan 100")
    cohort.rules = rules_data(read_rules(list(rules)))
    cohort.rubric = rubric_data(read_rubric(list(rubric)))
    cohort.readers_each, cohort.confidence = readers_each, confidence
    cohort.least_value, cohort.read_until = least_value, read_until
    cohort.crossing = quotas_data(_quotas(cohort, crossing))
    cohort.save(
        update_fields=[
            "rules", "rubric", "readers_each", "confidence", "least_value", "read_until",
            "crossing",
        ]
    )  # fmt: skip


def _quotas(cohort: Cohort, told: Sequence[Mapping[str, Any]]) -> tuple[Quota, ...]:
    quotas = read_quotas(list(told))
    if any(quota.least > cohort.seats for quota in quotas):
        raise BadCrossing(why=f"angkatan ini hanya punya {format_count(cohort.seats)} kursi")
    return quotas


@action
def publish_rules(*, cohort: Cohort, by: User, at: datetime) -> str:
    """Publish the seats, their formula, the conditions and the rubric; from now on they stand.

    Applications by form are taken only afterwards.
    Returns: the SHA-256 of what is published.
    Raises: RulesPublished, SeatsNotSet.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.rules_published_at:
        raise RulesPublished(cohort=cohort)
    if not cohort.quotas.exists():
        raise SeatsNotSet(cohort=cohort)
    cohort.rules_published_at = at
    cohort.rules_sha256 = hash_text(rules_text(cohort=cohort))
    cohort.save(update_fields=["rules_published_at", "rules_sha256"])
    return cohort.rules_sha256


@action
def check_applications(
    *, cohort: Cohort, limit: int = CHUNK, again: bool = False, by: User, at: datetime
) -> int:
    """Answer the conditions for applications not looked at yet, with reasons in plain words.

    again: forget earlier answers first, but not what a person decided.
    Returns: number checked, at most `limit`. Raises: AlreadyListed.
    """
    if cohort.status not in {Cohort.Status.OPEN, Cohort.Status.READING}:
        raise AlreadyListed(cohort=cohort)
    decided = Override.objects.filter(cohort=cohort, kind=Override.Kind.ELIGIBILITY)
    if again:
        free = cohort.applications.exclude(pk__in=decided.values("application"))
        free.filter(readings=None).update(eligibility="", findings=[])
    waiting = list(
        cohort.applications.filter(eligibility="")
        .select_related("business__owner")
        .order_by("pk")[:limit]
    )
    answer_conditions(cohort=cohort, applications=waiting)
    return len(waiting)


def answer_conditions(*, cohort: Cohort, applications: Sequence[Application]) -> None:
    """Answer the conditions of a cohort for some of its applications, and store the answers."""
    rules = read_rules(cohort.rules)
    known = _history(cohort, applications)
    for application in applications:
        told = check_eligibility(candidate=known.candidate(application), rules=rules)
        application.eligibility = str(told.answer)
        application.findings = [
            {"kind": str(f.kind), "answer": str(f.answer), "sentence": f.sentence}
            for f in told.findings
        ]
        known.note(application)
    Application.objects.bulk_update(applications, ["eligibility", "findings"], batch_size=200)


@action
def decide_eligibility(
    *, application: Application, is_eligible: bool, reason: str, by: User, at: datetime
) -> Override:
    """Let a person answer whether an application meets the conditions; the reason stays beside it.

    Raises: AlreadyListed, BadReason.
    """
    cohort = Cohort.objects.select_for_update().get(pk=application.cohort_id)
    if cohort.status not in {Cohort.Status.OPEN, Cohort.Status.READING}:
        raise AlreadyListed(cohort=cohort)
    if not reason.strip():
        raise BadReason
    answer = Application.Eligibility.YES if is_eligible else Application.Eligibility.NO
    override = Override.objects.create(
        cohort=cohort,
        application=application,
        kind=Override.Kind.ELIGIBILITY,
        before=application.eligibility,
        after=answer,
        reason=reason.strip()[:300],
        by=by.username,
        at=at,
    )
    Application.objects.filter(pk=application.pk).update(eligibility=answer)
    return override


class _History:
    """What the conditions ask of a business beyond its own row."""

    def __init__(self, cohort: Cohort, taken_part: set[int], earlier: dict[int, set[int]]) -> None:
        self.cohort, self.taken_part, self.earlier = cohort, taken_part, earlier

    def candidate(self, application: Application) -> Candidate:
        """Return the application as the conditions see it."""
        business = application.business
        before = {pk for pk in self.earlier[business.owner_id] if pk < application.pk}
        return Candidate(
            year=self.cohort.year,
            size=business.size,
            sector=business.sector,
            has_nib=bool(business.owner.nib),
            founded_year=business.founded_year,
            sales_rupiah=business.sales_rupiah,
            is_reachable=bool(business.phone or business.owner.phone),
            was_participant=business.pk in self.taken_part,
            other_applications=len(before),
        )

    def note(self, application: Application) -> None:
        """Forget an application that does not count, so that the owner's next one does."""
        if application.eligibility == Application.Eligibility.NO:
            self.earlier[application.business.owner_id].discard(application.pk)


def _history(cohort: Cohort, waiting: Iterable[Application]) -> _History:
    businesses = {application.business_id for application in waiting}
    owners = {application.business.owner_id for application in waiting}
    taken_part = Participant.objects.filter(
        application__business__in=businesses, left_at=None
    ).exclude(application__cohort=cohort)
    earlier: dict[int, set[int]] = {owner: set() for owner in owners}
    rows = cohort.applications.filter(business__owner__in=owners)
    rows = rows.exclude(eligibility=Application.Eligibility.NO)
    for owner, pk in rows.values_list("business__owner", "pk"):
        earlier[owner].add(pk)
    return _History(
        cohort, set(taken_part.values_list("application__business", flat=True)), earlier
    )
