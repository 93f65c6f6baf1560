"""Cells stay equal to a recount from rows, whatever happens to businesses and measures."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laju.apps.indicators.actions import check_cube, measure_businesses, pause_cube, rebuild_cube
from laju.apps.indicators.actions import measures as measuring
from laju.apps.indicators.models import Cell, Measure
from laju.apps.indicators.queries import cells_by, count_cells, cube_state, differences
from laju.apps.ledger.models import Entry
from laju.apps.registry.models import Business
from tests.factories import MEDAN, TOBA, BusinessFactory, CohortFactory, OwnerFactory, region

DAY = date(2026, 11, 1)
REGIONS, SIZES, SECTORS = (MEDAN, TOBA), ("", "MICRO"), ("FOOD", "CRAFT")
ONLY_SQLITE = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL needs no pause: statements are summed"
)

dims = st.tuples(*map(st.sampled_from, (REGIONS, SIZES, SECTORS)))
one, day, level = st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)
step = st.one_of(
    st.tuples(st.just("create"), st.lists(dims, min_size=1, max_size=3)),
    st.tuples(st.just("move"), one, dims),
    st.tuples(st.just("move_all"), dims),
    st.tuples(st.just("merge"), one, one),
    st.tuples(st.just("split"), one),
    st.tuples(st.just("delete"), one),
    st.tuples(st.just("measure"), st.dictionaries(one, level, max_size=4), day),
    st.tuples(st.just("remeasure"), one, day, one, day, level),
    st.tuples(st.just("forget"), one, day),
    st.tuples(st.just("forget_day"), day),
)


class Desk:
    """Does the steps to a handful of businesses, known by their place in the order of keys."""

    def __init__(self):
        self.owner = OwnerFactory()

    def pick(self, number):
        keys = list(Business.everything.order_by("pk").values_list("pk", flat=True))
        return keys[number % len(keys)] if keys else 0

    def create(self, some):
        Business.objects.bulk_create(
            BusinessFactory.build(owner=self.owner, region=region(r), size=s, sector=k)
            for r, s, k in some
        )

    def move(self, number, where):
        found = Business.everything.filter(pk=self.pick(number))
        found.update(**dict(zip(("region", "size", "sector"), where, strict=True)))

    def move_all(self, where):
        Business.everything.update(**dict(zip(("region", "size", "sector"), where, strict=True)))

    def merge(self, gone, kept):
        if self.pick(gone) != self.pick(kept):
            found = Business.everything.filter(pk=self.pick(gone))
            found.update(merged_into=self.pick(kept), name="Digabung")

    def split(self, number):
        Business.everything.filter(pk=self.pick(number)).update(merged_into=None)

    def delete(self, number):
        key = self.pick(number)
        Business.everything.filter(merged_into=key).update(merged_into=None)
        Measure.objects.filter(business=key).delete()
        Business.everything.filter(pk=key).delete()

    def measure(self, levels, on):
        if not self.pick(0):
            return
        told = {self.pick(number): level for number, level in levels.items()}
        Measure.objects.bulk_create(
            [Measure(business_id=key, on=DAY + timedelta(on), level=n) for key, n in told.items()],
            update_conflicts=True,
            unique_fields=["business", "on"],
            update_fields=["level"],
        )

    def remeasure(self, number, on, other, then, level):
        goal = Measure.objects.filter(business=self.pick(other), on=DAY + timedelta(then))
        found = Measure.objects.filter(business=self.pick(number), on=DAY + timedelta(on))
        if not goal.exists():
            found.update(business=self.pick(other), on=DAY + timedelta(then), level=level)

    def forget(self, number, on):
        Measure.objects.filter(business=self.pick(number), on=DAY + timedelta(on)).delete()

    def forget_day(self, on):
        Measure.objects.filter(on=DAY + timedelta(on)).delete()


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, min_size=2, max_size=14))
def test_any_sequence_of_changes_keeps_every_cell(db, steps):
    with transaction.atomic():
        desk = Desk()
        for name, *told in steps:
            getattr(desk, name)(*told)
        assert differences() == []
        assert sum(cells_by().values()) == Business.objects.count()
        transaction.set_rollback(True)


def test_a_wrong_cell_is_found_and_rebuilt(agency, at):
    BusinessFactory.create_batch(3)
    Cell.objects.update(count=7)
    wrong = check_cube(by=agency, at=at)
    assert [(each.kept, each.counted) for each in wrong] == [(7, 3)]
    assert cube_state().checked_at is None
    assert rebuild_cube(by=agency, at=at) == 1
    assert check_cube(by=agency, at=at) == []
    assert cube_state().checked_at == at
    assert Entry.objects.filter(action="indicators.rebuild_cube").count() == 1


def test_a_check_makes_the_cells_of_sessions_one(agency, at):
    BusinessFactory.create_batch(3)
    Cell.objects.filter(writer=0).update(count=1)  # as two sessions would have left them
    own, _ = Cell.objects.get_or_create(
        region=MEDAN, size="MICRO", sector="FOOD", level=-1, writer=7, defaults={"count": 0}
    )
    Cell.objects.filter(pk=own.pk).update(count=3 - count_cells())
    assert check_cube(by=agency, at=at) == []
    assert list(Cell.objects.values_list("writer", "count")) == [(0, 3)]


@ONLY_SQLITE
def test_a_paused_cube_is_dated_until_it_is_rebuilt(agency, at):
    BusinessFactory()
    assert pause_cube(by=agency, at=at)
    later = at + timedelta(hours=1)
    assert pause_cube(by=agency, at=later)
    BusinessFactory.create_batch(2)
    state = cube_state()
    assert (state.is_exact, state.holds_at, count_cells()) == (False, at, 1)
    assert rebuild_cube(by=agency, at=later) == 1
    assert (cube_state().is_exact, cube_state().holds_at, count_cells()) == (True, None, 3)
    BusinessFactory()
    assert count_cells() == 4


def test_a_pause_is_refused_where_it_gains_nothing(agency, at):
    if connection.vendor == "postgresql":
        assert not pause_cube(by=agency, at=at)
        BusinessFactory()
        assert count_cells() == 1


def test_a_large_measure_counts_once_at_its_end(monkeypatch, agency, at):
    monkeypatch.setattr(measuring, "_MANY", 2)
    businesses = BusinessFactory.create_batch(4)
    gone = BusinessFactory(merged_into=businesses[0])
    Measure.objects.create(business=gone, on=DAY, level=2)
    cohort = CohortFactory()
    assert measure_businesses(cohort=cohort, on=DAY, by=agency, at=at) == 4
    assert cube_state().is_exact
    assert cells_by(dimensions=("level",)) == {(0,): 4}
    assert differences() == []


@ONLY_SQLITE
def test_a_large_measure_leaves_the_pause_of_another(monkeypatch, agency, at):
    monkeypatch.setattr(measuring, "_MANY", 0)
    BusinessFactory()
    pause_cube(by=agency, at=at)
    measure_businesses(cohort=CohortFactory(), on=DAY, by=agency, at=at)
    assert not cube_state().is_exact
    assert rebuild_cube(by=agency, at=at) == 2
