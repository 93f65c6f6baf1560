from hypothesis import given
from hypothesis import strategies as st

from laju.core.drafts import (
    check_edits,
    edits_between,
    merge_drafts,
    paths_of,
    text_at,
    tidy,
    with_edits,
)
from laju.core.grammar import compose_texts
from laju.core.profile import Product, Profile

SHOP = Profile(
    code="LJ-1",
    slug="bu-ani",
    name="Keripik Bu Ani",
    products=(Product("ubi", "Keripik ubi", 15_000, "bungkus"),),
    region_name="Kota Medan",
    phone="+6281000000042",
)
TEXTS = compose_texts(profile=SHOP, seed="1")
drafts = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3))


@given(drafts, drafts, drafts)
def test_merge_drafts_loses_no_change(base, mine, theirs):
    merged, conflicts = merge_drafts(base=base, mine=mine, theirs=theirs)
    for name in {*base, *mine, *theirs}:
        was, left, right = base.get(name), mine.get(name), theirs.get(name)
        if name in conflicts:
            assert len({was, left, right}) == 3
            assert merged.get(name) == right
        elif left == was:
            assert merged.get(name) == right
        else:
            assert merged.get(name) == left


@given(drafts, drafts, drafts)
def test_merge_drafts_does_not_care_who_was_first_unless_both_changed_one_thing(base, mine, theirs):
    one, conflicts = merge_drafts(base=base, mine=mine, theirs=theirs)
    other, same = merge_drafts(base=base, mine=theirs, theirs=mine)
    assert conflicts == same
    assert {k: v for k, v in one.items() if k not in conflicts} == {
        k: v for k, v in other.items() if k not in conflicts
    }


@given(drafts, drafts)
def test_merge_drafts_with_one_writer_is_what_was_written(base, mine):
    assert merge_drafts(base=base, mine=mine, theirs=base) == (mine, ())
    assert merge_drafts(base=base, mine=base, theirs=mine) == (mine, ())


def test_edits_between_keeps_only_what_differs():
    told = {path: f"  {text_at(TEXTS, path)} " for path in paths_of(TEXTS)}
    assert edits_between(composed=TEXTS, told=told) == {}
    told |= {"headline": "Keripik kami", "tagline": " ", "product_lines.ubi": "Digoreng pagi"}
    told |= {"product_lines.gone": "x", "captions": "x"}
    edits = edits_between(composed=TEXTS, told=told)
    assert edits == {"headline": "Keripik kami", "product_lines.ubi": "Digoreng pagi"}


@given(st.text(max_size=80))
def test_tidy_twice_is_tidy_once(words):
    assert tidy(tidy(words)) == tidy(words)


def test_with_edits_changes_what_was_edited_and_nothing_else():
    edits = {"headline": "Keripik kami", "product_lines.ubi": "Baru", "product_lines.gone": "x"}
    texts = with_edits(composed=TEXTS, edits=edits)
    assert text_at(texts, "headline") == "Keripik kami"
    assert text_at(texts, "product_lines.ubi") == "Baru"
    assert set(texts.product_lines) == {"ubi"}
    assert (texts.about, texts.captions) == (TEXTS.about, TEXTS.captions)
    assert with_edits(composed=TEXTS, edits={}) == TEXTS


def test_check_edits_names_the_text_and_the_words():
    found = check_edits(
        edits={"headline": "Keripik terbaik di Medan", "about": "Kami menjual keripik ubi."},
        profile=SHOP,
    )
    assert list(found) == ["headline"]
    assert found["headline"][0].words == "terbaik"
