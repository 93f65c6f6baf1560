"""Files of the sites and posters, handed out with care where no web server does it."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from laju.web.security import SITES

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
INDEX = "index.html"


@require_safe
def site_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand out a file of a business's site."""
    found = find(root=settings.SITES, path=path)
    if found.is_dir():
        if path and not path.endswith("/"):
            return redirect(f"{request.path}/")
        found = find(root=settings.SITES, path=f"{path}{INDEX}")
    elif path.endswith("/"):
        raise Http404
    return answer(request, found, kinds=TYPES.keys())


@require_safe
def poster_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand out a poster."""
    return answer(request, find(root=settings.POSTERS, path=path), kinds={".jpg"})


def find(*, root: Path, path: str) -> Path:
    """Return the file or folder at `path` inside `root`; links that lead out are not followed.

    Raises: Http404.
    """
    parts = path.split("/")
    if "\\" in path or any(part.startswith(".") for part in parts):
        raise Http404
    try:
        found = root.joinpath(*[part for part in parts if part]).resolve(strict=True)
    except (OSError, ValueError) as error:
        raise Http404 from error
    if not found.is_relative_to(root.resolve()):
        raise Http404
    return found


def answer(request: HttpRequest, file: Path, *, kinds: Collection[str]) -> HttpResponseBase:
    """Answer with a file of a known kind, or 304 when the browser has it already.

    Raises: Http404.
    """
    if file.suffix not in kinds or not file.is_file():
        raise Http404
    told = file.stat()
    etag = f'"{told.st_mtime_ns:x}-{told.st_size:x}"'
    modified = int(told.st_mtime)
    response: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, last_modified=modified
    )
    if response is None:
        response = FileResponse(file.open("rb"), content_type=TYPES[file.suffix])
        response["Content-Length"] = str(told.st_size)
    response["ETag"] = etag
    response["Last-Modified"] = datetime.fromtimestamp(modified, UTC).strftime(
        "%a, %d %b %Y %H:%M:%S GMT"
    )
    response["Cache-Control"] = "public, max-age=60"
    response["Content-Security-Policy"] = SITES
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
