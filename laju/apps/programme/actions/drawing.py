"""The draw of a curated cohort: from the locked list, a beacon round and dice."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.cohorts import AlreadySelected
from laju.apps.programme.actions.lists import SIGNATURES, NotListed, count_signatures
from laju.apps.programme.bulk import update_rows
from laju.apps.programme.draws import places_in_region
from laju.apps.programme.models import Application, Cohort, Participant
from laju.core import draws
from laju.core.beacons import TooEarly, moment_of, read_beacon
from laju.core.codes import parse_code
from laju.core.errors import DomainError
from laju.core.selection import SeedMissing

STATUS = {
    draws.Outcome.CHOSEN: Application.Status.CHOSEN,
    draws.Outcome.WAITING: Application.Status.WAITING,
    draws.Outcome.OUT: Application.Status.OUT,
}


class NotSigned(DomainError):
    message = "Daftar {cohort} baru ditandatangani {count} dari {wanted} orang."
    remedy = "Minta orang kedua memeriksa dan menandatangani daftar itu."


@action
def draw_cohort(
    *,
    cohort: Cohort,
    signature: str,
    randomness: str = "",
    dice: str,
    by: User,
    at: datetime,
) -> int:
    """Make participants by the draw; the rest of the lottery waits, in order, in its region.

    signature, randomness: of the announced beacon round. dice: what was thrown in public.
    Returns: number of participants.
    Raises: NotListed, AlreadySelected, NotSigned, TooEarly, BadBeacon, SeedMissing.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    _insist_ready(cohort, at)
    if not dice.strip():
        raise SeedMissing
    value = read_beacon(signature=signature, randomness=randomness)
    seed = draws.join_seed(randomness=value, dice=dice)
    drawn = draws.run_draw(draws.read_draw(cohort.draw_file), seed=seed)
    chosen = _write(cohort, drawn)
    Participant.objects.bulk_create(
        [Participant(application_id=pk, chosen_at=at) for pk in chosen], batch_size=500
    )
    cohort.status, cohort.seed, cohort.selected_at = Cohort.Status.SELECTED, seed, at
    cohort.beacon_signature = "".join(signature.split()).lower()
    cohort.result_sha256 = draws.hash_text(draws.write_result(drawn))
    cohort.save()
    return len(chosen)


def _insist_ready(cohort: Cohort, at: datetime) -> None:
    if cohort.status == Cohort.Status.SELECTED:
        raise AlreadySelected(cohort=cohort)
    if cohort.status != Cohort.Status.LISTED or not cohort.beacon_round:
        raise NotListed(cohort=cohort)
    count = count_signatures(cohort)
    if count < SIGNATURES:
        raise NotSigned(cohort=cohort, count=count, wanted=SIGNATURES)
    moment = moment_of(cohort.beacon_round)
    if at < moment:
        told = date_format(timezone.localtime(moment), "j F Y, H.i")
        raise TooEarly(round=cohort.beacon_round, at=told)


def _write(cohort: Cohort, drawn: list[draws.Drawn]) -> list[int]:
    keys = dict(cohort.applications.values_list("business_id", "pk"))
    rows, chosen = [], []
    for row in places_in_region(drawn):
        pk = keys[parse_code(row.key)]
        rows.append((STATUS[row.outcome], row.place or None, row.ticket, pk))
        if row.outcome == draws.Outcome.CHOSEN:
            chosen.append(pk)
    update_rows(model=Application, fields=("status", "place", "ticket"), rows=rows)
    return chosen
