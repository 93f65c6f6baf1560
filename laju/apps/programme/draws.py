"""The draw of a cohort: what it would give, and told again afterwards."""

from dataclasses import dataclass, replace

from laju.apps.programme.actions.cohorts import applicants_of
from laju.apps.programme.models import Cohort
from laju.core import draws as files
from laju.core.codes import format_code
from laju.core.crossing import SEPARATOR, region_of
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


def seats_by_region(*, cohort: Cohort) -> dict[str, int]:
    """Return the seats per region code that the draw of a cohort gave out."""
    if not cohort.draw_file:
        return filled_seats(cohort=cohort)
    seats: dict[str, int] = {}
    for group, count in files.seats_for(_head(cohort), seed=cohort.seed).items():
        region = region_of(group)
        seats[region] = seats.get(region, 0) + count
    return seats


def filled_seats(*, cohort: Cohort) -> dict[str, int]:
    """Return the seats per region code once empty ones have gone where applicants wait."""
    waiting: dict[str, int] = {}
    for applicant in _listed(cohort).values():
        waiting[applicant.region] = waiting.get(applicant.region, 0) + 1
    return fill_seats(
        seats=dict(cohort.quotas.values_list("region_id", "seats")), applicants=waiting
    )


def applicant_list(*, cohort: Cohort) -> tuple[str, str]:
    """Return the applicant list as published (JSON lines) and its SHA-256.

    Of a curated cohort it is the draw file itself, byte for byte.
    """
    if cohort.draw_file:
        return cohort.draw_file, files.hash_text(cohort.draw_file)
    applicants = list(_listed(cohort).values())
    return list_text(applicants=applicants), commit_list(applicants=applicants)


def repeat_draw(*, cohort: Cohort) -> Repeat:
    """Draw again from the list, seats and seed on record, and compare with what is stored."""
    if cohort.draw_file:
        return _repeat_curated(cohort)
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


def result_text(*, cohort: Cohort) -> str:
    """Return the result of a curated draw as published, computed again from list and seed."""
    if not cohort.draw_file or not cohort.seed:
        return ""
    return files.write_result(files.run_draw(files.read_draw(cohort.draw_file), seed=cohort.seed))


def places_in_region(drawn: list[files.Drawn]) -> list[files.Drawn]:
    """Count the places of a draw per region: who got a seat first, then who waits, by ticket.

    Without crossing quotas a group is a region, and nothing changes.
    """
    ranks = {files.Outcome.CHOSEN: 0, files.Outcome.WAITING: 1}
    regions: dict[str, list[tuple[int, str, int]]] = {}
    for n, row in enumerate(drawn):
        if SEPARATOR in row.group and row.place:
            regions.setdefault(region_of(row.group), []).append((ranks[row.outcome], row.ticket, n))
    placed = list(drawn)
    for rows in regions.values():
        for place, (_, _, n) in enumerate(sorted(rows), 1):
            placed[n] = replace(drawn[n], place=place)
    return placed


def _repeat_curated(cohort: Cohort) -> Repeat:
    drawn = places_in_region(files.run_draw(files.read_draw(cohort.draw_file), seed=cohort.seed))
    rows = cohort.applications.exclude(ticket="")
    stored = {
        format_code(number=business): (place or 0, lot)
        for business, place, lot in rows.values_list("business_id", "place", "ticket")
    }
    digest = files.hash_text(cohort.draw_file)
    return Repeat(
        list_sha256=digest,
        is_same_list=digest == cohort.list_sha256,
        applicants=len(drawn),
        same=sum(stored.get(row.key) == (row.place, row.ticket) for row in drawn),
    )


def _head(cohort: Cohort) -> files.Draw:
    """Return the draw file without its applicants."""
    return files.read_draw(cohort.draw_file.split("\n", maxsplit=1)[0] + "\n")


def _listed(cohort: Cohort) -> dict[int, Applicant]:
    """Return who stood on the list of the draw; who came later has no place on it."""
    applicants = applicants_of(cohort)
    if cohort.status == Cohort.Status.OPEN:
        return applicants
    placed = cohort.applications.filter(place__isnull=False).values_list("pk", flat=True)
    return {pk: applicants[pk] for pk in placed.order_by("pk") if pk in applicants}
