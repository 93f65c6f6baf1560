"""Lists as pages, and as downloads."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from laju.engines.sheets import escape_formula

M = TypeVar("M", bound=Model)
CHUNK = 1000
SEPARATOR = ";"  # Excel on an Indonesian computer puts only these into columns


def page_of(
    request: HttpRequest,
    rows: QuerySet[M] | Sequence[Any],
    *,
    size: int = 25,
    parameter: str = "page",
) -> Page[Any]:
    """Return the page of a list that the address asks for; nonsense leads to the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get(parameter))


def values_in_key_order(rows: QuerySet[M], *fields: str) -> Iterator[tuple[Any, ...]]:
    """Read some fields by key in chunks: a long download holds no read open and builds no objects."""
    last = 0
    told = rows.order_by("pk").values_list("pk", *fields)
    while chunk := list(told.filter(pk__gt=last)[:CHUNK]):
        for key, *values in chunk:
            yield tuple(values)
            last = key


def stream_csv(
    *, name: str, titles: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """Answer with a CSV that opens in any spreadsheet; no cell of it can become a formula.

    name: of the file, plain ASCII.
    """
    writer = csv.writer(_Echo(), delimiter=SEPARATOR)
    lines = (
        writer.writerow([escape_formula("" if cell is None else str(cell)) for cell in row])
        for row in _with_header(titles, rows)
    )
    encoded = (line.encode("utf-8-sig" if first else "utf-8") for first, line in _marked(lines))
    return StreamingHttpResponse(
        encoded,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _Echo:
    """A file that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _with_header(
    titles: Sequence[str], rows: Iterable[Sequence[object]]
) -> Iterator[Sequence[object]]:
    yield titles
    yield from rows


def _marked(lines: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """Say of each line whether it is the first."""
    return ((number == 0, line) for number, line in enumerate(lines))
