"""A mail server that says what it is told to say, over a real socket."""

import socketserver
import threading
from contextlib import contextmanager

import pytest

from laju.connectors.channels import Mail, Outcome


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        mood, taken = self.server.mood, self.server.taken
        if mood == "hangs up":
            return
        self.say("220 contoh")
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].upper()
            if word == "RCPT" and mood == "no such person":
                self.say("550 tidak ada")
            elif word == "RCPT" and mood == "later":
                self.say("450 nanti")
            elif word == "MAIL" and mood == "refuses":
                self.say("554 tidak")
            elif word == "DATA":
                self.say("354 ya")
                lines = []
                while (text := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    lines.append(text)
                taken.append("\n".join(lines))
                if mood == "dies after data":
                    return
                self.say("250 diterima")
            elif word == "QUIT":
                self.say("221 dah")
                return
            else:
                self.say("250 ya")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def serve(mood="ok"):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.mood, server.taken, server.daemon_threads = mood, [], True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def way(server, **more):
    told = {"user": "", "password": "", "sender": "laju@dinas.example", "office": "Dinas Koperasi"}
    port = server.server_address[1]
    return Mail(host="127.0.0.1", port=port, **{"is_encrypted": False} | told | more)


def send(server, to="ani@contoh.example", text="Selamat, usaha Anda terpilih. Buka halaman Anda."):
    return way(server).send(to=to, text=text, key="chosen:1")


def test_a_letter_goes_out_with_a_name_of_its_own():
    with serve() as server:
        first, again = send(server), send(server)
    assert first.outcome is Outcome.SENT
    assert first.reference == again.reference
    assert first.reference in server.taken[0]
    assert "To: ani@contoh.example" in server.taken[0]
    assert "Subject: Dinas Koperasi: Selamat, usaha Anda terpilih" in server.taken[0]


@pytest.mark.parametrize(
    ("mood", "outcome"),
    [
        ("no such person", Outcome.REFUSED),
        ("refuses", Outcome.REFUSED),
        ("later", Outcome.BUSY),
        ("hangs up", Outcome.AWAY),
        ("dies after data", Outcome.DOUBT),
    ],
)
def test_what_surely_did_not_arrive_is_told_from_what_may_have(mood, outcome):
    with serve(mood) as server:
        assert send(server).outcome is outcome


def test_nobody_listens():
    with serve() as server:
        pass
    assert send(server).outcome is Outcome.AWAY


def test_without_encryption_where_it_is_asked_nothing_is_handed_over():
    with serve() as server:
        told = way(server, is_encrypted=True).send(to="a@b.example", text="Halo", key="k")
    assert (told.outcome, server.taken) == (Outcome.AWAY, [])


@pytest.mark.parametrize("to", ["a@b.example\nBcc: c@d.example", "a@b.example\r\nX: y"])
def test_an_address_that_smuggles_is_refused(to):
    with serve() as server:
        assert send(server, to=to).outcome is Outcome.REFUSED
    assert server.taken == []


def test_a_long_first_line_stays_one_subject():
    with serve() as server:
        assert send(server, text="Baris\n\nlain " + "é" * 500).outcome is Outcome.SENT
    assert server.taken[0].count("Subject:") == 1
