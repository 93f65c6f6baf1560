"""Hits taken down before Django is asked: a dot of a picture must cost next to nothing."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest

from laju.core.visits import Kind
from laju.web.counting import GIF, take_down_request

PREFIX = "/h/"
_SEEN = [
    (b"content-type", b"image/gif"),
    (b"content-length", str(len(GIF)).encode()),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]
Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def with_beacon(application: Application) -> Application:
    """Return the ASGI application with hits answered at once; all else goes on to it."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        hit = _hit_of(scope)
        if hit is None:
            await application(scope, receive, send)
            return
        kind, site, page = hit
        take_down_request(_request(scope), kind=kind, site=site, page=page)
        status, headers, body = (200, _SEEN, GIF) if kind is Kind.VIEW else (204, [], b"")
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return answer


def _hit_of(scope: dict[str, Any]) -> tuple[Kind, str, str] | None:
    """Return what is counted, or None for whatever Django should look at itself."""
    path = scope.get("path", "")
    if scope["type"] != "http" or not path.startswith(PREFIX):
        return None
    site, _, page = unquote(path[len(PREFIX) :]).partition("/")
    if scope["method"] == "GET" and page.endswith(".gif"):
        return Kind.VIEW, site, page.removesuffix(".gif")
    if scope["method"] == "POST" and page and "/" not in page:
        return Kind.CHAT, site, page
    return None


def _request(scope: dict[str, Any]) -> HttpRequest:
    """Return as much of a request as counting looks at: the headers and the address."""
    request = HttpRequest()
    for name, value in scope["headers"]:
        key = name.decode("latin-1").upper().replace("-", "_")
        request.META[f"HTTP_{key}"] = value.decode("latin-1")
    client = scope.get("client") or ("",)
    request.META["REMOTE_ADDR"] = client[0]
    return request
