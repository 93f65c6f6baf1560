import pytest

from laju.core.skills import (
    NEEDED,
    Level,
    is_double_rated,
    is_passed,
    lesson_by_key,
    level_of,
    may_have_certificate,
)


@pytest.mark.parametrize(
    ("known", "proven", "ratings", "level"),
    [
        (False, False, [], Level.NONE),
        (True, False, [], Level.KNOWS),
        (True, False, [True], Level.KNOWS),  # seen by somebody, but the system finds no proof
        (True, True, [], Level.CAN),
        (False, True, [], Level.CAN),
        (True, True, [True], Level.MASTERS),
        (True, True, [True, True], Level.MASTERS),
        (True, True, [True, False], Level.CAN),
    ],
)
def test_levels(known, proven, ratings, level):
    assert level_of(is_known=known, is_proven=proven, ratings=ratings) is level


def test_one_wrong_answer_is_forgiven_two_are_not():
    lesson = lesson_by_key("foto")
    right = [question.right for question in lesson.questions]
    one = [right[0], right[1], (right[2] + 1) % 3]
    two = [right[0], (right[1] + 1) % 3, (right[2] + 1) % 3]
    assert is_passed(lesson, answers=right) and is_passed(lesson, answers=one)
    assert not is_passed(lesson, answers=two)
    assert not is_passed(lesson, answers=right[:1]) and not is_passed(lesson, answers=[])


def test_a_certificate_needs_enough_proven_tasks():
    assert may_have_certificate([Level.CAN] * NEEDED)
    assert not may_have_certificate([Level.CAN] * (NEEDED - 1) + [Level.KNOWS] * 4)


def test_about_five_in_a_hundred_are_rated_twice_and_always_the_same():
    drawn = [n for n in range(10_000) if is_double_rated(participant=n, lesson="foto")]
    assert 400 <= len(drawn) <= 600
    assert (
        drawn[:5] == [n for n in range(10_000) if is_double_rated(participant=n, lesson="foto")][:5]
    )
