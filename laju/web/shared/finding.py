"""Pages of what a search found."""

from collections.abc import Collection

from django.core.paginator import Page
from django.http import HttpRequest

from laju.apps.accounts.models import User
from laju.apps.jobs.models import Job
from laju.apps.jobs.queries import jobs_of
from laju.apps.registry.models import Business
from laju.apps.registry.queries import MOST_FOUND, SearchResult, search_businesses
from laju.apps.registry.tasks import follow_registry
from laju.engines.search import Piece, mark
from laju.web.shared.lists import asked_page, known_page

LONGEST_ABOUT = 120


def search_page(
    request: HttpRequest,
    *,
    by: User,
    words: str,
    region: str = "",
    sector: str = "",
    size: str = "",
    among: Collection[int] | None = None,
    without: Collection[int] = (),
    per_page: int = 25,
) -> tuple[Page[Business], SearchResult]:
    """Return the page the address asks for of what a search finds, the likeliest first.

    Each business knows `is_exact` and `about`: what it does, in pieces, where that matched.
    """

    def find(number: int) -> SearchResult:
        return search_businesses(
            by=by, words=words, region=region, sector=sector, size=size, among=among,
            without=without, limit=per_page, offset=(number - 1) * per_page,
        )  # fmt: skip

    number = asked_page(request)
    found = find(number)
    count = min(found.total, MOST_FOUND)  # who looks further is better served by a download
    last = max(-(-count // per_page), 1)
    if number > last:
        number, found = last, find(last)
    if found.is_plain or found.is_behind:
        ask_for_index()
    shown = []
    for hit in found.hits:
        hit.business.is_exact = hit.is_exact  # type: ignore[attr-defined]
        hit.business.about = _about(hit.business, found)  # type: ignore[attr-defined]
        shown.append(hit.business)
    return known_page(shown, number=number, count=count, size=per_page), found


def ask_for_index() -> None:
    """Let the index be brought in step in the background, unless that waits or goes on already."""
    jobs = jobs_of(task=follow_registry.module_path)
    if not jobs.filter(status__in=[Job.Status.READY, Job.Status.RUNNING]).exists():
        follow_registry.enqueue()


def _about(business: Business, found: SearchResult) -> list[Piece]:
    """Return the activity or the products in pieces when a word is in them, else nothing."""
    for text in (business.activity, business.products_text):
        pieces = mark(text=text[:LONGEST_ABOUT], words=found.words)
        if any(piece.is_marked for piece in pieces):
            return pieces
    return []
