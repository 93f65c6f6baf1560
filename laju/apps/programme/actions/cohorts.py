"""Cohorts: opened once a year, filled once."""

from datetime import date, datetime

from django.db.models import Count

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Application, Cohort, Participant, Seats
from laju.apps.programme.queries import in_area, regions_in
from laju.apps.regions.models import Region
from laju.apps.registry.models import Business
from laju.core.codes import format_code
from laju.core.eligibility import DEFAULT_RULES, rules_data
from laju.core.errors import DomainError
from laju.core.quotas import NotEnoughSeats, explain_seats, fill_seats
from laju.core.rubrics import DEFAULT_RUBRIC, rubric_data
from laju.core.selection import Applicant, Selection, commit_list, pick_participants


class CohortExists(DomainError):
    message = "Angkatan {year} sudah dibuka."
    remedy = "Buka angkatan itu, atau pilih tahun lain."


class AlreadySelected(DomainError):
    message = "Peserta {cohort} sudah dipilih; hasilnya tidak dapat diulang."
    remedy = "Untuk mengganti peserta yang mundur, gunakan daftar tunggu."


class NothingToSelect(DomainError):
    message = "{cohort} belum mempunyai pendaftar yang sudah dinilai."
    remedy = "Terima pendaftaran dan jalankan penilaian lebih dahulu."


class NotYetCurated(DomainError):
    message = "{count} pendaftar {cohort} belum dinilai."
    remedy = "Jalankan penilaian sampai selesai, supaya tidak ada pendaftar yang terlewat."


class RulesPublished(DomainError):
    message = "Aturan {cohort} sudah diumumkan dan tidak dapat diubah lagi."
    remedy = "Jalankan angkatan ini dengan aturan itu; perubahan berlaku untuk angkatan berikutnya."


class SeatsNotSet(DomainError):
    message = "Kursi {cohort} belum dibagi ke daerah."
    remedy = "Tetapkan kuota daerah lebih dahulu, lalu pilih peserta."


@action
def open_cohort(
    *,
    year: int,
    area: Region,
    seats: int,
    floor: int = 0,
    cap: int | None = None,
    opens_on: date | None = None,
    closes_on: date | None = None,
    by: User,
    at: datetime,
) -> Cohort:
    """Open the cohort of a year in a programme area.

    floor, cap: seats each region gets at least and at most.
    Raises: CohortExists; NotEnoughSeats if the floors alone exceed the seats.
    """
    if Cohort.objects.filter(year=year).exists():
        raise CohortExists(year=year)
    least = floor * regions_in(area=area).count()
    if least > seats:
        raise NotEnoughSeats(seats=seats, least=least)
    return Cohort.objects.create(
        year=year,
        area=area,
        seats=seats,
        floor=floor,
        cap=cap,
        opens_on=opens_on,
        closes_on=closes_on,
        rules=rules_data(DEFAULT_RULES),
        rubric=rubric_data(DEFAULT_RUBRIC),
    )


@action
def set_quotas(*, cohort: Cohort, by: User, at: datetime) -> int:
    """Spread the seats over the regions by their businesses in the registry, and say why.

    Businesses known only by province stand as a group of their own.
    Returns: number of regions.
    Raises: AlreadySelected; RulesPublished; TooManySeats if the caps leave no room for all seats.
    """
    if cohort.status != Cohort.Status.OPEN:
        raise AlreadySelected(cohort=cohort)
    if cohort.rules_published_at and cohort.quotas.exists():
        raise RulesPublished(cohort=cohort)
    counted = dict(
        Business.objects.filter(in_area(area=cohort.area))
        .values_list("region_id")
        .annotate(n=Count("pk"))
        .order_by("region_id")
    )
    regions = {region.pk: region.name for region in regions_in(area=cohort.area)}
    if counted.get(cohort.area.pk):
        regions[cohort.area.pk] = f"{cohort.area.name} (kabupaten/kota belum diketahui)"
    weights = {code: counted.get(code, 0) for code in sorted(regions)}
    reasons = explain_seats(
        seats=cohort.seats, weights=weights, floor=cohort.floor, cap=cohort.cap, names=regions
    )
    cohort.quotas.all().delete()
    Seats.objects.bulk_create(
        Seats(
            cohort=cohort,
            region_id=code,
            weight=weights[code],
            seats=reason.seats,
            reason=reason.sentence[:200],
        )
        for code, reason in reasons.items()
    )
    return len(reasons)


@action
def select_cohort(*, cohort: Cohort, seed: str, by: User, at: datetime) -> int:
    """Make participants of the best applicants of each region; the rest wait in order.

    Seats a region cannot fill go to regions where applicants wait (core.quotas.fill_seats).
    seed: public, drawn after the hash of the applicant list was published.
    Returns: number of participants.
    Raises: AlreadySelected, NothingToSelect, NotYetCurated, SeatsNotSet, SeedMissing.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.status != Cohort.Status.OPEN:
        raise AlreadySelected(cohort=cohort)
    applicants = applicants_of(cohort)
    if not applicants:
        raise NothingToSelect(cohort=cohort)
    left_out = cohort.applications.filter(score=None).count()
    if left_out:
        raise NotYetCurated(cohort=cohort, count=left_out)
    waiting: dict[str, int] = {}
    for applicant in applicants.values():
        waiting[applicant.region] = waiting.get(applicant.region, 0) + 1
    published = dict(cohort.quotas.values_list("region_id", "seats"))
    if not published:
        raise SeatsNotSet(cohort=cohort)
    seats = fill_seats(seats=published, applicants=waiting)
    selection = pick_participants(applicants=applicants.values(), seats=seats, seed=seed)
    chosen = _write_decisions(cohort, applicants, selection)
    Participant.objects.bulk_create(
        [Participant(application_id=pk, chosen_at=at) for pk in chosen], batch_size=500
    )
    cohort.status, cohort.seed, cohort.selected_at = Cohort.Status.SELECTED, seed, at
    cohort.list_sha256 = commit_list(applicants=applicants.values())
    cohort.save(update_fields=["status", "seed", "selected_at", "list_sha256"])
    return len(chosen)


def applicants_of(cohort: Cohort) -> dict[int, Applicant]:
    """Return the scored applications as the rules see them; the key is the public code."""
    rows = cohort.applications.filter(score__isnull=False).values_list(
        "pk", "business_id", "business__region_id", "score"
    )
    return {
        pk: Applicant(key=format_code(number=business), region=region, score=score or 0.0)
        for pk, business, region, score in rows.order_by("pk")
    }


def _write_decisions(
    cohort: Cohort, applicants: dict[int, Applicant], selection: Selection
) -> list[int]:
    chosen: list[int] = []
    rows = []
    for pk, applicant in applicants.items():
        decision = selection.decisions[applicant.key]
        status = Application.Status.CHOSEN if decision.is_chosen else Application.Status.WAITING
        rows.append(Application(pk=pk, status=status, place=decision.place, ticket=decision.ticket))
        if decision.is_chosen:
            chosen.append(pk)
    Application.objects.bulk_update(rows, ["status", "place", "ticket"], batch_size=200)
    return chosen
