"""Numbers that last."""

from hypothesis import given
from hypothesis import strategies as st

from laju.engines.linkage import MERGE, SPLIT, Event, carry_over

PARTITIONS = st.dictionaries(st.integers(1, 30), st.integers(1, 8), max_size=30)


def test_carry_over_keeps_numbers_when_names_of_clusters_change():
    carried = carry_over(before={1: 100, 2: 100, 3: 101}, after={1: 7, 2: 7, 3: 8})
    assert (carried.ids, carried.events) == ({1: 100, 2: 100, 3: 101}, ())


def test_carry_over_tells_a_merge():
    carried = carry_over(before={1: 100, 2: 100, 3: 101}, after={1: 1, 2: 1, 3: 1})
    assert carried.ids == {1: 100, 2: 100, 3: 100}
    assert carried.events == (Event(MERGE, 101, 100, (3,)),)


def test_carry_over_tells_a_split_and_never_uses_a_number_again():
    carried = carry_over(before={1: 100, 2: 100, 3: 100}, after={1: 1, 2: 1, 3: 3}, next_id=500)
    assert carried.ids == {1: 100, 2: 100, 3: 500}
    assert carried.events == (Event(SPLIT, 100, 500, (3,)),)


@given(PARTITIONS, PARTITIONS)
def test_every_change_of_a_number_is_an_event(before, after):
    carried = carry_over(before=before, after=after)
    changed = {member for member in after if carried.ids[member] != before.get(member)}
    told = {member for event in carried.events for member in event.members}
    assert told == changed & set(before)
    assert len({(after[m], carried.ids[m]) for m in after}) == len(set(after.values()))
    fresh = set(carried.ids.values()) - set(before.values())
    assert all(number > max(before.values(), default=0) for number in fresh)


@given(PARTITIONS)
def test_carry_over_changes_nothing_when_nothing_changed(parts):
    carried = carry_over(before=parts, after=parts)
    assert (dict(carried.ids), carried.events) == (parts, ())
