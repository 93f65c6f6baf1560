"""The final list: calibrated, sorted into bands, committed to by hash, signed by two persons."""

from collections import Counter
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.cohorts import AlreadySelected, SeatsNotSet
from laju.apps.programme.actions.rules import BadReason
from laju.apps.programme.bulk import update_rows
from laju.apps.programme.models import Application, Cohort, Override, Reading, Signature
from laju.core import calibration, draws
from laju.core.bands import Band, Placing, Standing, above_mark, sort_bands
from laju.core.beacons import QUICKNET, moment_of
from laju.core.codes import format_code
from laju.core.crossing import Trait, cell_of, quotas_of, read_quotas, region_of
from laju.core.errors import DomainError
from laju.core.quotas import fill_seats
from laju.engines.panels import Cell, Seating, plan_seats

SIGNATURES = 2


class NotReading(DomainError):
    message = "{cohort} belum dikurasi, atau daftarnya sudah dikunci."
    remedy = "Bagikan bacaan kepada pembaca lebih dahulu."


class ReadingsMissing(DomainError):
    message = "{count} pendaftaran belum selesai dibaca seorang pun."
    remedy = "Tunggu, ingatkan, atau alihkan bacaan yang terlambat kepada pembaca lain."


class FewerReadings(DomainError):
    message = "{count} pendaftaran baru dibaca kurang dari {each} orang."
    remedy = "Tunggu atau alihkan bacaannya; bila daftar tetap harus dikunci, tulis alasannya."


class RoundTooSoon(DomainError):
    message = "Putaran suar {round} sudah keluar pada {at}."
    remedy = "Pilih putaran yang belum keluar, misalnya besok pagi, lalu umumkan."
    status = 422


class NotListed(DomainError):
    message = "Daftar undian {cohort} belum dikunci."
    remedy = "Selesaikan kurasi, lalu kunci daftarnya."


class AlreadySigned(DomainError):
    message = "{user} sudah menandatangani daftar ini."
    remedy = "Tanda tangan kedua harus dari orang lain."


class OtherList(DomainError):
    message = "Sidik jari yang Anda setujui bukan sidik jari daftar yang sekarang."
    remedy = "Muat ulang halaman, periksa daftarnya, lalu tanda tangani lagi."


class SignedByTwo(DomainError):
    message = "Daftar {cohort} sudah ditandatangani dua orang dan putarannya sudah keluar."
    remedy = "Daftar ini harus diundi; membukanya lagi berarti memilih hasil."


@action
def commit_list(
    *, cohort: Cohort, beacon_round: int, fewer_reason: str = "", by: User, at: datetime
) -> str:
    """Calibrate the readings, sort into bands, and lock the list the draw will be made from.

    beacon_round: of the drand network, not out yet. fewer_reason: why applications with fewer
    readings than the rules say may go in; their interval is wider, which the bands take into
    account.
    Returns: the SHA-256 of the draw file.
    Raises: NotReading, SeatsNotSet, RoundTooSoon, ReadingsMissing, FewerReadings, TooFewReadings.
    """
    cohort = Cohort.objects.select_for_update().select_related("area").get(pk=cohort.pk)
    if cohort.status != Cohort.Status.READING:
        raise NotReading(cohort=cohort)
    _insist_future(beacon_round, at)
    done = _insist_readings(cohort, fewer_reason, by, at)
    told = calibration.calibrate(readings=done)
    placed, seats = _bands(cohort, told)
    cells = _cells(cohort)
    draw, crossing = _draw(cohort, placed, seats, cells, beacon_round)
    _write(cohort, told, placed, cells)
    cohort.draw_file = draws.write_draw(draw)
    cohort.list_sha256 = draws.hash_text(cohort.draw_file)
    cohort.calibration = _spreads(told) | crossing
    cohort.beacon_round, cohort.committed_at = beacon_round, at
    cohort.status = Cohort.Status.LISTED
    cohort.save()
    return cohort.list_sha256


