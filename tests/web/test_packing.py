import gzip

from django.http import HttpResponse
from django.test import RequestFactory

from laju.web.packing import TextPackingMiddleware


def answer(kind, content=b"a" * 5000):
    request = RequestFactory().get("/", HTTP_ACCEPT_ENCODING="gzip")
    return TextPackingMiddleware(lambda _: HttpResponse(content, content_type=kind))(request)


def test_texts_are_packed_and_pictures_are_not():
    packed = answer("text/html; charset=utf-8")
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == b"a" * 5000
    assert answer("application/json").has_header("Content-Encoding")
    assert not answer("image/webp").has_header("Content-Encoding")
    assert not answer("application/pdf").has_header("Content-Encoding")


def test_pages_and_styles_come_packed_to_who_can_unpack(client, db):
    for address in ("/masuk/", "/static/laju/laju.css"):
        plain = client.get(address)
        assert not plain.has_header("Content-Encoding")
        body = b"".join(plain.streaming_content) if plain.streaming else plain.content
        packed = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
        sent = b"".join(packed.streaming_content) if packed.streaming else packed.content
        assert len(sent) < len(body) / 2
