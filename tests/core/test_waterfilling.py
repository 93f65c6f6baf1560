import heapq

from hypothesis import given
from hypothesis import strategies as st

from laju.core.waterfilling import Group, Leaf, split_units

curves = st.tuples(st.floats(0, 1e6, allow_subnormal=False), st.floats(1e-3, 1e6))


@given(st.lists(st.tuples(curves, st.integers(0, 40)), min_size=1, max_size=8), st.data())
def test_split_units_equals_giving_units_one_by_one(specs, data):
    """Greedy, unit by unit, is the slow and plainly right way for one purse."""
    leaves = [Leaf(worth, scale, 0, high) for (worth, scale), high in specs]
    most = sum(leaf.high for leaf in leaves)
    units = data.draw(st.integers(0, most))
    root = Group(leaves, 0, most)
    split_units(root=root, units=units)
    greedy = [Leaf(leaf.worth, leaf.scale, 0, leaf.high) for leaf in leaves]
    queue = [(-leaf.gain(), i) for i, leaf in enumerate(greedy) if leaf.high]
    heapq.heapify(queue)
    worth_greedy = 0.0
    for _ in range(units):
        gain, i = heapq.heappop(queue)
        worth_greedy -= gain
        greedy[i].given += 1
        if greedy[i].given < greedy[i].high:
            heapq.heappush(queue, (-greedy[i].gain(), i))
    assert sum(leaf.given for leaf in leaves) == units
    worth = 0.0
    for leaf in leaves:
        worth += sum(Leaf(leaf.worth, leaf.scale, 0, 99, k).gain() for k in range(leaf.given))
    assert abs(worth - worth_greedy) <= 1e-9 * max(1.0, worth_greedy)
    assert root.imbalance() <= 1e-9 * max(1.0, worth_greedy)


def test_imbalance_sees_a_bad_split():
    leaves = [Leaf(10, 1, 0, 9, given=0), Leaf(1, 1, 0, 9, given=4)]
    assert Group(leaves, 0, 18, given=4).imbalance() > 0
