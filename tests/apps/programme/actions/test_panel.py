"""Readers get equal work in one connected group, and what they leave is taken over."""

import pytest

from laju.apps.accounts.models import Role
from laju.apps.programme.actions import (
    add_reader,
    assign_readings,
    move_readings,
    release_reader,
    start_reading,
)
from laju.apps.programme.actions.panel import AlreadyReader, NoReaderLeft, NotAReader, Undecided
from laju.apps.programme.actions.readings import NotYourReading
from laju.apps.programme.models import Cohort, Reading
from laju.core.assignments import TooFewReaders, count_components
from tests.apps.programme.curated import (
    applied,
    judge,
    make_panel,
    reading_cohort,
)
from tests.factories import (
    MEDAN,
    TOBA,
    CohortFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_assign_readings_gives_each_its_readers_in_one_group(agency, at):
    cohort = reading_cohort(by=agency, at=at)
    rows = Reading.objects.filter(application__cohort=cohort)
    given = {}
    for application, reader in rows.values_list("application", "reader"):
        given.setdefault(str(application), []).append(str(reader))
    assert {len(set(who)) for who in given.values()} == {2}
    assert len(given) == 18
    assert count_components(given) == 1
    assert cohort.status == Cohort.Status.READING
    assert assign_readings(cohort=cohort, by=agency, at=at) == 0  # again: nothing is missing


def test_assign_readings_waits_for_undecided_conditions(agency, at):
    cohort = applied(by=agency, at=at, rules=[{"kind": "NIB"}])
    make_panel(cohort, by=agency, at=at)
    with pytest.raises(Undecided, match="18"):
        assign_readings(cohort=cohort, by=agency, at=at)


def test_assign_readings_keeps_readers_away_from_their_own_region(agency, at):
    cohort = applied(by=agency, at=at)
    local = make_panel(cohort, by=agency, at=at)[0]
    local.user.regions.set([TOBA])
    assign_readings(cohort=cohort, by=agency, at=at)
    seen = local.readings.values_list("application__business__region_id", flat=True)
    assert set(seen) == {MEDAN}


def test_assign_readings_says_when_the_panel_is_too_small(agency, at):
    cohort = applied(by=agency, at=at)
    make_panel(cohort, by=agency, at=at, count=1)
    with pytest.raises(TooFewReaders):
        assign_readings(cohort=cohort, by=agency, at=at)


def test_add_reader_takes_curators_once(agency, facilitator, at):
    cohort = CohortFactory()
    with pytest.raises(NotAReader):
        add_reader(cohort=cohort, user=facilitator, most=5, by=agency, at=at)
    reader = make_panel(cohort, by=agency, at=at, count=1)[0]
    with pytest.raises(AlreadyReader):
        add_reader(cohort=cohort, user=reader.user, most=5, by=agency, at=at)


def test_release_reader_hands_on_what_is_not_read_and_keeps_what_is(agency, at):
    cohort = reading_cohort(by=agency, at=at)
    reader = cohort.readers.first()
    done, *rest = reader.readings.all()
    judge(done, at=at)
    assert release_reader(reader=reader, reason="Sakit", by=agency, at=at) == len(rest)
    done.refresh_from_db()
    assert done.status == "DONE"
    assert reader.readings.filter(status="MOVED").count() == len(rest)
    for application in cohort.applications.all():
        assert application.readings.exclude(status="MOVED").count() == 2
    with pytest.raises(NotYourReading):
        start_reading(reading=rest[0], by=reader.user, at=at)


def test_move_readings_says_when_nobody_can_take_them(agency, at):
    cohort = reading_cohort(by=agency, at=at, readers=2)
    reading = Reading.objects.filter(application__cohort=cohort).first()
    with pytest.raises(NoReaderLeft, match="1 bacaan"):
        move_readings(readings=[reading], reason="Terlambat", by=agency, at=at)
    reading.refresh_from_db()
    assert reading.status == "ASSIGNED"
    make_panel_more = UserFactory(role=Role.READER, username="baru")
    add_reader(cohort=cohort, user=make_panel_more, most=5, by=agency, at=at)
    assert move_readings(readings=[reading], reason="Terlambat", by=agency, at=at) == 1
