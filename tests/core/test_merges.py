"""Merging as a rule: who stays, what is taken over, and what is left when two part again."""

from hypothesis import given
from hypothesis import strategies as st

from laju.core.merges import Pair, fill_gaps, plan_merges, replay

NUMBERS = st.integers(1, 9)
PAIRS = st.lists(st.builds(Pair, NUMBERS, NUMBERS, st.floats(0, 50)), max_size=25)
ENDS = st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1]), max_size=6)
GROUPS = {"street": "place", "district": "place"}


def tops(steps):
    """Return what each number has become."""
    above = {step.gone: step.kept for step in steps}

    def top(number):
        while number in above:
            number = above[number]
        return number

    return top


def test_plan_merges_keeps_the_older_and_follows_chains():
    plan = plan_merges(pairs=[Pair(3, 4, 9), Pair(2, 3, 8), Pair(1, 2, 7)])
    assert [(step.kept, step.gone) for step in plan.steps] == [(3, 4), (2, 3), (1, 2)]


def test_plan_merges_follows_the_surest_first():
    plan = plan_merges(pairs=[Pair(1, 2, 5), Pair(2, 3, 9)], apart=[(1, 3)])
    assert [(step.kept, step.gone) for step in plan.steps] == [(2, 3)]
    assert plan.refused == [Pair(1, 2, 5)]


def test_plan_merges_joins_no_two_numbers_through_a_third_record():
    pairs = [Pair(1, 2, 9), Pair(2, 3, 8)]
    plan = plan_merges(pairs=pairs, numbers={1: "a", 3: "b"})
    assert plan.refused == [Pair(2, 3, 8)]
    assert plan_merges(pairs=pairs, numbers={1: "a", 3: "a"}).refused == []


@given(
    pairs=PAIRS,
    apart=ENDS,
    held=st.frozensets(NUMBERS),
    numbers=st.dictionaries(NUMBERS, st.sampled_from(["", "a", "b"])),
)
def test_plan_merges_joins_nothing_that_must_stay_apart(pairs, apart, held, numbers):
    plan = plan_merges(pairs=pairs, apart=apart, held=held, numbers=numbers)
    top = tops(plan.steps)
    told = {(top(key), number) for key, number in numbers.items() if number}
    assert len(told) == len({key for key, _ in told})
    assert all(top(left) != top(right) for left, right in apart)
    assert not held & {step.gone for step in plan.steps}
    assert len({step.gone for step in plan.steps}) == len(plan.steps)
    for pair in pairs:
        assert top(pair.left) == top(pair.right) or pair in plan.refused


@given(pairs=PAIRS)
def test_plan_merges_without_objections_joins_all_that_is_connected(pairs):
    plan = plan_merges(pairs=pairs)
    top = tops(plan.steps)
    assert plan.refused == []
    assert all(top(pair.left) == top(pair.right) for pair in pairs)
    for step in plan.steps:
        assert step.kept < step.gone


def test_fill_gaps_adds_only_what_is_not_known():
    own, other = {"phone": "1"}, {"phone": "2", "email": "a"}
    assert fill_gaps(own=own, other=other, groups={}) == {"email": "a"}


def test_replay_lets_the_next_give_what_the_first_had_given():
    held, given_now = replay(
        held={"phone": "1"},
        given=[{"phone": "1"}, {}],
        others=[{}, {"phone": "2"}],
        start=0,
        touched={"phone"},
        groups=GROUPS,
    )
    assert (held, given_now) == ({"phone": "2"}, [{}, {"phone": "2"}])


def test_replay_leaves_what_was_changed_since():
    held, given_now = replay(
        held={"street": "A", "district": "C"},
        given=[{"street": "A", "district": "B"}, {}],
        others=[{}, {"street": "D"}],
        start=0,
        touched={"place"},
        groups=GROUPS,
    )
    assert (held, given_now) == ({"district": "C"}, [{}, {}])