@action
def reopen_list(*, cohort: Cohort, reason: str, by: User, at: datetime) -> Override:
    """Unlock the list before the draw; the reason and the moment are published.

    Raises: NotListed; BadReason; SignedByTwo once the round is out and two have signed, since
    the outcome can then be computed.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    _insist_listed(cohort)
    if not reason.strip():
        raise BadReason
    is_out = at >= moment_of(cohort.beacon_round or 1)
    if is_out and count_signatures(cohort) >= SIGNATURES:
        raise SignedByTwo(cohort=cohort)
    override = Override.objects.create(
        cohort=cohort,
        kind=Override.Kind.REOPEN,
        before=cohort.list_sha256,
        after="sesudah putaran keluar" if is_out else "sebelum putaran keluar",
        reason=reason.strip()[:300],
        by=by.username,
        at=at,
    )
    cohort.signatures.filter(voided_at=None).update(voided_at=at)
    cohort.status, cohort.draw_file, cohort.list_sha256 = Cohort.Status.READING, "", ""
    cohort.beacon_round, cohort.committed_at = None, None
    cohort.save()
    return override


@action
def sign_list(*, cohort: Cohort, list_sha256: str, by: User, at: datetime) -> Signature:
    """Sign the list by its hash; two different persons have to.

    Raises: NotListed, OtherList, AlreadySigned.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    _insist_listed(cohort)
    if list_sha256.strip().lower() != cohort.list_sha256:
        raise OtherList
    if cohort.signatures.filter(user=by, voided_at=None).exists():
        raise AlreadySigned(user=by)
    return Signature.objects.create(
        cohort=cohort, user=by, list_sha256=cohort.list_sha256, signed_at=at
    )


def count_signatures(cohort: Cohort) -> int:
    """Count the persons who signed the list as it stands."""
    rows = cohort.signatures.filter(list_sha256=cohort.list_sha256, voided_at=None)
    return rows.values("user").distinct().count()


def _insist_listed(cohort: Cohort) -> None:
    if cohort.status == Cohort.Status.SELECTED:
        raise AlreadySelected(cohort=cohort)
    if cohort.status != Cohort.Status.LISTED:
        raise NotListed(cohort=cohort)


def _insist_future(beacon_round: int, at: datetime) -> None:
    moment = moment_of(beacon_round)
    if moment <= at:
        told = date_format(timezone.localtime(moment), "j F Y, H.i")
        raise RoundTooSoon(round=beacon_round, at=told)


def _insist_readings(
    cohort: Cohort, fewer_reason: str, by: User, at: datetime
) -> list[calibration.Reading]:
    """Return the finished readings of eligible applications, if there are enough of them."""
    eligible = cohort.applications.filter(eligibility=Application.Eligibility.YES)
    rows = Reading.objects.filter(application__in=eligible, status=Reading.Status.DONE)
    done = [
        calibration.Reading(str(application), str(reader), total or 0.0)
        for application, reader, total in rows.values_list("application", "reader", "total")
    ]
    counted = Counter(reading.application for reading in done)
    unread = eligible.count() - len(counted)
    if unread:
        raise ReadingsMissing(count=unread)
    fewer = sum(count < cohort.readers_each for count in counted.values())
    if fewer and not fewer_reason.strip():
        raise FewerReadings(count=fewer, each=cohort.readers_each)
    if fewer:
        Override.objects.create(
            cohort=cohort,
            kind=Override.Kind.FEWER_READERS,
            before=str(cohort.readers_each),
            after=f"{fewer} pendaftaran dengan pembaca lebih sedikit",
            reason=fewer_reason.strip()[:300],
            by=by.username,
            at=at,
        )
    return done


def _bands(
    cohort: Cohort, told: calibration.Calibration
) -> tuple[dict[str, Placing], dict[str, int]]:
    """Sort into bands by the published seats, once empty ones have gone where applicants wait."""
    published = dict(cohort.quotas.values_list("region_id", "seats"))
    if not published:
        raise SeatsNotSet(cohort=cohort)
    regions = dict(cohort.applications.values_list("pk", "business__region_id"))
    standings = [
        Standing(key, regions[int(key)], estimate.value, estimate.sd)
        for key, estimate in told.applications.items()
    ]
    able = Counter(
        standing.region
        for standing in standings
        if above_mark(standing, least=cohort.least_value, confidence=cohort.confidence)
    )
    seats = fill_seats(seats=published, applicants=able)
    placed = sort_bands(
        standings=standings,
        seats=seats,
        confidence=cohort.confidence,
        least=cohort.least_value,
    )
    return placed, seats


