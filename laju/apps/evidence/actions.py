"""What can be done with evidence: publish a figure with the rows behind it."""

from collections.abc import Mapping
from datetime import date, datetime

from laju.apps.accounts.models import User
from laju.apps.evidence.counting import COUNTS, digest_of, rows_behind
from laju.apps.evidence.models import Figure
from laju.apps.indicators.queries import count_cells, cube_state
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort
from laju.core.errors import DomainError
from laju.core.figures import check_sum


class UnknownFigure(DomainError):
    message = "Laju tidak mengenal angka {name}."
    remedy = "Pilih salah satu angka yang sudah didefinisikan."
    status = 404


@action
def seal_figure(*, name: str, cohort: Cohort, on: date, by: User, at: datetime) -> Figure:
    """Publish one figure of a day: value, parts per region, and the hash of its rows.

    Sealed again on the same day, it replaces that day's figure.
    Raises: UnknownFigure; FiguresDoNotAddUp when the parts do not make the whole.
    """
    if name not in COUNTS:
        raise UnknownFigure(name=name)
    return _seal(name, cohort, on, by, at)


@action
def seal_figures(*, cohort: Cohort, on: date, by: User, at: datetime) -> list[Figure]:
    """Publish every defined figure of a day. Raises: FiguresDoNotAddUp; then none is published."""
    return [_seal(name, cohort, on, by, at) for name in COUNTS]


def check_parts(*, whole: int, parts: Mapping[str, int]) -> None:
    """Refuse a figure whose parts do not make the whole. Raises: FiguresDoNotAddUp."""
    check_sum(whole=whole, parts=parts)


def _seal(name: str, cohort: Cohort, on: date, by: User, at: datetime) -> Figure:
    count = COUNTS[name]
    rows = rows_behind(name=name, cohort=cohort, on=on)
    parts: dict[str, int] = {}
    for row in rows:
        parts[row.region] = parts.get(row.region, 0) + row.value
    value = sum(row.value for row in rows)
    check_parts(whole=value, parts=parts)
    keys = sorted(row.key for row in rows)
    Figure.objects.filter(name=name, region=None, on=on).delete()
    return Figure.objects.create(
        name=name,
        title=count.title,
        definition=count.definition,
        on=on,
        value=value,
        total=_total(count.of, cohort, on),
        unit=count.unit,
        parts=dict(sorted(parts.items())),
        rows_kind=count.kind,
        rows=keys,
        rows_sha256=digest_of(keys=keys),
        sealed_at=at,
        sealed_by=by.username,
    )


def _total(name: str, cohort: Cohort, on: date) -> int | None:
    """Return the denominator of a share, counted from rows or from cells that are exactly equal."""
    if not name:
        return None
    if name == "businesses" and cube_state().is_exact:
        return count_cells(area=cohort.area)
    return sum(row.value for row in rows_behind(name=name, cohort=cohort, on=on))
