"""Counting what comes from one address, for all workers of a machine together."""

import hashlib
import time
from ipaddress import ip_address

from django.core.cache import cache
from django.http import HttpRequest


def tally(*, key: str) -> int:
    """Return how often something was counted since its time began."""
    told = cache.get(key)
    return int(told[0]) if told else 0


def count_up(*, key: str, seconds: int) -> int:
    """Count once more and return the count; all is forgotten `seconds` after the first.

    The end is kept beside the count: a cache's own `incr` may begin the time anew.
    """
    now = time.time()
    count, ends = cache.get(key) or (0, now + seconds)
    cache.set(key, (count + 1, ends), max(ends - now, 1))
    return int(count) + 1


def forget(*, key: str) -> None:
    """Begin again with nothing counted."""
    cache.delete(key)


def key_of(kind: str, *parts: str) -> str:
    """Return the key of a tally; what it is made of cannot be read from it."""
    told = "|".join(part.strip().casefold()[:150] for part in parts)
    return f"{kind}:{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """Return the address of the visitor.

    Behind a web server of the same machine every request comes from there; then the last name in
    X-Forwarded-For counts, which that server has written itself.
    """
    near = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    return hops[-1] if hops[-1] and _is_here(near) else near


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:  # a socket file has no address
        return not address
