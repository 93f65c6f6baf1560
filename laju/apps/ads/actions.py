"""What can be done to advertising: plan a month."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from laju.apps.accounts.models import User
from laju.apps.ads.models import Line, Plan, Share
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort, Participant
from laju.apps.programme.queries import participants_of
from laju.core.budgets import BusinessShare, CellShare, spread_weeks
from laju.core.budgets import plan_budget as split_purse
from laju.core.channels import affordable_channels, prior_cells
from laju.core.codes import format_code
from laju.core.errors import DomainError
from laju.core.periods import parse_month, weeks_of_month
from laju.core.profile import Sector

UNIT = 1_000  # rupiah; a smaller purse is split to the rupiah
_FLOOR, _CAP = 0.4, 3.0  # of an equal share, per business
_REGION_FLOOR, _REGION_CAP = 0.8, 1.3  # of what a region would get per head


class NobodyToPromote(DomainError):
    message = "{cohort} belum mempunyai peserta."
    remedy = "Pilih peserta lebih dahulu."


class EmptyPurse(DomainError):
    message = "Anggaran iklan harus lebih dari nol rupiah."
    remedy = "Isi anggaran bulan ini dalam rupiah, misalnya 100.000.000."
    status = 422


@action
def plan_budget(
    *,
    cohort: Cohort,
    month: str,
    rupiah: int,
    business_floor: int | None = None,
    business_cap: int | None = None,
    by: User,
    at: datetime,
) -> Plan:
    """Split one purse over the participants, channels and weeks of a month; replaces its plan.

    business_floor, business_cap: rupiah per business; None takes 40 % and 300 % of an equal
    share. Each region gets 80 to 130 % of its share by participants.
    Returns: a plan whose lines sum to `rupiah` exactly.
    Raises: EmptyPurse, NobodyToPromote, BadMonth; FloorsAbovePurse and PurseAboveCaps for limits of one's own.
    Source: docs/adr/0009-ad-budget.md. The response curves are PRIOR until results are imported.
    """
    if rupiah <= 0:
        raise EmptyPurse
    year, number = parse_month(month)
    participants = list(participants_of(cohort=cohort))
    if not participants:
        raise NobodyToPromote(cohort=cohort)
    days = sum(week.days for week in weeks_of_month(year=year, month=number))
    limits = _limits(participants, rupiah, business_floor, business_cap)
    channels = affordable_channels(rupiah=rupiah, days=days)
    businesses = {p.application.business_id: p for p in participants}
    result = split_purse(
        rupiah=rupiah,
        cells=[
            cell
            for key, participant in businesses.items()
            for cell in prior_cells(
                business=format_code(number=key),
                region=participant.application.business.region_id,
                sector=Sector(participant.application.business.sector),
                channels=channels,
            )
        ],
        business_floor=limits["business_floor"],
        business_cap=limits["business_cap"],
        region_floor=limits["region_floor"],
        region_cap=limits["region_cap"],
        unit=limits["unit"],
    )
    Plan.objects.filter(cohort=cohort, month=month).delete()
    certificate = result.certificate
    plan = Plan.objects.create(
        cohort=cohort,
        month=month,
        rupiah=rupiah,
        limits={**limits, "channels": [str(channel) for channel in channels]},
        certificate={
            "rupiah_per_click": (
                certificate.rupiah_per_click
                if math.isfinite(certificate.rupiah_per_click)
                else None
            ),
            "clicks": certificate.clicks,
            "swap_gain": certificate.swap_gain,
            "is_optimal": certificate.is_optimal,
        },
        planned_at=at,
    )
    by_code = {format_code(number=key): p for key, p in businesses.items()}
    _store(plan, by_code, result.businesses, result.cells, year, number)
    return plan


def _limits(
    participants: Sequence[Participant], rupiah: int, floor: int | None, cap: int | None
) -> dict[str, Any]:
    """Return floors and caps in whole units, wide enough that the purse always fits in."""
    count = len(participants)
    unit = UNIT if rupiah >= 10 * UNIT * count else 1
    equal = rupiah / count
    heads: dict[str, int] = {}
    for participant in participants:
        region = participant.application.business.region_id
        heads[region] = heads.get(region, 0) + 1
    if floor is None:
        floor = int(equal * _FLOOR) // unit * unit
        floor = floor if cap is None else min(floor, cap)
    if cap is None:
        cap = max(-(-int(equal * _CAP) // unit) * unit + unit, floor)
    return {
        "unit": unit,
        "business_floor": floor,
        "business_cap": cap,
        "region_floor": {
            code: min(max(int(equal * n * _REGION_FLOOR) // unit * unit, floor * n), cap * n)
            for code, n in heads.items()
        },
        "region_cap": {
            code: min(
                max(-(-int(equal * n * _REGION_CAP) // unit) * unit + unit, floor * n), cap * n
            )
            for code, n in heads.items()
        },
    }


def _store(
    plan: Plan,
    by_code: dict[str, Participant],
    businesses: Sequence[BusinessShare],
    cells: Sequence[CellShare],
    year: int,
    month: int,
) -> None:
    shares = {
        share.business: Share(
            plan=plan,
            participant=by_code[share.business],
            rupiah=share.rupiah,
            reason=share.rule.value,
            explanation=share.sentence[:300],
            expected_clicks=round(share.clicks, 2),
        )
        for share in businesses
    }
    Share.objects.bulk_create(shares.values(), batch_size=500)
    Line.objects.bulk_create(
        (
            Line(
                share=shares[cell.business],
                channel=cell.channel,
                week=part.week.label,
                starts_on=part.week.starts_on,
                rupiah=part.rupiah,
            )
            for cell in cells
            if cell.rupiah
            for part in spread_weeks(rupiah=cell.rupiah, year=year, month=month)
            if part.rupiah
        ),
        batch_size=2000,
    )
