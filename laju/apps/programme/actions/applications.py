"""Applications: a business asks to take part, and is scored on a published scale."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Application, Cohort, Participant
from laju.apps.programme.news import tell_applied
from laju.apps.programme.queries import in_area
from laju.apps.registry.models import Batch, Business
from laju.apps.registry.queries import businesses_of, rows_of
from laju.core.errors import DomainError
from laju.core.scoring import Facts, Score, score_application
from laju.core.sectors import read_products


class CohortClosed(DomainError):
    message = "Pendaftaran {cohort} sudah ditutup."
    remedy = "Daftarkan usaha ini pada angkatan berikutnya."


class NotYetOpen(DomainError):
    message = "Pendaftaran {cohort} belum dibuka."
    remedy = "Coba lagi mulai {on}."


class RulesNotPublished(DomainError):
    message = "Aturan pembagian kursi {cohort} belum diumumkan."
    remedy = "Pendaftaran dibuka sesudah dinas mengumumkannya. Coba lagi beberapa hari lagi."


class AlreadyApplied(DomainError):
    message = "{business} sudah terdaftar pada {cohort}."
    remedy = "Tidak perlu mendaftar lagi; nomor pendaftarannya {code}."


class OutsideArea(DomainError):
    message = "{business} berada di luar wilayah program {area}."
    remedy = "Periksa kabupaten/kota usaha ini, atau daftarkan pada program di wilayahnya."


class ScoreOutOfRange(DomainError):
    message = "Nilai {score} tidak berada di antara 0 dan 100."
    remedy = "Isi nilai dari 0 sampai 100."
    status = 422


@action
def submit_application(
    *, cohort: Cohort, business: Business, by: User, at: datetime
) -> Application:
    """Enter a business for a cohort by form, once its rules are published and within its window.

    Raises: CohortClosed, NotYetOpen, RulesNotPublished, AlreadyApplied, OutsideArea.
    """
    insist_on_window(cohort, at)
    if not Business.objects.filter(in_area(area=cohort.area), pk=business.pk).exists():
        raise OutsideArea(business=business, area=cohort.area)
    if cohort.applications.filter(business=business).exists():
        raise AlreadyApplied(business=business, cohort=cohort, code=business.code)
    made = Application.objects.create(
        cohort=cohort, business=business, origin=Application.Origin.FORM, submitted_at=at
    )
    tell_applied(application=made, at=at)
    return made


@action
def receive_applications(
    *, cohort: Cohort, batches: Sequence[Batch], by: User, at: datetime
) -> int:
    """Enter every business of the given sheets that lies in the area and has not applied yet.

    Returns: number of new applications; none once all seats are taken.
    """
    if cohort.status != Cohort.Status.OPEN and _free_seats(cohort) <= 0:
        return 0
    waiting = (
        businesses_of(batches=batches)
        .filter(in_area(area=cohort.area))
        .exclude(pk__in=cohort.applications.values("business"))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    rows = [
        Application(cohort=cohort, business_id=pk, origin=Application.Origin.SHEET, submitted_at=at)
        for pk in waiting
    ]
    return len(Application.objects.bulk_create(rows, batch_size=500))


@action
def curate_applications(*, cohort: Cohort, limit: int = 2000, by: User, at: datetime) -> int:
    """Score applications that have no score yet on the published scale (core.scoring).

    A score from 0 to 100 on the office's own sheet is taken over, and its part says so.
    Returns: number scored, at most `limit`.
    """
    waiting = list(
        cohort.applications.filter(score=None)
        .select_related("business__owner")
        .order_by("pk")[:limit]
    )
    stated = dict(
        rows_of(businesses=[a.business_id for a in waiting])
        .filter(stated_score__isnull=False)
        .values_list("about", "stated_score")
    )
    for application in waiting:
        score = score_application(
            facts=_facts_from(
                application.business, cohort.year, stated.get(application.business_id)
            )
        )
        _keep(application, score)
    Application.objects.bulk_update(waiting, ["score", "score_parts"], batch_size=200)
    return len(waiting)


@action
def curate_application(
    *, application: Application, score: float, reason: str, by: User, at: datetime
) -> None:
    """Set a score by a person's reading; the reason stands beside it.

    Raises: CohortClosed once participants are selected; ScoreOutOfRange.
    """
    if application.cohort.status != Cohort.Status.OPEN:
        raise CohortClosed(cohort=application.cohort)
    if not 0 <= score <= 100:  # noqa: PLR2004
        raise ScoreOutOfRange(score=score)
    part = {"criterion": "READER", "points": score, "most": 100, "reason": reason[:300]}
    Application.objects.filter(pk=application.pk).update(
        score=score, score_parts=[*application.score_parts, part]
    )


def insist_on_window(cohort: Cohort, at: datetime) -> None:
    """Pass while a cohort takes applications. Raises: CohortClosed, NotYetOpen, RulesNotPublished."""
    today = timezone.localdate(at)
    if cohort.status != Cohort.Status.OPEN or (cohort.closes_on and today > cohort.closes_on):
        raise CohortClosed(cohort=cohort)
    if cohort.rules_published_at is None:
        raise RulesNotPublished(cohort=cohort)
    if cohort.opens_on and today < cohort.opens_on:
        raise NotYetOpen(cohort=cohort, on=date_format(cohort.opens_on, "j F Y"))


def score_again(*, application: Application) -> None:
    """Score one application anew, because its business told more."""
    business, year = application.business, application.cohort.year
    stated = rows_of(businesses=[business.pk]).filter(stated_score__isnull=False)
    own = stated.values_list("stated_score", flat=True).first()
    _keep(application, score_application(facts=_facts_from(business, year, own)))
    application.save(update_fields=["score", "score_parts"])


def _free_seats(cohort: Cohort) -> int:
    taken = Participant.objects.filter(application__cohort=cohort, left_at=None).count()
    return cohort.seats - taken


def _facts_from(business: Business, year: int, stated: float | None) -> Facts:
    """Return what the scale looks at, from the registry alone."""
    products = read_products(text=business.products_text or business.activity)
    is_priced = any(character.isdigit() for character in business.prices_text)
    return Facts(
        name=business.name,
        activity=business.activity,
        place=business.district_name or business.village_name,
        address=business.address,
        owner_name=business.owner.name,
        phone=business.phone or business.owner.phone,
        products=products,
        count_priced=len(products) if is_priced else 0,
        has_price_range=is_priced,
        channels=[name for name, value in business.channels.items() if value],
        founded_year=business.founded_year,
        year=year,
        sheet_score=stated,
    )


def _keep(application: Application, score: Score) -> None:
    application.score = round(score.total, 4)
    application.score_parts = [
        {**asdict(part), "criterion": str(part.criterion)} for part in score.parts
    ]
