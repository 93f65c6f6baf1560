"""What bench.counting is measured against: the same answer alone, and with one INSERT per hit."""

import os
import sqlite3
from functools import cache
from typing import Any

from laju.web.counting import GIF

_HEADERS = [(b"content-type", b"image/gif"), (b"content-length", str(len(GIF)).encode())]


async def bare(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """Answer everything with the dot and count nothing."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": GIF})


async def inserting(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Count as is usual: one committed INSERT per hit."""
    if scope["type"] == "http":
        row = (scope["path"], dict(scope["headers"]).get(b"user-agent", b"").decode())
        _base().execute("INSERT INTO hit VALUES (?, ?)", row)
    await bare(scope, receive, send)


@cache
def _base() -> sqlite3.Connection:
    path = f"{os.environ['LAJU_HOME']}/peer.sqlite3"
    base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    base.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "CREATE TABLE IF NOT EXISTS hit (path TEXT, agent TEXT)"
    )
    return base
