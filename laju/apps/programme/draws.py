"""The draw of a cohort: what it would give, and told again afterwards."""

from dataclasses import dataclass

from laju.apps.programme.actions.cohorts import applicants_of
from laju.apps.programme.models import Cohort
from laju.core.quotas import fill_seats
from laju.core.selection import Applicant, commit_list, list_text, pick_participants


@dataclass(frozen=True, slots=True)
class Repeat:
    """The stored result of a draw beside the same draw computed now."""

    list_sha256: str
    is_same_list: bool
    applicants: int
    same: int  # applications whose place and lot are as stored

    @property
    def is_same(self) -> bool:
        """Say whether everything came out as stored."""
        return self.is_same_list and self.same == self.applicants


def filled_seats(*, cohort: Cohort) -> dict[str, int]:
    """Return the seats per region code once empty ones have gone where applicants wait."""
    waiting: dict[str, int] = {}
    for applicant in _listed(cohort).values():
        waiting[applicant.region] = waiting.get(applicant.region, 0) + 1
    return fill_seats(
        seats=dict(cohort.quotas.values_list("region_id", "seats")), applicants=waiting
    )


def applicant_list(*, cohort: Cohort) -> tuple[str, str]:
    """Return the applicant list as published (JSON lines) and its SHA-256."""
    applicants = list(_listed(cohort).values())
    return list_text(applicants=applicants), commit_list(applicants=applicants)


def repeat_draw(*, cohort: Cohort) -> Repeat:
    """Draw again from the list, seats and seed on record, and compare with what is stored."""
    applicants = _listed(cohort)
    selection = pick_participants(
        applicants=applicants.values(), seats=filled_seats(cohort=cohort), seed=cohort.seed
    )
    stored = {
        pk: (place, lot)
        for pk, place, lot in cohort.applications.filter(place__isnull=False).values_list(
            "pk", "place", "ticket"
        )
    }
    same = sum(
        stored[pk]
        == (selection.decisions[applicant.key].place, selection.decisions[applicant.key].ticket)
        for pk, applicant in applicants.items()
    )
    return Repeat(
        list_sha256=selection.commitment,
        is_same_list=selection.commitment == cohort.list_sha256,
        applicants=len(applicants),
        same=same,
    )


def _listed(cohort: Cohort) -> dict[int, Applicant]:
    """Return who stood on the list of the draw; who came later has no place on it."""
    applicants = applicants_of(cohort)
    if cohort.status == Cohort.Status.OPEN:
        return applicants
    placed = cohort.applications.filter(place__isnull=False).values_list("pk", flat=True)
    return {pk: applicants[pk] for pk in placed.order_by("pk") if pk in applicants}
