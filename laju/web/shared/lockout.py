"""Too many tries to sign in have to wait a little."""

from django.http import HttpRequest

from laju.core.errors import DomainError
from laju.web.shared import tallies

TRIES = 10
SECONDS = 15 * 60


class TooManyTries(DomainError):
    message = "Terlalu banyak percobaan masuk."
    remedy = "Tunggu 15 menit, lalu coba lagi. Lupa kata sandi? Hubungi dinas."
    status = 429


def check(request: HttpRequest, name: str) -> None:
    """Pass while this name may still be tried from this address. Raises: TooManyTries."""
    if tallies.tally(key=_key(request, name)) >= TRIES:
        raise TooManyTries


def count(request: HttpRequest, name: str) -> None:
    """Count a try that failed."""
    tallies.count_up(key=_key(request, name), seconds=SECONDS)


def forget(request: HttpRequest, name: str) -> None:
    """Forget the tries of somebody who got in."""
    tallies.forget(key=_key(request, name))


def _key(request: HttpRequest, name: str) -> str:
    return tallies.key_of("masuk", tallies.address_of(request), name)
