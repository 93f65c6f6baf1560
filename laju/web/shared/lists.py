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
    count: int | None = None,
) -> Page[Any]:
    """Return the page of a list that the address asks for; nonsense leads to the nearest page.

    count: how many rows there are, where that is known without counting them.
    """
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get(parameter))


def asked_page(request: HttpRequest, *, parameter: str = "page") -> int:
    """Return the number of the page that the address asks for, 1 for nonsense."""
    told = request.GET.get(parameter, "")[:9]
    return max(int(told), 1) if told.isascii() and told.isdigit() else 1


def known_page(shown: Sequence[M], *, number: int, count: int, size: int = 25) -> Page[M]:
    """Return a page whose rows and whose number of rows in all are known already."""
    pages = Paginator(shown, size)
    pages.__dict__["count"] = count
    return Page(shown, number, pages)


def page_in_order(
    request: HttpRequest,
    rows: QuerySet[M],
    *,
    order: Sequence[str],
    count: int,
    is_down: bool = False,
    size: int = 25,
) -> Page[M]:
    """Return the page the address asks for out of a million rows.

    count: of the rows, known beforehand. Only keys are skipped over, in an index, and from
    whichever end is nearer; the rows of the page alone are read.
    """
    number = min(asked_page(request), max(-(-count // size), 1))
    first, last = (number - 1) * size, min(number * size, count)
    is_far = first > count / 2
    fields = [f"-{field}" for field in order] if is_down != is_far else list(order)
    part = slice(count - last, count - first) if is_far else slice(first, last)
    keys = list(rows.order_by(*fields).values_list("pk", flat=True)[part])
    stored = {row.pk: row for row in rows.filter(pk__in=keys)}
    shown = [stored[key] for key in (reversed(keys) if is_far else keys) if key in stored]
    return known_page(shown, number=number, count=count, size=size)


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
