"""The list is locked by hash and signed by two; every exception leaves its reason."""

from datetime import timedelta

import pytest

from laju.apps.accounts.models import Role
from laju.apps.programme.actions import (
    assign_readings,
    commit_list,
    decide_eligibility,
    draw_cohort,
    reopen_list,
    save_reading,
    sign_list,
)
from laju.apps.programme.actions.drawing import NotSigned
from laju.apps.programme.actions.lists import (
    AlreadySigned,
    NotListed,
    NotReading,
    OtherList,
    ReadingsMissing,
    RoundTooSoon,
    SignedByTwo,
)
from laju.apps.programme.actions.readings import ReadingClosed
from laju.apps.programme.actions.rules import AlreadyListed, BadReason
from laju.apps.programme.models import Reading
from laju.core.beacons import round_at
from laju.core.draws import hash_text, read_draw
from laju.core.rubrics import DEFAULT_RUBRIC
from tests.apps.programme.curated import (
    SIGNATURE,
    applied,
    listed_cohort,
    make_panel,
    read_all,
    reading_cohort,
)
from tests.factories import (
    MEDAN,
    TOBA,
    CohortFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
STEPS = {criterion.key: 3 for criterion in DEFAULT_RUBRIC}


@pytest.fixture
def second(db):
    return UserFactory(role=Role.AGENCY, username="kedua")


def soon(at):
    return round_at(at + timedelta(hours=1))


def test_commit_list_sorts_everybody_into_a_band_with_a_reason(agency, at):
    cohort = listed_cohort(by=agency, at=at)
    rows = list(cohort.applications.all())
    assert all(row.band and row.band_reason and row.value is not None for row in rows)
    assert cohort.list_sha256 == hash_text(cohort.draw_file)
    assert cohort.calibration["components"] == 1
    assert len(cohort.calibration["readers"]) == 4
    draw = read_draw(cohort.draw_file)
    assert sum(draw.seats.values()) == 6
    assert len(draw.entries) == 18
    for code in (MEDAN, TOBA):
        inside = [row for row in rows if row.group == code and row.band == "IN"]
        drawn = [row for row in rows if row.group == code and row.band == "DRAW"]
        assert len(inside) <= draw.seats[code] <= len(inside) + len(drawn)


def test_commit_list_waits_for_readings_and_a_future_round(agency, at):
    cohort = reading_cohort(by=agency, at=at)
    with pytest.raises(ReadingsMissing, match="18"):
        commit_list(cohort=cohort, beacon_round=soon(at), by=agency, at=at)
    read_all(cohort, at=at)
    with pytest.raises(RoundTooSoon):
        commit_list(cohort=cohort, beacon_round=round_at(at), by=agency, at=at)
    with pytest.raises(NotReading):
        commit_list(cohort=CohortFactory(), beacon_round=soon(at), by=agency, at=at)


def test_who_is_not_eligible_stands_on_the_list_as_out(agency, at):
    cohort = applied(by=agency, at=at)
    out = cohort.applications.first()
    decide_eligibility(application=out, is_eligible=False, reason="Tutup", by=agency, at=at)
    make_panel(cohort, by=agency, at=at)
    assign_readings(cohort=cohort, by=agency, at=at)
    assert not out.readings.exists()
    read_all(cohort, at=at)
    commit_list(cohort=cohort, beacon_round=soon(at), by=agency, at=at)
    out.refresh_from_db()
    cohort.refresh_from_db()
    assert out.band == "OUT"
    assert f'["{out.business.code}","{out.business.region_id}","OUT"]' in cohort.draw_file


def test_nothing_changes_on_a_locked_list(agency, at):
    cohort = listed_cohort(by=agency, at=at)
    reading = Reading.objects.filter(application__cohort=cohort).first()
    with pytest.raises(ReadingClosed):
        save_reading(reading=reading, points=STEPS, by=reading.reader.user, at=at)
    row = cohort.applications.first()
    with pytest.raises(AlreadyListed):
        decide_eligibility(application=row, is_eligible=False, reason="x", by=agency, at=at)
    with pytest.raises(AlreadyListed):
        assign_readings(cohort=cohort, by=agency, at=at)


def test_sign_list_asks_for_two_persons_and_this_very_list(agency, second, at):
    cohort = listed_cohort(by=agency, at=at)
    with pytest.raises(OtherList):
        sign_list(cohort=cohort, list_sha256="0" * 64, by=agency, at=at)
    sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=agency, at=at)
    with pytest.raises(AlreadySigned):
        sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=agency, at=at)
    later = at + timedelta(hours=2)
    with pytest.raises(NotSigned, match="1 dari 2"):
        draw_cohort(cohort=cohort, signature=SIGNATURE, dice="1", by=agency, at=later)
    sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=second, at=at)
    assert draw_cohort(cohort=cohort, signature=SIGNATURE, dice="1", by=agency, at=later) == 6


def test_signatures_of_an_earlier_list_do_not_count(agency, second, at):
    cohort = listed_cohort(by=agency, at=at)
    for user in (agency, second):
        sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=user, at=at)
    override = reopen_list(cohort=cohort, reason="Salah baca", by=agency, at=at)
    assert override.after == "sebelum putaran keluar"
    judge_again = Reading.objects.filter(application__cohort=cohort).first()
    save_reading(reading=judge_again, points=STEPS, is_done=True, by=judge_again.reader.user, at=at)
    commit_list(cohort=cohort, beacon_round=soon(at), by=agency, at=at)
    with pytest.raises(NotSigned, match="0 dari 2"):
        draw_cohort(
            cohort=cohort, signature=SIGNATURE, dice="1", by=agency, at=at + timedelta(hours=2)
        )


def test_reopen_list_is_refused_once_the_outcome_can_be_known(agency, second, at):
    cohort = listed_cohort(by=agency, at=at)
    later = at + timedelta(hours=2)
    sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=agency, at=at)
    with pytest.raises(BadReason):
        reopen_list(cohort=cohort, reason=" ", by=agency, at=at)
    sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=second, at=at)
    with pytest.raises(SignedByTwo):
        reopen_list(cohort=cohort, reason="Ingin lain", by=agency, at=later)
    with pytest.raises(NotListed):
        reopen_list(cohort=CohortFactory(), reason="x", by=agency, at=at)
