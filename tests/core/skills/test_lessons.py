import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import laju.web
from laju.apps.skills.proofs import PROOFS
from laju.core.skills import lesson_by_key, load_lessons
from laju.core.skills.lessons import PICTURES


def test_there_are_between_twelve_and_sixteen_lessons_each_with_its_own_task():
    lessons = load_lessons()
    assert 12 <= len(lessons) <= 16
    assert len({lesson.key for lesson in lessons}) == len({lesson.proof for lesson in lessons})
    assert {lesson.proof for lesson in lessons} == set(PROOFS)


@pytest.mark.parametrize("lesson", load_lessons(), ids=lambda lesson: lesson.key)
def test_a_lesson_is_short_and_its_questions_have_one_right_answer(lesson):
    words = " ".join((lesson.why, *lesson.steps)).split()
    assert len(words) <= 130 and lesson.minutes <= 5 and len(lesson.steps) == 3
    assert len(lesson.questions) == 3
    for question in lesson.questions:
        assert len(set(question.answers)) == 3 and 0 <= question.right < 3
    for step in lesson.steps:
        assert all(len(sentence.split()) <= 22 for sentence in step.split(". "))


def test_right_answers_are_not_all_in_the_same_place():
    places = [question.right for lesson in load_lessons() for question in lesson.questions]
    assert max(places.count(place) for place in range(3)) <= len(places) * 0.4


def test_an_unknown_lesson_is_none():
    assert lesson_by_key("tidak-ada") is None and lesson_by_key("foto").title


@pytest.mark.parametrize("lesson", load_lessons(), ids=lambda lesson: lesson.key)
def test_each_lesson_has_a_drawing_that_is_told_in_words(lesson):
    svg = lesson.drawing
    ET.fromstring(svg)  # well-formed: it stands inside a page as it is
    assert svg.startswith("<svg ") and len(svg) < 8_000 and len(lesson.alt) >= 30
    # a page's policy forbids scripts and styles of its own, and nothing is fetched
    assert not re.search(r"<script|<style|style=|href|url\(|\son\w+=|xmlns", svg)


def test_there_is_no_drawing_without_a_lesson():
    assert {path.stem for path in PICTURES.glob("*.svg")} == {x.key for x in load_lessons()}


def test_every_lesson_has_an_icon_that_is_drawn():
    icons = (Path(laju.web.__file__).parent / "static/laju/icons.svg").read_text()
    assert all(f'id="{lesson.icon}"' in icons for lesson in load_lessons())
