from datetime import date, timedelta

import pytest

from laju.apps.ledger.recording import NotAllowed
from laju.apps.visits.actions import count_visits
from laju.apps.visits.models import CountedDay, Visits
from laju.apps.visits.queries import finished_days
from laju.engines.spool import append
from tests.factories import SiteFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def site():
    return SiteFactory(slug="keripik-1", campaign_slug="pesan-keripik")


@pytest.fixture
def say(tmp_path):
    def say(*lines, on=TODAY):
        for line in lines:
            append(folder=tmp_path, on=on, line=f"{line}\n")

    return say


def told(**which):
    return {
        (row.page, row.what): (row.hits, row.visitors) for row in Visits.objects.filter(**which)
    }


def test_count_visits_counts_per_page_and_kind(site, say, tmp_path, agency, at):
    say("v keripik-1 index 01", "v keripik-1 index 02", "v keripik-1 index 02")
    say("c keripik-1 pesan-keripik 02")
    assert count_visits(folder=tmp_path, by=agency, at=at) == 4
    assert told(site=site) == {("index", "v"): (3, 2), ("pesan-keripik", "c"): (1, 1)}


def test_count_visits_again_changes_nothing_and_more_lines_add(site, say, tmp_path, agency, at):
    say("v keripik-1 index 01")
    for _ in range(2):
        count_visits(folder=tmp_path, by=agency, at=at)
    assert told() == {("index", "v"): (1, 1)}
    say("v keripik-1 index 02")
    count_visits(folder=tmp_path, by=agency, at=at)
    assert told() == {("index", "v"): (2, 2)}


def test_count_visits_accounts_for_every_line(site, say, tmp_path, agency, at):
    say("v keripik-1 index 01", "b keripik-1 index -", "v nobody index 01", "v keripik-1 other 01")
    say("o - - 03", "v keripik-1 index 03", "nonsense")
    count_visits(folder=tmp_path, by=agency, at=at)
    day = CountedDay.objects.get()
    assert (day.lines, day.hits, day.bots, day.own, day.unknown) == (6, 1, 1, 1, 3)
    assert day.lines == day.hits + day.bots + day.own + day.capped + day.unknown


def test_count_visits_makes_a_day_final_an_hour_after_it(site, say, tmp_path, agency, at):
    yesterday = TODAY - timedelta(days=1)
    say("v keripik-1 index 01", on=yesterday)
    say("v keripik-1 index 01")
    just_after = at.replace(hour=17, minute=30) - timedelta(days=1)  # 00.30 of today in Medan
    count_visits(folder=tmp_path, by=agency, at=just_after)
    assert finished_days() == []
    count_visits(folder=tmp_path, by=agency, at=at)
    assert finished_days() == [yesterday]
    say("v keripik-1 index 02", on=yesterday)
    count_visits(folder=tmp_path, by=agency, at=at)
    assert told(on=yesterday) == {("index", "v"): (1, 1)}


def test_count_visits_is_for_the_office(people, tmp_path, at):
    for role in ("FACILITATOR", "OWNER", "ASSESSOR"):
        with pytest.raises(NotAllowed):
            count_visits(folder=tmp_path, by=people[role], at=at)
