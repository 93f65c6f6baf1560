"""The owner changes the page and sees it; nothing typed is lost, nothing goes out unapproved."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.studio.actions import compose_contents, gather_facts, save_draft
from laju.apps.studio.models import Content, Version
from laju.core.design import Theme
from tests.factories import ParticipantFactory


@pytest.fixture
def participant(agency, owner, at):
    participant = ParticipantFactory(
        application__business__owner__user=owner,
        application__business__products_text="Keripik ubi; Keripik pisang",
        application__business__prices_text="15000; 20000",
    )
    cohort = participant.application.cohort
    gather_facts(cohort=cohort, by=agency, at=at)
    compose_contents(cohort=cohort, by=agency, at=at)
    return participant


def url(name, participant, *more):
    return reverse(f"owner:{name}", args=[participant.pk, *more])


def filled(browser, participant, **changes):
    """Return what the form would send as it stands, with changes."""
    html = browser.get(url("edit", participant)).content.decode()
    data = {"base": re.search(r'name="base" value="(\d+)"', html)[1], "step": "save"}
    data |= dict(re.findall(r'<textarea[^>]*name="(text-[^"]+)"[^>]*>([^<]*)<', html))
    for name in ("section", "section-on", "product", "product-on"):
        data[name] = re.findall(rf'name="{name}" value="([^"]+)"', html)
    data["theme"] = re.search(r'name="theme" value="(\w+)" checked', html)[1]
    return data | changes


def test_edit_keeps_words_and_look_as_a_draft(participant, owner, sign_in):
    browser = sign_in(owner)
    changes = {"text-tagline": "Mau keripik ubi?", "theme": "workshop", "palette": "nila"}
    answer = browser.post(url("edit", participant), filled(browser, participant, **changes))
    assert answer.status_code == 302
    head = Content.objects.get().head
    assert head.edits == {"tagline": "Mau keripik ubi?"}
    assert (head.design["theme"], head.design["palette"]) == (Theme.WORKSHOP, "nila")
    assert Content.objects.get().approved is None
    page = browser.get(url("draft", participant, "index.html"))
    assert b"Mau keripik ubi?" in page.content
    assert b"counter-increment" in browser.get(url("draft", participant, "gaya.css")).content
    assert "script-src" not in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_edit_moves_and_hides_sections_and_products(participant, owner, sign_in):
    browser = sign_in(owner)
    data = filled(browser, participant)
    data["section-on"].remove("about")
    second = data["product"][1]
    answer = browser.post(url("edit", participant), data | {"step": f"up product {second}"})
    assert answer.status_code == 302
    design = Content.objects.get().head.design
    assert design["products"][0] == second
    assert design["hidden"] == ["about"]
    html = browser.get(url("draft", participant, "index.html")).content.decode()
    assert "Tentang kami" not in html
    assert html.index("Keripik pisang</h3>") < html.index("Keripik ubi</h3>")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Keripik ubi terenak di Medan!", "terenak"),
        ("Keripik ubi Rp9.000 saja.", "9.000"),
        ("keripik ubi " * 40, "paling banyak 200"),
    ],
)
def test_edit_refuses_at_the_field_and_keeps_what_was_typed(
    participant, owner, sign_in, words, told
):
    browser = sign_in(owner)
    data = filled(browser, participant, **{"text-tagline": words, "palette": "kopi"})
    answer = browser.post(url("edit", participant), data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in html
    assert words.strip() in html
    assert 'value="kopi" checked' in html
    assert Content.objects.get().head.edits == {}


def test_edit_goes_back_and_forth(participant, owner, sign_in):
    browser = sign_in(owner)
    data = filled(browser, participant, **{"text-tagline": "Mau keripik ubi?"})
    browser.post(url("edit", participant), data)
    browser.post(url("edit", participant), {"step": "undo"})
    assert Content.objects.get().head.edits == {}
    browser.post(url("edit", participant), {"step": "redo"})
    assert Content.objects.get().head.edits == {"tagline": "Mau keripik ubi?"}
    for _ in range(5):
        answer = browser.post(url("edit", participant), {"step": "undo"}, follow=True)
        assert answer.status_code == 200
    assert "Tidak ada langkah sebelum ini" in answer.content.decode()


def test_edit_of_two_at_once_loses_no_word(participant, owner, facilitator, sign_in):
    browser = sign_in(owner)
    mine = filled(browser, participant, **{"text-tagline": "Mau keripik ubi?"})
    save_draft(
        participant=participant,
        base=int(mine["base"]),
        edits={"tagline": "Keripik ubi dari Medan."},
        design={},
        products=mine["product-on"],
        by=facilitator,
        at=timezone.now(),
    )
    answer = browser.post(url("edit", participant), mine, follow=True)
    assert "tidak ada kata yang hilang" in answer.content.decode()
    kept = Version.objects.get(kind="ASIDE")
    assert kept.edits["tagline"] == "Mau keripik ubi?"
    assert Content.objects.get().head.edits == {"tagline": "Keripik ubi dari Medan."}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"step": "up section x", "section": ["x", "products"], "theme": "x"},
        {"base": "9" * 30, "palette": "</style>", "section-on": ["\x00"]},
        {"step": "down product ../..", "product": ["a" * 5000] * 50, "product-on": ["tidak ada"]},
        {"text-about": "\x00<script>"},
    ],
)
def test_edit_survives_a_form_made_by_hand(participant, owner, sign_in, data):
    answer = sign_in(owner).post(url("edit", participant), data)
    assert answer.status_code in {302, 422}
    assert sign_in(owner).get(url("draft", participant, "index.html")).status_code == 200


def test_history_compares_word_by_word_and_brings_back(participant, owner, sign_in):
    browser = sign_in(owner)
    first = Content.objects.get().version
    data = filled(browser, participant, **{"text-tagline": "Mau keripik ubi?", "palette": "nila"})
    browser.post(url("edit", participant), data)
    html = browser.get(url("history", participant)).content.decode()
    assert "<ins>" in html and "<del>" in html
    assert "nila" in html
    now = Content.objects.get().version
    html = browser.get(url("history", participant), {"dari": now, "ke": first}).content.decode()
    assert "<ins>" in html
    back = {"versi": first, "base": now}
    assert browser.post(url("history", participant), back).status_code == 302
    assert Content.objects.get().head.edits == {}
    assert Content.objects.get().head.kind == "RESTORED"
    assert browser.post(url("history", participant), {"versi": 99, "base": now}).status_code in {
        404,
        409,
    }
    assert browser.get(url("history", participant), {"dari": "x", "ke": "99"}).status_code == 200


def test_draft_hands_out_its_own_files_only(participant, owner, sign_in):
    browser = sign_in(owner)
    for name in ("lain.html", "..", "index.html.bak", "foto-1-400.webp", "belanja.js"):
        assert browser.get(url("draft", participant, name)).status_code == 404
    assert browser.get(url("draft", participant, "index.html"), {"versi": "99"}).status_code == 404
    other = ParticipantFactory()
    assert browser.get(url("draft", other, "index.html")).status_code == 404
    assert browser.get(url("edit", other)).status_code == 404
