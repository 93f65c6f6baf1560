"""Hostile text in every form and every query: never a breakdown, and nothing typed is lost."""

import json
import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from laju.apps.programme.models import Cohort
from tests.web.hostile import HOSTILE
from tests.web.owner.test_pages import facts_of
from tests.web.public.test_apply import ANSWERS
from tests.web.routes import PEOPLE, ROUTES
from tests.web.test_every_page import READS, address, ask, folders, world

__all__ = ["folders", "world"]  # fixtures
pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ENGLISH = re.compile(
    r"\b(this|enter|ensure|select|valid|character|required|field)\b", re.IGNORECASE
)
QUERIES = {"page", "format", "sort", "bagian", "tampilan", "hari", "next"}  # also without a form


class Forms(HTMLParser):
    """Collects method, address and field names of the forms of a page, and the keys of its links."""

    def __init__(self, path):
        super().__init__()
        self.path, self.forms, self.keys = path, [], set()

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            action = urlsplit(told.get("action") or self.path).path or self.path
            self.forms.append((told.get("method", "get").lower(), action, set()))
        elif tag in {"input", "select", "textarea", "button"} and told.get("name"):
            if self.forms and told["name"] != "csrfmiddlewaretoken":
                self.forms[-1][2].add(told["name"])
        elif tag == "a" and (told.get("href") or "").startswith("?"):
            self.keys |= set(re.findall(r"[?&](\w+)=", told["href"]))


def test_the_corpus_is_large_and_says_nothing_twice():
    assert len(HOSTILE) == len(set(HOSTILE)) >= 250


def first_reader(name):
    return PEOPLE[ROUTES[name].get.index("2")]


def found(world, name):
    """Return the forms of a page, and its query as one more form."""
    path = urlsplit(address(name, world.foreign)).path
    page = Forms(path)
    page.feed(ask(world, first_reader(name), name).told)
    query = page.keys | QUERIES
    for method, action, fields in page.forms:
        if method == "get" and action == path:
            query |= fields
    posts = {
        (action, frozenset(fields))
        for method, action, fields in page.forms
        if method == "post" and fields and not action.startswith(("/i18n/", "/keluar/"))
    }
    return path, sorted(query), sorted((action, sorted(fields)) for action, fields in posts)


def written(fields, number):
    """Write a body in which each field holds another hostile text, as bytes off the wire."""
    return "&".join(
        f"{quote(field)}={quote(HOSTILE[(number + at) % len(HOSTILE)], errors='surrogatepass')}"
        for at, field in enumerate(fields)
    )


def browser_of(world, name):
    browser = Client(raise_request_exception=False)
    user = world.people[first_reader(name)]
    if user:
        browser.force_login(user)
    return browser


@pytest.mark.parametrize("name", [n for n in READS if "2" in ROUTES[n].get])
def test_every_query_stands_hostile_text(world, name):
    browser = browser_of(world, name)
    path, query, _posts = found(world, name)
    rounds = range(0, len(HOSTILE), 1 if name == "public:directory" else 6)
    for number in rounds:
        answer = browser.get(f"{path}?{written(query, number)}")
        if answer.streaming:
            b"".join(answer.streaming_content)
        answer.close()
        assert answer.status_code < 500, written(query, number)[:500]


@pytest.mark.parametrize("name", [n for n in READS if "2" in ROUTES[n].get])
def test_every_form_stands_hostile_text(world, name):
    browser = browser_of(world, name)
    _path, _query, posts = found(world, name)
    for action, fields in posts:
        for number in range(0, len(HOSTILE), 1 if action == reverse("public:apply") else 5):
            cache.clear()  # the limits of tries are another test's
            with transaction.atomic():
                answer = browser.post(action, written(fields, number), content_type=FORM)
                transaction.set_rollback(True)
            answer.close()
            assert answer.status_code < 500, (action, written(fields, number)[:500])


def answer_of(html, errors):
    for said in errors:
        assert said
        assert not ENGLISH.search(str(said)), said
        assert escape(str(said)) in html or str(said) in html, said


