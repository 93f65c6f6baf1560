"""Slugs are safe as folder, file and address, whatever they are made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.slugs import MAX_LENGTH, BadSlug, check_slug, is_slug, make_slug


@given(st.text(max_size=500), st.text(max_size=80))
def test_make_slug_always_gives_a_slug(text, suffix):
    assert is_slug(make_slug(text, suffix=suffix))


@given(st.text(max_size=500), st.integers(0, 10**12))
def test_make_slug_keeps_the_suffix(text, number):
    slug = make_slug(text, suffix=str(number))
    assert slug.endswith(f"-{number}")
    assert len(slug) <= MAX_LENGTH


@pytest.mark.parametrize(
    "text", ["", "A", "a_b", "a--b", "-a", "a-", "a.b", "a/b", "..", "ä", "a\n", "nul", "com1"]
)
def test_check_slug_refuses_what_is_unsafe_somewhere(text):
    with pytest.raises(BadSlug):
        check_slug(text)


def test_make_slug_is_quick_on_a_huge_name():
    assert make_slug("a" * 10_000_000) == "a" * MAX_LENGTH
