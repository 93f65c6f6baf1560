"""The page of visits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.visits.models import CountedDay, Visits
from tests.factories import AT, SiteFactory

pytestmark = pytest.mark.django_db


def seen(site, hits, what="v", days_ago=0):
    on = timezone.localdate() - timedelta(days=days_ago)
    Visits.objects.create(site=site, page="index", what=what, on=on, hits=hits, visitors=1)


def page(client, **query):
    return client.get(reverse("agency:visits"), query).content.decode()


def test_visits_without_any_says_what_to_do(sign_in, agency):
    text = page(sign_in(agency))
    assert "Belum ada kunjungan di masa ini" in text
    assert "LAJU_COUNTING" in text


def test_visits_add_up_over_businesses_and_regions(sign_in, agency, settings):
    settings.COUNTING = "/"
    site = SiteFactory(input_sha256="a" * 64)
    seen(site, 40)
    seen(site, 10, what="c")
    seen(site, 500, days_ago=50)
    text = page(sign_in(agency))
    assert str(site.participant.application.business) in text
    assert "25,0 %" in text.replace("\u00a0", " ") and "LAJU_COUNTING" not in text
    assert "540" in page(sign_in(agency), hari="90")


def test_visits_tell_what_was_left_out(sign_in, agency):
    CountedDay.objects.create(on=timezone.localdate(), lines=9, hits=5, bots=4, counted_at=AT)
    assert "Robot" in page(sign_in(agency))


@pytest.mark.parametrize("days", ["", "x", "-1", "31", "9" * 40])
def test_visits_nonsense_in_the_address_shows_a_month(sign_in, agency, days):
    assert 'href="?hari=30" aria-current="page"' in page(sign_in(agency), hari=days)


def test_export_has_a_line_per_site(sign_in, agency):
    site = SiteFactory(input_sha256="a" * 64)
    seen(site, 7)
    answer = sign_in(agency).get(reverse("agency:visits_export"))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert f";{site.slug};7;0;" in lines[1]


@pytest.mark.parametrize("count", [1, 3])
def test_visits_asks_as_often_for_three_as_for_one(
    sign_in, agency, count, django_assert_max_num_queries
):
    for _ in range(count):
        seen(SiteFactory(input_sha256="a" * 64), 1)
    client = sign_in(agency)
    page(client)
    with django_assert_max_num_queries(9):
        page(client)
