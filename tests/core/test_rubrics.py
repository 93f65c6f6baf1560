import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.rubrics import (
    DEFAULT_RUBRIC,
    MOST,
    BadPoints,
    BadRubric,
    Criterion,
    read_points,
    read_rubric,
    rubric_data,
    total_points,
)

KEYS = [criterion.key for criterion in DEFAULT_RUBRIC]
full = st.fixed_dictionaries({key: st.integers(0, MOST) for key in KEYS})


@given(full)
def test_total_points_stays_on_the_scale_and_never_falls_with_a_better_step(points):
    total = total_points(rubric=DEFAULT_RUBRIC, points=points)
    assert 0 <= total <= 100
    for key in KEYS:
        better = points | {key: min(points[key] + 1, MOST)}
        assert total_points(rubric=DEFAULT_RUBRIC, points=better) >= total


def test_total_points_worked_example():
    """Weights 25, 25, 20, 15, 15; steps 4, 2, 1, 0, 3: (100 + 50 + 20 + 0 + 45) / 4 = 53.75."""
    points = dict(zip(KEYS, (4, 2, 1, 0, 3), strict=True))
    assert total_points(rubric=DEFAULT_RUBRIC, points=points) == 53.75


def test_a_rubric_is_data_and_comes_back():
    assert read_rubric(rubric_data(DEFAULT_RUBRIC)) == DEFAULT_RUBRIC
    own = [Criterion("A", "Rasa", "", 3)]
    assert read_rubric(rubric_data(own)) == tuple(own)


@pytest.mark.parametrize(
    "told",
    [
        [{}],
        ["A"],
        {"key": "A"},
        [{"key": "A", "label": "", "weight": 1}],
        [{"key": "A b", "label": "Rasa", "weight": 1}],
        [{"key": "A", "label": "Rasa", "weight": 0}],
        [{"key": "A", "label": "Rasa", "weight": "1"}],
        [{"key": "A", "label": "R" * 99, "weight": 1}],
        [{"key": "A", "label": "Rasa", "weight": 1}] * 2,
        [{"key": "A", "label": "Rasa", "weight": 1}] * 99,
    ],
)
def test_read_rubric_refuses_what_it_cannot_use(told):
    with pytest.raises(BadRubric):
        read_rubric(told)


def test_read_points_keeps_what_is_there_and_asks_for_the_rest_at_the_end():
    some = {"NEED": 2}
    assert read_points(rubric=DEFAULT_RUBRIC, points=some, is_done=False) == some
    with pytest.raises(BadPoints, match="Produk siap dijual, Kesiapan"):
        read_points(rubric=DEFAULT_RUBRIC, points=some, is_done=True)


@pytest.mark.parametrize(
    "points", [{"X": 1}, {"NEED": 5}, {"NEED": -1}, {"NEED": "2"}, {"NEED": True}]
)
def test_read_points_refuses_steps_that_do_not_exist(points):
    with pytest.raises(BadPoints):
        read_points(rubric=DEFAULT_RUBRIC, points=points, is_done=False)
