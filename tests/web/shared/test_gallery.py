import gzip
import re
from pathlib import Path

from django.test import RequestFactory

import laju.web
from laju.web.shared import gallery

WEB = Path(laju.web.__file__).parent
STATIC = WEB / "static" / "laju"


def page(address: str = "/galeri/") -> str:
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return gallery.show(request).content.decode()


def test_every_part_is_in_the_gallery() -> None:
    source = (WEB / "templates" / "shared" / "gallery.html").read_text()
    frame = {"_language", "_user", "_messages", "_nav_item", "_pages", "_bar", "_form"}
    for part in (WEB / "templates" / "shared").glob("_*.html"):
        assert part.stem in frame or f"shared/{part.name}" in source, part.name


def test_no_page_part_breaks_the_content_policy() -> None:
    html = page()
    assert not re.search(r"\sstyle=|<style|\son\w+=", html)
    assert re.findall(r"<script[^>]*>", html) == [
        '<script src="/static/laju/laju.js" defer>',
    ]


def test_every_icon_used_is_drawn() -> None:
    drawn = set(re.findall(r'id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    assert set(re.findall(r"icons\.svg#([\w-]+)", page())) <= drawn


def test_no_id_is_used_twice() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page())
    assert len(ids) == len(set(ids))


def test_mistakes_stand_at_the_field_and_the_value_stays() -> None:
    html = page()
    assert 'value="lima ribu"' in html
    assert 'id="id_phone_error"' in html
    assert re.search(r'name="phone"[^>]*aria-describedby="[^"]*id_phone_error', html)


def test_the_sheet_is_light_enough_for_a_slow_phone() -> None:
    assert len(gzip.compress((STATIC / "laju.css").read_bytes(), 9)) <= 12_000
    assert len(gzip.compress((STATIC / "laju.js").read_bytes(), 9)) <= 2_048
