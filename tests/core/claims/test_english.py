"""Claims in English are claims."""

from dataclasses import replace

import pytest

from laju.core.claims import check_text
from tests.core.claims.test_guard import SHOP


@pytest.mark.parametrize(
    "claim",
    ["The best chips in town.", "Delicious and healthy.", "The only shop here.", "Guaranteed fresh!",
     "Hurry, limited stock.", "Loved by everyone.", "Certified products.", "We deliver nationwide.",
     "Handmade with love.", "No preservatives.", "World-class taste.", "Free shipping."],
)  # fmt: skip
def test_the_guard_reads_english_claims_too(claim):
    bare = replace(SHOP, permits=())
    assert check_text(text=claim, profile=bare)


def test_the_guard_lets_ticked_facts_speak_english():
    shop = replace(SHOP, making=("OWN", "HAND"), delivery=("NEAR",))
    assert check_text(text="Handmade, made by ourselves, delivered nearby.", profile=shop) == ()
    assert check_text(text="Handmade, sent by courier service.", profile=shop)
