"""Too many tries to sign in have to wait a little."""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from laju.core.errors import DomainError

TRIES = 10
SECONDS = 15 * 60


class TooManyTries(DomainError):
    message = "Terlalu banyak percobaan masuk."
    remedy = "Tunggu 15 menit, lalu coba lagi. Lupa kata sandi? Hubungi dinas."
    status = 429


def check(request: HttpRequest, name: str) -> None:
    """Pass while this name may still be tried from this address. Raises: TooManyTries."""
    if cache.get(_key(request, name), 0) >= TRIES:
        raise TooManyTries


def count(request: HttpRequest, name: str) -> None:
    """Count a try that failed."""
    key = _key(request, name)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls
            cache.set(key, 1, SECONDS)


def forget(request: HttpRequest, name: str) -> None:
    """Forget the tries of somebody who got in."""
    cache.delete(_key(request, name))


def _key(request: HttpRequest, name: str) -> str:
    told = f"{request.META.get('REMOTE_ADDR', '')}|{name.strip().casefold()[:150]}"
    return f"masuk:{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()}"
