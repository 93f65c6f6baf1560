"""The English texts: there, current, and with the same blanks to fill in."""

import gettext
import re
from pathlib import Path

import pytest

import laju.web

WEB = Path(laju.web.__file__).parent
BLANKS = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
SAID = re.compile(r"""(?:translate|_\()\s*"([^"]+)\"""")


@pytest.fixture(scope="module")
def english():
    with (WEB / "locale" / "en" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def test_english_fills_the_same_blanks(english):
    for indonesian, text in english.items():
        said = indonesian[0] if isinstance(indonesian, tuple) else indonesian
        if said:
            assert sorted(BLANKS.findall(said)) == sorted(BLANKS.findall(text)), said


@pytest.mark.parametrize("folder", ["public", "owner", "shared/business"])
def test_english_is_there_for_everything_owners_and_buyers_read(english, folder):
    for page in (WEB / "templates" / folder).glob("*.html"):
        for said in SAID.findall(page.read_text()):
            assert english.get(said.replace("%", "%%")) or english.get(said), (page.name, said)


@pytest.mark.django_db
def test_pages_speak_english_to_those_who_ask(client):
    html = client.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="en">' in html
    assert "Our small businesses, one tap from your phone" in html
