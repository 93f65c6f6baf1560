import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laju.core.assignments import (
    NotConnected,
    Panelist,
    TooFewReaders,
    assign_readers,
    count_components,
    next_reader,
)


def panel(count, most=10_000):
    return [Panelist(f"r{n}", most) for n in range(count)]


@st.composite
def panels(draw):
    readers = draw(st.integers(2, 9))
    applications = draw(st.integers(1, 40))
    wanted = draw(st.integers(2, min(3, readers)))
    conflicts = draw(
        st.dictionaries(
            st.sampled_from([f"a{n}" for n in range(applications)]),
            st.sets(st.sampled_from([f"r{n}" for n in range(readers)]), max_size=readers - wanted),
            max_size=6,
        )
    )
    return readers, applications, wanted, conflicts, draw(st.text(max_size=5))


@given(panels())
def test_assign_readers_gives_each_its_readers_without_conflict_and_connected(told):
    readers, applications, wanted, conflicts, seed = told
    try:
        given_ = assign_readers(
            applications=[f"a{n}" for n in range(applications)],
            readers=panel(readers),
            per_application=wanted,
            conflicts=conflicts,
            seed=seed,
        )
    except (NotConnected, TooFewReaders):
        assert any(conflicts.values())  # nothing else can stand in the way
        return
    assert set(given_) == {f"a{n}" for n in range(applications)}
    for application, who in given_.items():
        assert len(set(who)) == len(who) == wanted
        assert not set(who) & conflicts.get(application, set())
    assert count_components(given_) == 1


@given(st.integers(3, 9), st.integers(1, 60), st.integers(2, 3), st.text(max_size=5))
def test_assign_readers_spreads_the_work_evenly(readers, applications, wanted, seed):
    assume(applications * (wanted - 1) + 1 >= readers)
    given_ = assign_readers(
        applications=[f"a{n}" for n in range(applications)],
        readers=panel(readers),
        per_application=wanted,
        seed=seed,
    )
    loads = [sum(f"r{n}" in who for who in given_.values()) for n in range(readers)]
    assert sum(loads) == applications * wanted
    assert max(loads) - min(loads) <= 3  # one by dealing, two at most by joining
    assert count_components(given_) == 1


def test_assign_readers_is_the_same_for_the_same_seed_and_any_order():
    names = [f"a{n}" for n in range(30)]
    one = assign_readers(applications=names, readers=panel(5), per_application=2, seed="x")
    assert one == assign_readers(
        applications=names[::-1], readers=panel(5)[::-1], per_application=2, seed="x"
    )
    assert one != assign_readers(applications=names, readers=panel(5), per_application=2, seed="y")


def test_assign_readers_joins_groups_that_conflicts_split():
    """Readers 0 and 1 are barred from half of the applications, 2 and 3 from the other half;
    one application is open to all, so one group is possible."""
    conflicts = {f"a{n}": {"r2", "r3"} for n in range(4)} | {
        f"a{n}": {"r0", "r1"} for n in range(4, 8)
    }
    for seed in "abcdefgh":
        given_ = assign_readers(
            applications=[f"a{n}" for n in range(9)],
            readers=panel(4),
            per_application=2,
            conflicts=conflicts,
            seed=seed,
        )
        assert count_components(given_) == 1


def test_assign_readers_says_when_two_groups_cannot_meet():
    conflicts = {"a0": {"r2", "r3"}, "a1": {"r0", "r1"}, "a2": {"r2", "r3"}, "a3": {"r0", "r1"}}
    with pytest.raises(NotConnected, match="2 kelompok"):
        assign_readers(
            applications=conflicts,
            readers=panel(4),
            per_application=2,
            conflicts=conflicts,
            seed="",
        )


def test_assign_readers_says_when_readers_are_too_few():
    with pytest.raises(TooFewReaders, match="3 pendaftaran"):
        assign_readers(applications=["a", "b", "c"], readers=panel(1), per_application=2, seed="s")
    with pytest.raises(TooFewReaders):
        assign_readers(
            applications=["a", "b", "c"], readers=panel(2, most=2), per_application=2, seed="s"
        )


def test_next_reader_is_the_least_loaded_who_may():
    readers = [Panelist("x", 9, 3), Panelist("y", 9, 1), Panelist("z", 2, 2)]
    assert next_reader(readers=readers, barred=(), seed="s") == "y"
    assert next_reader(readers=readers, barred={"y"}, seed="s") == "x"
    assert next_reader(readers=readers, barred={"x", "y"}, seed="s") is None
