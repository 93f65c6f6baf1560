"""A writer that is slow, loud, foreign or gone costs nothing but its sentences."""

import socket
import threading
import time

import pytest

from laju.connectors.writer import BadAnswer, NoWriter, UnsafeWriter, Writer
from laju.connectors.writer.fake import honest, stand_in

FACTS, WANTED = {"nama": "Dapur Bu Ani"}, {"about": 900}


def ask(url, seconds=5.0, key=""):
    return Writer(url=url, model="contoh", key=key, seconds=seconds).ask(facts=FACTS, wanted=WANTED)


def test_ask_sends_the_key_and_brings_sentences_back():
    with stand_in() as server:
        said = ask(server.url, key="rahasia")
        assert server.headers[0]["authorization"] == "Bearer rahasia"
    assert said["about"][0].facts == ("nama",)


@pytest.mark.parametrize("url", ["http://penulis.example/v1", "ftp://127.0.0.2/v1", "penulis"])
def test_writer_refuses_an_address_that_anybody_can_read(url):
    with pytest.raises(UnsafeWriter):
        Writer(url=url, model="contoh")


def test_ask_says_when_nobody_answers():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening
        with pytest.raises(NoWriter):
            ask(f"http://127.0.0.1:{taken.getsockname()[1]}/v1")


def test_ask_takes_another_status_for_no_answer():
    with stand_in(lambda _asked: None) as server, pytest.raises(NoWriter, match="404"):
        ask(server.url)


def test_ask_stops_reading_what_never_ends():
    with stand_in(lambda _asked: b" " * 300_000) as server, pytest.raises(BadAnswer):
        ask(server.url)


def served(*parts, pause=0.0):
    """Answer one request with raw bytes, part by part; return the address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        with listening, listening.accept()[0] as line:
            line.recv(65_536)
            try:
                for part in parts:
                    line.sendall(part)
                    time.sleep(pause)
            except OSError:
                pass  # the other side has had enough

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"


def test_ask_follows_no_redirect_so_that_the_key_stays():
    with stand_in(honest) as other:
        to = f"location: {other.url}/chat/completions".encode()
        url = served(b"HTTP/1.1 307 Temporary Redirect\r\n" + to + b"\r\ncontent-length: 0\r\n\r\n")
        with pytest.raises(NoWriter, match="307"):
            ask(url, key="rahasia")
        assert other.asked == []


def test_ask_gives_up_on_one_that_drips():
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n"
    url = served(head, *[b" "] * 60, pause=0.05)  # each drop comes in time, the whole does not
    with pytest.raises(NoWriter, match="terlalu lama"):
        ask(url, seconds=0.4)


def test_ask_says_when_the_line_breaks():
    with pytest.raises(NoWriter):
        ask(served(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nabc"))