def is_kept(html, typed):
    """Test whether a page shows what was typed; a browser sends \\r\\n, a page shows \\n."""
    shown = html.replace("&#x27;", "'").replace("&quot;", '"').replace("&#39;", "'")
    plain = escape(typed, quote=False).replace("\r\n", "\n").strip()
    return plain in shown.replace("\r\n", "\n")


TYPED = [text for text in HOSTILE if text.strip() and text.isprintable() and text.isascii()][::2]


@pytest.mark.parametrize("field", [f for f in ANSWERS if f not in {"agree", "region"}])
def test_apply_keeps_what_was_typed_and_says_why_at_the_field(world, client, field):
    world.cohort.status = Cohort.Status.OPEN
    world.cohort.save()
    refused = 0
    for text in TYPED:
        html_answer = client.post(
            reverse("public:apply"), {**ANSWERS, "step": "check", field: text}
        )
        form = html_answer.context["form"]
        html = html_answer.content.decode()
        assert is_kept(html, text), text
        if form.errors:
            refused += 1
            assert set(form.errors) == {field}, (text, form.errors)
            answer_of(html, form.errors[field])
    assert refused  # at least what is far too long


@pytest.mark.parametrize("page", ["owner:facts", "field:facts"])
@pytest.mark.parametrize(
    "field",
    ["name", "activity", "phone", "hours", "address", "founded_year", "instagram", "p-0-price"],
)
def test_facts_keep_what_was_typed_and_say_why_at_the_field(world, page, field):
    browser = browser_of(world, page)
    refused = 0
    for text in TYPED:
        with transaction.atomic():
            answer = browser.post(address(page, world.foreign), facts_of(**{field: text}))
            transaction.set_rollback(True)
        assert answer.status_code in {302, 422}
        if answer.status_code == 422:
            refused += 1
            html = answer.content.decode()
            assert is_kept(html, text), text
            rows = answer.context["rows"]
            errors = {
                **answer.context["form"].errors,
                **{f"p-0-{k}": v for k, v in rows[0].errors.items()},
            }
            assert field in errors, (text, errors)
            answer_of(html, errors[field])
    assert refused


DEEP = "[" * 15_000
# Addresses that read JSON: who sends it, and a body that means something there.
SPOKEN = {
    "public:save_draft": ("visitor", {"name": "", "phone": ""}),
    "field:send_notes": (
        "in_charge",
        [
            {
                "uuid": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
                "business": "",
                "told": "",
                "happened_at": "",
            }
        ],
    ),
    "shared:enter_by_passkey": ("visitor", {"id": "", "rawId": "", "type": "", "response": {}}),
    "shared:keep_passkey": ("agency", {"id": "", "rawId": "", "response": {"clientDataJSON": ""}}),
}
ASKED_FIRST = {
    "shared:enter_by_passkey": "shared:ask_passkey",
    "shared:keep_passkey": "shared:ask_new_passkey",
}


def filled(told, text):
    """Return a body with the text in place of everything that is told."""
    if isinstance(told, dict):
        return {n: value if n == "uuid" else filled(value, text) for n, value in told.items()}
    if isinstance(told, list):
        return [filled(value, text) for value in told]
    return text


@pytest.mark.parametrize("name", SPOKEN)
def test_what_reads_json_stands_hostile_text(world, name):
    who, told = SPOKEN[name]
    Cohort.objects.update(status=Cohort.Status.OPEN)
    browser = Client(raise_request_exception=False)
    if world.people[who]:
        browser.force_login(world.people[who])
    odd = [
        text.encode("utf-8", "surrogatepass") for text in (*HOSTILE, DEEP, "[1,2", "NaN", "1e999")
    ]
    meant = [json.dumps(filled(told, text)).encode() for text in HOSTILE]
    meant += [json.dumps(filled(told, value)).encode() for value in (None, 1, [], {}, [[]], 1e300)]
    for body in (*odd, *meant):
        cache.clear()
        if name in ASKED_FIRST:
            browser.post(reverse(ASKED_FIRST[name]))
        with transaction.atomic():
            answer = browser.post(reverse(name), body, content_type="application/json")
            transaction.set_rollback(True)
        assert answer.status_code < 500, body[:300]
