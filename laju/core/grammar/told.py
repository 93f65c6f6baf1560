"""What was told in the interview, as it stands in sentences: slot name -> words and their facts."""

import re

from laju.core.choices import chosen
from laju.core.claims import claims_in, is_abbreviated
from laju.core.indonesian import clean_text, inside_sentence, join_words, product_name
from laju.core.profile import Profile
from laju.core.sectors import sensitive_goods
from laju.core.texts import Line

MATERIALS_SPOKEN = 4
STORY_SPOKEN = 160
LANDMARK_SPOKEN = 60
LONGEST_LEAD = 60
_MARKS = re.compile(r"[^\w\s.,'’()/:&%+–-]|https?:|\d{6,}|_")


def told_slots(*, profile: Profile, speaks_of_goods: bool, is_only: bool) -> dict[str, Line]:
    """Return the slots of the interview; what is odd or boastful is a slot that does not exist.

    `speaks_of_goods`: the post is about a thing, not a service, so it may be "made". `is_only`: it is
    the one product there is; of one among several nobody said what that one is made of.
    """
    slots: dict[str, Line] = {}
    materials = [_spoken(word) for word in profile.materials if _is_fit(word, profile)]
    if materials and speaks_of_goods:
        slots["bahan"] = Line(join_words(materials[:MATERIALS_SPOKEN]), ("materials",))
        slots |= {"bahan_barang": slots["bahan"]} if is_only else {}
    making = [choice.said for choice in chosen(name="making", codes=profile.making)]
    if making and speaks_of_goods:
        slots["cara"] = Line(join_words(making[:2]), ("making",))
        slots |= {"cara_barang": slots["cara"]} if is_only else {}
    uses = [choice.said for choice in chosen(name="uses", codes=profile.uses)]
    if uses:
        slots["guna"] = Line(join_words(uses[:2]), ("uses",))
    slots |= _handing_over(profile)
    if profile.lead_days and 0 < profile.lead_days <= LONGEST_LEAD:
        slots["tenggang"] = Line(f"{profile.lead_days} hari", ("lead_days",))
    return slots | _own_sentences(profile)


def _handing_over(profile: Profile) -> dict[str, Line]:
    slots = {}
    ways = [choice.said for choice in chosen(name="delivery", codes=profile.delivery)]
    coming = [choice.said for choice in chosen(name="delivery", codes=("COME",))]
    goods = [way for way in ways if way not in coming]
    if goods:
        slots["antar"] = Line(_one_of(goods), ("delivery",))
    if set(ways) & set(coming):
        slots["datang"] = Line(coming[0], ("delivery",))
    payments = [choice.said for choice in chosen(name="payments", codes=profile.payments)]
    if payments:
        slots["bayar"] = Line(_one_of(payments), ("payments",))
    return slots


def _own_sentences(profile: Profile) -> dict[str, Line]:
    slots = {}
    story = clean_text(profile.story, limit=STORY_SPOKEN + 1).strip(" .,;")
    ends_early = len(story) > STORY_SPOKEN or story.endswith("…") or ". " in story
    if len(story.split()) > 2 and not ends_early and _is_fit(story, profile):  # noqa: PLR2004
        slots["cerita"] = Line(f"{story[:1].upper()}{story[1:]}.", ("story",))
    landmark = clean_text(profile.landmark, limit=LANDMARK_SPOKEN).strip(" .,;")
    if landmark and not landmark.endswith("…") and _is_fit(landmark, profile):
        slots["patokan"] = Line(f"{landmark[:1].lower()}{landmark[1:]}", ("landmark",))
    return slots


def _spoken(word: str) -> str:
    return inside_sentence(product_name(word, limit=40))


def _is_fit(words: str, profile: Profile) -> bool:
    """Tell whether an owner's words may be repeated as they are."""
    plain = clean_text(words, limit=STORY_SPOKEN + 1)
    return (
        sum(mark.isalpha() for mark in plain) > 2  # noqa: PLR2004
        and not _MARKS.search(plain)
        and not claims_in(words=plain, profile=profile)
        and not sensitive_goods(text=plain)
        and not is_abbreviated(text=plain)
    )


def _one_of(words: list[str]) -> str:
    """Return a spoken choice: "tunai, transfer bank, atau QRIS"."""
    *head, last = words
    if not head:
        return last
    return f"{head[0]} atau {last}" if len(head) == 1 else f"{', '.join(head)}, atau {last}"
