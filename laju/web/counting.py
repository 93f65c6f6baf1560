"""Hits of the pages: taken down in microseconds, without a cookie and without an address.

What a browser sends is its address and name; only a key made from both with the secret of the day
is written down, and the secret is thrown away with the day.
"""

from collections.abc import Callable, Mapping
from datetime import date
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from laju.core.visits import PAGE, Kind, is_bot, line_of, visitor_key
from laju.engines.spool import SpoolFull, append, secret_of
from laju.web.shared.tallies import address_of

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
NOBODY = "-"
MOST_MARKED = 10_000  # people at once; beyond that some are marked twice, which changes nothing


def take_down(*, kind: Kind, site: str, page: str, address: str, agent: str, is_real: bool) -> None:
    """Write down one hit; names that are none, and a spool that is full, are passed over.

    is_real: somebody wants to see it now; a browser that fetches ahead counts as a machine.
    """
    if not (PAGE.fullmatch(site) and PAGE.fullmatch(page)):
        return
    on = timezone.localdate()
    if not is_real or is_bot(agent):
        kind, visitor = Kind.BOT, NOBODY
    else:
        visitor = _key(on, address, agent)
    try:
        append(
            folder=settings.VISITS,
            on=on,
            line=line_of(kind=kind, site=site, page=page, visitor=visitor),
        )
    except SpoolFull:
        return  # the page is shown all the same; the evidence tells that a day was full


def is_ahead(headers: Mapping[str, str]) -> bool:
    """Say whether a browser fetches something before anybody asked for it."""
    return "prefetch" in f"{headers.get('Sec-Purpose', '')}{headers.get('Purpose', '')}".casefold()


def take_down_request(request: HttpRequest, *, kind: Kind, site: str, page: str) -> None:
    """Write down a hit as a request tells it."""
    take_down(
        kind=kind,
        site=site,
        page=page,
        address=address_of(request),
        agent=request.headers.get("User-Agent", ""),
        is_real=not is_ahead(request.headers),
    )


class OwnVisitsMiddleware:
    """Mark whoever signs in as one of us for a day: what they look at is no visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.marked: dict[str, date] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the mark is written once a day by each process."""
        response = self.get_response(request)
        user = getattr(request, "_cached_user", None)  # nobody is looked up for this alone
        if user is None or not user.is_authenticated:
            return response
        on, agent = timezone.localdate(), request.headers.get("User-Agent", "")
        visitor = _key(on, address_of(request), agent)
        if self.marked.get(visitor) != on:
            if len(self.marked) > MOST_MARKED:
                self.marked.clear()
            self.marked[visitor] = on
            line = line_of(kind=Kind.OWN, site=NOBODY, page=NOBODY, visitor=visitor)
            append(folder=settings.VISITS, on=on, line=line)
        return response


def _key(on: date, address: str, agent: str) -> str:
    secret = secret_of(folder=settings.VISITS, on=on)
    return visitor_key(secret=secret, address=_network(address), agent=agent)


def _network(address: str) -> str:
    """Return an IPv4 address whole, an IPv6 one without the half that changes by the hour."""
    try:
        told = ip_address(address)
    except ValueError:
        return address
    return address if told.version == 4 else told.exploded[:19]  # noqa: PLR2004
