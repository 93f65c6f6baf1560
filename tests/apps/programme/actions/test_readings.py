"""A reader declares, saves step by step, finishes, or hands back; nothing of others."""

from datetime import timedelta

import pytest

from laju.apps.ledger.recording import NotAllowed
from laju.apps.programme.actions import (
    commit_list,
    hand_back_reading,
    save_reading,
    start_reading,
)
from laju.apps.programme.actions.lists import (
    FewerReadings,
)
from laju.apps.programme.actions.readings import NotDeclared, NotYourReading
from laju.apps.programme.actions.rules import BadReason
from laju.apps.programme.models import Override, Reading
from laju.core.beacons import round_at
from laju.core.rubrics import DEFAULT_RUBRIC, BadPoints
from tests.apps.programme.curated import (
    judge,
    read_all,
    reading_cohort,
)

pytestmark = pytest.mark.django_db
STEPS = {criterion.key: 3 for criterion in DEFAULT_RUBRIC}


def soon(at):
    return round_at(at + timedelta(hours=1))


def test_a_reader_declares_saves_step_by_step_and_finishes(agency, at):
    cohort = reading_cohort(by=agency, at=at)
    reading = Reading.objects.filter(application__cohort=cohort).first()
    by = reading.reader.user
    with pytest.raises(NotDeclared):
        save_reading(reading=reading, points={"NEED": 1}, by=by, at=at)
    start_reading(reading=reading, by=by, at=at)
    saved = save_reading(reading=reading, points={"NEED": 1}, note="bagus", by=by, at=at)
    assert (saved.status, saved.points, saved.total) == ("STARTED", {"NEED": 1}, None)
    with pytest.raises(BadPoints, match="belum dinilai"):
        save_reading(reading=reading, points={"NEED": 1}, is_done=True, by=by, at=at)
    done = save_reading(reading=reading, points=STEPS, is_done=True, by=by, at=at)
    assert (done.status, done.total) == ("DONE", 75.0)
    with pytest.raises(BadPoints):  # a finished reading stays whole
        save_reading(reading=reading, points={"NEED": 1}, by=by, at=at)


def test_a_reader_touches_only_what_is_theirs(agency, at):
    cohort = reading_cohort(by=agency, at=at)
    reading = Reading.objects.filter(application__cohort=cohort).first()
    other = cohort.readers.exclude(pk=reading.reader_id).first().user
    for act in (start_reading, hand_back_reading):
        more = {"reason": "x"} if act is hand_back_reading else {}
        with pytest.raises(NotYourReading):
            act(reading=reading, by=other, at=at, **more)
        with pytest.raises(NotAllowed):
            act(reading=reading, by=agency, at=at, **more)


def test_hand_back_reading_drops_the_points_and_finds_another_reader(agency, at):
    cohort = reading_cohort(by=agency, at=at)
    reading = Reading.objects.filter(application__cohort=cohort).first()
    judge(reading, at=at)
    by = reading.reader.user
    with pytest.raises(BadReason):
        hand_back_reading(reading=reading, reason="", by=by, at=at)
    successor = hand_back_reading(reading=reading, reason="Ipar saya", by=by, at=at)
    reading.refresh_from_db()
    assert (reading.status, reading.points, reading.total) == ("CONFLICT", {}, None)
    assert successor.application == reading.application
    assert successor.reader_id not in {
        r.reader_id for r in reading.application.readings.exclude(pk=successor.pk)
    }
    with pytest.raises(NotYourReading):
        start_reading(reading=reading, by=by, at=at)


def test_hand_back_reading_without_anybody_left_leaves_the_gap_to_the_officer(agency, at):
    cohort = reading_cohort(by=agency, at=at, readers=2)
    reading = Reading.objects.filter(application__cohort=cohort).first()
    assert hand_back_reading(reading=reading, reason="Ipar", by=reading.reader.user, at=at) is None
    read_all(cohort, at=at)
    with pytest.raises(FewerReadings, match="1 pendaftaran"):
        commit_list(cohort=cohort, beacon_round=soon(at), by=agency, at=at)
    commit_list(
        cohort=cohort, beacon_round=soon(at), fewer_reason="Tidak ada lagi", by=agency, at=at
    )
    assert Override.objects.get(cohort=cohort).kind == "FEWER_READERS"
