"""A stand-in writer on this machine, for demonstration and tests: honest, or lying in named ways."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from laju.core.drafts import PRODUCT

# What a writer may add that no fact backs: each stands for one way of inventing.
LIES: Mapping[str, str] = {
    "price": "Harganya cuma Rp1.234.",
    "discount": "Hari ini ada diskon 50 persen.",
    "superlative": "Rasanya terenak di kota ini.",
    "only one": "Hanya ada di sini.",
    "health": "Baik untuk menurunkan kolesterol.",
    "halal": "Sudah bersertifikat halal.",
    "permit": "Terdaftar di BPOM dengan nomor 012345678901.",
    "urgency": "Pesan sebelum kehabisan, sampai besok saja.",
    "popularity": "Ribuan pelanggan sudah membeli.",
    "place": "Kami juga ada di Surabaya.",
    "year": "Kami berdiri sejak 1901.",
    "person": "Dibuat sendiri oleh Ibu Ratnasari.",
    "ingredient": "Memakai cabai rawit dan rempah.",
    "process": "Digoreng dua kali dengan minyak kelapa.",
    "delivery": "Gratis ongkir ke seluruh Indonesia.",
    "phone": "Hubungi 0811-0000-1111.",
    "link": "Pesan di https://hadiah.example/klaim.",
    "markup": "<script>alert('x')</script> Pesan sekarang.",
    "hidden marks": "Pesan\u202e sekarang\u200b.",
    "english": "The best taste in town.",
}


def honest(asked: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return sentences for every text asked for, made of nothing but the facts told."""
    facts = asked["fakta"]
    name = facts.get("nama", "")
    said = {}
    for wanted in asked["teks"]:
        key = f"produk.{wanted.removeprefix(PRODUCT)}"
        if key in facts:
            goods = facts[key].partition(";")[0]
            said[wanted] = [{"text": f"{goods} dari {name}.", "facts": ["nama", key]}]
        else:
            said[wanted] = [{"text": f"Selamat datang di halaman {name}.", "facts": ["nama"]}]
    return said


def lying(lie: str, *, once: bool = False) -> Callable[[Mapping[str, Any]], Any]:
    """Return a writer that adds the lie to every text, always or only the first time it is asked."""

    def write(asked: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
        said = honest(asked)
        if not (once and asked["ditolak"]):
            for sentences in said.values():
                sentences.append({"text": LIES[lie], "facts": list(asked["fakta"])})
        return said

    return write


def envelope(said: Any) -> bytes:
    """Return texts as the answer of an OpenAI-compatible server."""
    content = json.dumps({"texts": said}, ensure_ascii=False)
    return json.dumps(
        {"choices": [{"message": {"role": "assistant", "content": content}}]}
    ).encode()


@contextmanager
def stand_in(write: Callable[[Mapping[str, Any]], Any] = honest) -> Iterator["StandIn"]:
    """Serve a writer on a free port of this machine; `url` is where it answers."""
    server = StandIn(write)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class StandIn(ThreadingHTTPServer):
    """Keeps what it was asked: `asked` (what the user message held) and `headers`, in order."""

    daemon_threads = True

    def __init__(self, write: Callable[[Mapping[str, Any]], Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.write = write
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        """Return the address up to /v1."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Answering(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        users = [json.loads(m["content"]) for m in body["messages"] if m["role"] == "user"]
        asked = {"ditolak": {}} | {key: value for told in users for key, value in told.items()}
        self.server.asked.append(asked)
        self.server.headers.append(dict(self.headers))
        said = self.server.write(asked) if self.path == "/v1/chat/completions" else None
        answer = said if isinstance(said, bytes) else envelope(said)
        self.send_response(200 if said is not None else 404)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""
