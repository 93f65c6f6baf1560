"""Twelve questions, each fact asked once."""

from collections import Counter

from laju.core.interview import QUESTIONS, next_question, question_of_fact
from laju.core.profile import Profile


def test_twelve_questions_ask_for_each_fact_once():
    assert len(QUESTIONS) == 12
    asked = Counter(name for question in QUESTIONS.values() for name in question.facts)
    assert set(asked.values()) == {1}
    assert set(asked) <= set(Profile.__dataclass_fields__)


def test_next_question_goes_on_behind_the_last_and_comes_back_to_what_is_open():
    keys = list(QUESTIONS)
    assert next_question(dealt_with={keys[0], keys[1]}, after=keys[0]) == keys[2]
    assert next_question(dealt_with=set(keys[5:]), after=keys[8]) == keys[0]
    assert next_question(dealt_with=set(keys), after=keys[3]) == ""
    assert next_question(dealt_with=set(), after="unknown") == keys[0]


def test_question_of_fact_knows_where_a_fact_is_asked():
    assert question_of_fact(name="hours") == "jam"
    assert question_of_fact(name="latitude") == ""