def _cells(cohort: Cohort) -> dict[int, str]:
    """Return the group of the draw for every application: its region, or a cell of the quotas."""
    quotas = read_quotas(cohort.crossing)
    rows = cohort.applications.values_list(
        "pk", "business__region_id", "business__owner__sex", "business__sector", "business__size"
    )
    return {
        pk: cell_of(region=region, trait=Trait(*trait), quotas=quotas)
        for pk, region, *trait in rows
    }


def _draw(
    cohort: Cohort,
    placed: dict[str, Placing],
    seats: dict[str, int],
    cells: dict[int, str],
    beacon_round: int,
) -> tuple[draws.Draw, dict[str, object]]:
    """Return the draw and, with crossing quotas, what its seat plans reach."""
    entries = []
    for pk, business in cohort.applications.values_list("pk", "business_id"):
        placing = placed.get(str(pk))
        band = placing.band if placing else Band.OUT  # not eligible
        entries.append(draws.Entry(format_code(number=business), cells[pk], band))
    beacon = {"network": QUICKNET.name, "chain": QUICKNET.hash, "round": beacon_round}
    if not cohort.crossing:
        return draws.Draw(cohort.year, tuple(entries), seats, beacon=beacon), {}
    told = _plan(cohort, entries, seats)
    crossing = {
        "reached": list(told.reached),
        "worst": round(told.worst, 4),
        "possible": round(told.possible, 4),
    }
    draw = draws.Draw(cohort.year, tuple(entries), panels=told.plans, beacon=beacon)
    return draw, {"crossing": crossing}


def _plan(cohort: Cohort, entries: list[draws.Entry], seats: dict[str, int]) -> Seating:
    bands = Counter((entry.group, entry.band) for entry in entries)
    cells = [
        Cell(key, region_of(key), quotas_of(key), bands[key, Band.IN], bands[key, Band.DRAW])
        for key in sorted({entry.group for entry in entries if entry.band != Band.OUT})
    ]
    least = [quota.least for quota in read_quotas(cohort.crossing)]
    return plan_seats(cells=cells, seats=seats, least=least)


def _write(
    cohort: Cohort,
    told: calibration.Calibration,
    placed: dict[str, Placing],
    cells: dict[int, str],
) -> None:
    """Write value, doubt and band beside every application; those not eligible say why."""
    rows: list[tuple[object, ...]] = []
    for pk, findings in cohort.applications.values_list("pk", "findings"):
        placing = placed.get(str(pk))
        if placing is None:
            why = " ".join(f["sentence"] for f in findings if f["answer"] != "YES")
            reason = f"Tidak memenuhi syarat. {why}".strip()[:300]
            rows.append((None, None, None, str(Band.OUT), reason, cells[pk], pk))
            continue
        estimate = told.applications[str(pk)]
        value, sd = round(estimate.value, 4), round(estimate.sd, 4)
        rows.append((value, value, sd, str(placing.band), placing.sentence[:300], cells[pk], pk))
    fields = ("score", "value", "sd", "band", "band_reason", "group")
    update_rows(model=Application, fields=fields, rows=rows)


def _spreads(told: calibration.Calibration) -> dict[str, object]:
    """Return what is kept of the calibration: spreads, and each reader's severity."""
    return {
        "mean": round(told.mean, 4),
        "sd_application": round(told.sd_application, 4),
        "sd_reader": round(told.sd_reader, 4),
        "sd_noise": round(told.sd_noise, 4),
        "components": told.components,
        "readers": {
            key: [round(e.value, 4), round(e.sd, 4), e.count] for key, e in told.readers.items()
        },
    }
