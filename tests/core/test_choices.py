"""Boxes to tick: stable codes, sayable words."""

from laju.core.choices import LISTS, chosen, offered, words_ticked
from laju.core.profile import Profile, Sector


def test_every_choice_has_words_in_both_languages():
    for name, choices in LISTS.items():
        for code, choice in choices.items():
            assert code == code.upper()
            assert choice.label and choice.said and choice.english, (name, code)


def test_offered_leaves_out_what_does_not_suit_the_kind_of_business():
    craft = dict(offered(name="making", sector=Sector.CRAFT))
    food = dict(offered(name="making", sector=Sector.FOOD))
    assert "LOOM" in craft and "LOOM" not in food
    assert "WOOD_FIRE" in food and "WOOD_FIRE" not in craft


def test_chosen_leaves_out_codes_no_longer_known():
    assert [c.said for c in chosen(name="payments", codes=("QRIS", "GONE"))] == ["QRIS"]


def test_words_ticked_are_those_of_the_boxes_ticked():
    shop = Profile(code="", slug="", name="", delivery=("NEAR",))
    said = words_ticked(profile=shop)
    assert "bisa diantar di sekitar sini" in said
    assert not any("ekspedisi" in words for words in said)
