"""Seats still free after the selection: filled by the same rule, from those who came later."""

from datetime import datetime

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.cohorts import applicants_of
from laju.apps.programme.models import Application, Cohort, Participant
from laju.core.quotas import allocate_seats
from laju.core.selection import pick_participants


@action
def fill_cohort(*, cohort: Cohort, by: User, at: datetime) -> int:
    """Give seats nobody took at the selection to applicants scored since, by the cohort's seed.

    Returns: number of new participants; 0 when all seats are taken or nobody waits, and in a
    curated cohort, whose seats move along its waiting list only.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.draw_file:
        return 0
    taken = Participant.objects.filter(application__cohort=cohort, left_at=None).count()
    unchosen = set(_unchosen(cohort))
    waiting = {pk: a for pk, a in applicants_of(cohort).items() if pk in unchosen}
    free = min(cohort.seats - taken, len(waiting))
    if cohort.status != Cohort.Status.SELECTED or free <= 0:
        return 0
    counts: dict[str, int] = {}
    for applicant in waiting.values():
        counts[applicant.region] = counts.get(applicant.region, 0) + 1
    seats = allocate_seats(seats=free, weights=counts, cap=counts)
    selection = pick_participants(applicants=waiting.values(), seats=seats, seed=cohort.seed)
    chosen = []
    for pk, applicant in waiting.items():
        decision = selection.decisions[applicant.key]
        status = Application.Status.CHOSEN if decision.is_chosen else Application.Status.WAITING
        Application.objects.filter(pk=pk).update(status=status, ticket=decision.ticket)
        if decision.is_chosen:
            chosen.append(Participant(application_id=pk, chosen_at=at))
    return len(Participant.objects.bulk_create(chosen))


def _unchosen(cohort: Cohort) -> list[int]:
    rows = cohort.applications.exclude(status=Application.Status.CHOSEN)
    return list(rows.values_list("pk", flat=True))
