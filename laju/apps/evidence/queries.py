"""What an assessor can ask: which figures, which rows, from where, by whom."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, Q, QuerySet

from laju.apps.evidence.counting import COUNTS, digest_of
from laju.apps.evidence.models import Figure
from laju.apps.indicators.models import Measure, Presence
from laju.apps.ledger.models import Entry
from laju.apps.ledger.queries import story_of
from laju.apps.programme.models import Application, Participant
from laju.apps.publishing.models import Site
from laju.apps.registry.models import Business, Finding, Row
from laju.apps.registry.queries import rows_of
from laju.apps.studio.models import Content

_AT_ONCE = 5_000  # SQLite takes 250,000 values in a query at most, elsewhere 32,766


@dataclass(frozen=True, slots=True)
class TracedRow:
    """One row behind a figure: the business, and the row of the sheet it came from."""

    key: int
    business: Business
    row: Row | None

    @property
    def source(self) -> str:
        """Return file and row as a person would look them up."""
        if self.row is None:
            return "Formulir"
        return f"{self.row.batch} baris {self.row.number}"


@dataclass(frozen=True, slots=True)
class Story:
    """Everything behind one row: every sheet row, findings, evidence, and the ledger's lines."""

    business: Business
    rows: Sequence[Row]
    findings: Sequence[Finding]
    presences: Sequence[Presence]
    measure: Measure | None
    entries: Sequence[Entry]


def figures(*, name: str = "") -> QuerySet[Figure]:
    """Return the published figures, latest day first, one name only if given."""
    rows = Figure.objects.select_related("region")
    return rows.filter(name=name) if name else rows


def trace_figure(
    *, figure: Figure, region: str = "", start: int = 0, limit: int | None = None
) -> list[TracedRow]:
    """Return business, sheet and row of each row behind a figure, in order of key.

    region: only rows of this region code. start, limit: a page of them.
    Three queries for each few thousand rows.
    """
    keys = keys_of(figure=figure, regions=[region]) if region else figure.rows
    end = None if limit is None else start + limit
    return list(_traced(figure, keys[start:end]))


def keys_of(*, figure: Figure, regions: Collection[str]) -> list[int]:
    """Return the rows behind a figure that lie in some regions, in order of key."""
    path = COUNTS[figure.name].business
    prefix = f"{path}__" if path else ""
    there = _rows(figure).filter(**{f"{prefix}region__in": list(regions)})
    behind = set(figure.rows)
    return [key for key in there.order_by("pk").values_list("pk", flat=True) if key in behind]


def _traced(figure: Figure, keys: Sequence[int]) -> Iterator[TracedRow]:
    """Yield rows by key; only so many at a time as a query takes."""
    path = COUNTS[figure.name].business
    for at in range(0, len(keys), _AT_ONCE):
        rows = _rows(figure).filter(pk__in=keys[at : at + _AT_ONCE])
        pairs = list(rows.order_by("pk").values_list("pk", path or "pk"))
        told = Business.everything.filter(pk__in=[pk for _, pk in pairs])
        businesses = {b.pk: b for b in told.select_related("owner", "region")}
        first: dict[int, Row] = {}
        for row in rows_of(businesses=businesses).select_related("batch"):
            for key in {row.business_id, row.about} & businesses.keys():
                first.setdefault(key, row)
        for key, pk in pairs:
            yield TracedRow(key, businesses[pk], first.get(pk))


def story_behind(*, figure: Figure, key: int) -> Story | None:
    """Return everything behind one row of a figure; None when the figure has no such row."""
    if key not in figure.rows:
        return None
    path = COUNTS[figure.name].business
    found = _rows(figure).filter(pk=key).values_list(path or "pk", flat=True).first()
    if found is None:
        return None
    business = Business.everything.select_related("owner", "region").get(pk=found)
    rows = list(rows_of(businesses=[business.pk]).select_related("batch"))
    subjects = [f"registry.batch:{row.batch_id}" for row in rows]
    subjects += [f"{figure.rows_kind}:{key}", *_names_of(business)]
    return Story(
        business=business,
        rows=rows,
        findings=list(Finding.objects.filter(row__in=rows).order_by("pk")),
        presences=list(
            Presence.objects.filter(Q(business=business) | Q(business__merged_into=business))
        ),
        measure=Measure.objects.filter(business=business, on=figure.on).first(),
        entries=list(story_of(subjects=subjects)),
    )


def _names_of(business: Business) -> list[str]:
    """Return the names under which the ledger speaks of a business on its way through."""
    applications = list(Application.objects.filter(business=business).values_list("pk", flat=True))
    participants = list(
        Participant.objects.filter(application__in=applications).values_list("pk", flat=True)
    )
    contents = Content.objects.filter(participant__in=participants).values_list("pk", flat=True)
    sites = Site.objects.filter(participant__in=participants).values_list("pk", flat=True)
    return [
        f"registry.business:{business.pk}",
        *(f"programme.application:{pk}" for pk in applications),
        *(f"programme.participant:{pk}" for pk in participants),
        *(f"studio.content:{pk}" for pk in contents),
        *(f"publishing.site:{pk}" for pk in sites),
    ]


def is_intact(*, figure: Figure) -> bool:
    """Recompute the hash of a figure's rows, the sum of its parts and, where rows count, theirs."""
    counts_rows = not COUNTS[figure.name].has_amounts
    return (
        digest_of(keys=sorted(figure.rows)) == figure.rows_sha256
        and sum(figure.parts.values()) == figure.value
        and not (counts_rows and len(figure.rows) != figure.value)
    )


def _rows(figure: Figure) -> Manager[Any]:
    """Return all rows of the kind a figure counts; a sealed one may hold what was merged since."""
    return COUNTS[figure.name].model._base_manager


def figure_names() -> list[tuple[str, str]]:
    """Return name and title of every figure ever published, by title."""
    rows = Figure.objects.order_by("title").values_list("name", "title")
    return sorted(dict(rows).items(), key=lambda pair: pair[1])


def figure_by_key(*, pk: int) -> Figure | None:
    """Return one figure, or None."""
    return Figure.objects.select_related("region").filter(pk=pk).first()


def trace_rows(*, figure: Figure, keys: Sequence[int]) -> list[TracedRow]:
    """Return business, sheet and row of the named rows of a figure, in order of key."""
    named = set(keys)
    return list(_traced(figure, [key for key in figure.rows if key in named]))
