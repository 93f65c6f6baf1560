"""A gateway on this machine that speaks as WhatsApp and as an SMS service, and fails in named ways."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


class Gateway:
    """What came in, and how it answers: "ok", "busy", "refuses", "breaks", "hangs", "mumbles"."""

    def __init__(self) -> None:
        self.mood = {"whatsapp": "ok", "sms": "ok"}
        self.taken: list[tuple[str, str, str]] = []  # (way, to, text) of what would arrive
        self.asked: list[dict[str, Any]] = []
        self.url = ""


@contextmanager
def serve_gateway() -> Iterator[Gateway]:
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers["Content-Length"])).decode()
            way = "sms" if self.path.endswith("Messages.json") else "whatsapp"
            if way == "sms":
                form = parse_qs(said)
                to, text = form["To"][0], form["Body"][0]
            else:
                told = json.loads(said)
                gateway.asked.append(told)
                to = f"+{told['to']}"
                body = told.get("text", {}).get("body")
                text = body or told["template"]["components"][0]["parameters"][0]["text"]
            mood = gateway.mood[way]
            if mood in {
                "ok",
                "hangs",
                "mumbles",
                "breaks",
            }:  # it may arrive although no answer does
                gateway.taken.append((way, to, text))
            if mood == "hangs":
                time.sleep(1.0)
            answers: dict[str, tuple[int, dict[str, Any]]] = {
                "ok": (200, {"messages": [{"id": "wamid.1"}]} if way == "whatsapp" else {"sid": "SM1"}),
                "hangs": (200, {}),
                "mumbles": (200, {"unexpected": True}),
                "busy": (429, {"error": "slow down"}),
                "refuses": (400, {"error": "not a number"}),
                "breaks": (500, {"error": "sorry"}),
            }  # fmt: skip
            status, answer = answers[mood]
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        gateway.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield gateway
        server.shutdown()
