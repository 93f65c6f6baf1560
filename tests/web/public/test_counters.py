"""Hits of the pages, and the short link."""

import asyncio
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.jobs.models import Job
from laju.apps.jobs.working import work_off
from laju.apps.visits.models import CountedDay, Visits
from laju.engines.spool import append, days_in, lines_of
from laju.web.beacon import with_beacon
from laju.web.counting import GIF
from laju.web.journey.tasks import ask_for_count
from tests.factories import ContentFactory, SiteFactory

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def spool(settings, tmp_path):
    settings.VISITS = tmp_path / "visits"
    settings.COUNTING = "/"


@pytest.fixture
def site():
    content = ContentFactory()
    return SiteFactory(
        participant=content.participant,
        slug="keripik-1",
        campaign_slug="pesan-keripik",
        campaign_code=f"{content.participant.application.business.code}-P1",
        input_sha256="a" * 64,
    )


def lines(settings):
    with lines_of(folder=settings.VISITS, on=timezone.localdate()) as found:
        return [line.split() for line in found]


def look(client, path="/h/keripik-1/index.gif", agent=PHONE, **headers):
    return client.get(path, headers={"User-Agent": agent, **headers})


def test_seen_answers_with_a_dot_and_keeps_no_address(client, settings):
    answer = look(client)
    assert (answer.status_code, answer.content) == (200, GIF)
    assert answer["Cache-Control"] == "no-store"
    [[kind, site, page, visitor]] = lines(settings)
    assert (kind, site, page) == ("v", "keripik-1", "index")
    assert "127.0.0.1" not in visitor
    assert not answer.cookies


def test_seen_twice_by_one_is_one_visitor_and_others_are_others(client, settings):
    look(client)
    look(client)
    look(client, agent=PHONE + " x")
    assert len({line[3] for line in lines(settings)}) == 2


@pytest.mark.parametrize(
    ("agent", "headers"),
    [
        ("WhatsApp/2.23", {}),
        ("", {}),
        (PHONE, {"Sec-Purpose": "prefetch;prerender"}),
        (PHONE, {"Purpose": "prefetch"}),
    ],
)
def test_seen_by_a_machine_is_written_as_such(client, settings, agent, headers):
    look(client, agent=agent, **headers)
    assert lines(settings) == [["b", "keripik-1", "index", "-"]]


def test_pressed_counts_a_ping_without_a_token(client, settings):
    answer = client.post(
        "/h/keripik-1/pesan-keripik",
        "PING",
        content_type="text/ping",
        headers={"User-Agent": PHONE},
    )
    assert answer.status_code == 204
    assert lines(settings)[0][:3] == ["c", "keripik-1", "pesan-keripik"]


@pytest.mark.parametrize("path", ["/h/Keripik/index.gif", "/h/-a/index.gif", "/h/a_b/index.gif"])
def test_seen_writes_no_name_that_no_site_has(client, settings, path):
    assert look(client, path).status_code == 200
    assert lines(settings) == []


def test_own_people_are_marked_once_a_day(client, settings, agency):
    client.force_login(agency)
    for _ in range(2):
        look(client, reverse("agency:visits"))
    look(client)
    told = lines(settings)
    assert [line[0] for line in told] == ["o", "v"]
    assert told[0][3] == told[1][3]


def test_short_link_leads_to_whatsapp_with_the_code(client, settings, site):
    answer = look(client, reverse("public:short_link", args=[site.campaign_code.lower()]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("https://wa.me/62")
    assert site.campaign_code in unquote(answer["Location"])
    assert lines(settings)[0][:3] == ["k", "keripik-1", "pesan-keripik"]
    answer = look(
        client, reverse("public:short_link", args=[site.campaign_code.rpartition("-P")[0]])
    )
    assert answer.status_code == 302
    assert lines(settings)[1][:3] == ["k", "keripik-1", "index"]


@pytest.mark.parametrize("code", ["LJ-999999-9", "x", "-P1", "%00", "LJ-000001-P1"])
def test_short_link_of_nothing_is_not_there(client, settings, code):
    assert look(client, f"/k/{code}").status_code == 404
    assert lines(settings) == []


def test_short_link_of_a_withdrawn_site_is_not_there(client, site):
    site.status = "DOWN"
    site.save()
    assert look(client, f"/k/{site.campaign_code}").status_code == 404


def asked(path, method="GET"):
    """Return what the application before Django sends, and whether Django was asked."""
    sent, passed = [], []

    async def django(scope, receive, send):
        passed.append(scope["path"])

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "client": ("203.0.113.9", 1),
        "headers": [(b"user-agent", PHONE.encode())],
    }  # fmt: skip
    asyncio.run(with_beacon(django)(scope, None, send))
    return [message.get("status") for message in sent if "status" in message], passed


def test_beacon_answers_like_the_view_and_leaves_the_rest(settings):
    assert asked("/h/keripik-1/index.gif") == ([200], [])
    assert asked("/h/keripik-1/index", "POST") == ([204], [])
    assert asked("/h/keripik-1/index") == ([], ["/h/keripik-1/index"])
    assert asked("/dinas/") == ([], ["/dinas/"])
    assert [line[0] for line in lines(settings)] == ["v", "c"]
    for path in ("/h/", "/h//.gif", "/h/../../etc/passwd.gif", "/h/a/b/c.gif", "/h/%00/index.gif"):
        asked(path)
    assert len(lines(settings)) == 2


def test_ask_for_count_counts_in_the_background_and_throws_days_away(client, settings, site):
    assert not ask_for_count()
    look(client)
    old = timezone.localdate() - timedelta(days=2)
    append(folder=settings.VISITS, on=old, line="v keripik-1 index 01\n")
    assert ask_for_count()
    assert not ask_for_count()
    work_off(worker="w")
    assert Job.objects.get().status == "SUCCESSFUL"
    assert Visits.objects.count() == 2
    assert CountedDay.objects.get(on=old).is_final
    assert days_in(folder=settings.VISITS) == [timezone.localdate()]
    assert not ask_for_count()
    look(client)
    assert ask_for_count()
