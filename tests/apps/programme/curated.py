"""A cohort on its way through curation, for tests."""

from datetime import datetime, timedelta

from laju.apps.accounts.models import Role, User
from laju.apps.programme.actions import (
    add_reader,
    assign_readings,
    check_applications,
    commit_list,
    draw_cohort,
    save_reading,
    set_quotas,
    sign_list,
    start_reading,
)
from laju.apps.programme.models import Cohort, Reading
from laju.core.beacons import round_at
from laju.core.rubrics import read_rubric
from tests.factories import MEDAN, TOBA, ApplicationFactory, CohortFactory, UserFactory, region

SIGNATURE = (
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)


def applied(*, by: User, at: datetime, medan: int = 12, toba: int = 6, seats: int = 6, **more):
    """Return an open cohort with applications, seats and checked conditions."""
    cohort = CohortFactory(seats=seats, **more)
    for code, count in ((MEDAN, medan), (TOBA, toba)):
        ApplicationFactory.create_batch(count, cohort=cohort, business__region=region(code))
    set_quotas(cohort=cohort, by=by, at=at)
    check_applications(cohort=cohort, by=by, at=at)
    return cohort


def make_panel(cohort: Cohort, *, by: User, at: datetime, count: int = 4, most: int = 500):
    """Put readers on the panel."""
    return [
        add_reader(
            cohort=cohort, user=UserFactory(role=Role.READER, username=f"kurator{cohort.pk}-{n}"),
            most=most, by=by, at=at,
        )
        for n in range(count)
    ]  # fmt: skip


def reading_cohort(*, by: User, at: datetime, readers: int = 4, **more) -> Cohort:
    """Return a cohort whose readings are handed out."""
    cohort = applied(by=by, at=at, **more)
    make_panel(cohort, by=by, at=at, count=readers)
    assign_readings(cohort=cohort, by=by, at=at)
    cohort.refresh_from_db()
    return cohort


def judge(reading: Reading, *, at: datetime, step: int | None = None) -> None:
    """Let a reader finish; without a step, one that depends on application and reader."""
    by = reading.reader.user
    start_reading(reading=reading, by=by, at=at)
    base = reading.application_id if step is None else step
    points = {
        c.key: (base + n * reading.reader_id) % 5 if step is None else step
        for n, c in enumerate(read_rubric(reading.application.cohort.rubric))
    }
    save_reading(reading=reading, points=points, is_done=True, by=by, at=at)


def read_all(cohort: Cohort, *, at: datetime) -> None:
    """Let every reader finish everything."""
    rows = Reading.objects.filter(application__cohort=cohort, status__in=["ASSIGNED", "STARTED"])
    for reading in rows.select_related("reader__user", "application__cohort"):
        judge(reading, at=at)


def listed_cohort(*, by: User, at: datetime, **more) -> Cohort:
    """Return a cohort whose list is locked, with a beacon round an hour away."""
    cohort = reading_cohort(by=by, at=at, **more)
    read_all(cohort, at=at)
    commit_list(cohort=cohort, beacon_round=round_at(at + timedelta(hours=1)), by=by, at=at)
    cohort.refresh_from_db()
    return cohort


def drawn_cohort(*, by: User, at: datetime, dice: str = "4 2 6", **more) -> Cohort:
    """Return a cohort drawn from its signed list."""
    cohort = listed_cohort(by=by, at=at, **more)
    for user in (by, UserFactory(role=Role.AGENCY, username=f"kedua{cohort.pk}")):
        sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=user, at=at)
    draw_cohort(cohort=cohort, signature=SIGNATURE, dice=dice, by=by, at=at + timedelta(hours=2))
    cohort.refresh_from_db()
    return cohort
