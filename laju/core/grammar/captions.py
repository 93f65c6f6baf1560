"""Writes the caption of one post."""

import re
from collections.abc import Mapping, Sequence

from laju.core.grammar import wording
from laju.core.grammar.hashtags import hashtags_of
from laju.core.grammar.seeds import pick
from laju.core.grammar.slots import Slots, note_text, slots_of, speakable_products
from laju.core.grammar.templates import choose_line, fill, known, slots_in
from laju.core.indonesian import clean_text
from laju.core.posting import Theme
from laju.core.profile import Product, Profile
from laju.core.texts import Caption, Line

BLOCKS: Mapping[str, Sequence[str]] = {
    "hook": wording.HOOK_PRODUCT,
    "what": wording.WHAT_PRODUCT,
    "list": wording.WHAT_LIST,
    "also": wording.ALSO,
    "price": wording.PRICE,
    "range": wording.PRICE_RANGE,
    "where": wording.WHERE,
    "when": wording.WHEN,
    "closed": wording.CLOSED,
    "since": wording.SINCE,
    "people": wording.PEOPLE,
    "order": wording.ORDER,
    "ask": wording.ASK,
    "order_hook": wording.HOOK_ORDER,
    "steps": wording.STEPS_ORDER,
    "story_hook": wording.HOOK_STORY,
    "hours_hook": wording.HOOK_HOURS,
    "place_hook": wording.HOOK_PLACE,
    "question_hook": wording.HOOK_QUESTION,
    "invite": wording.INVITE_QUESTION,
    "weekend_hook": wording.HOOK_WEEKEND,
    "national": wording.HOOK_NATIONAL,
    "service_day": wording.HOOK_SERVICE_DAY,
    "trade_day": wording.HOOK_TRADE_DAY,
}
# Said in place of a block that cannot be said without a phone number.
INSTEAD = {"order": wording.ORDER_WITHOUT_PHONE, "steps": wording.STEPS_WITHOUT_PHONE}

# How a post is built: paragraphs of blocks. Blocks whose facts are missing fall away.
PLANS: Mapping[Theme, Sequence[str]] = {
    Theme.PRODUCT: (
        "hook | what price note | order",
        "hook | price note where | order",
        "hook what | price when | order",
        "hook | note what price | where order",
        "hook | what also | price order",
        "hook price | where when | order ask",
        "hook | price also | order ask",
        "hook what price | order",
        "hook | what note | ask order",
        "hook | where price | order",
    ),
    Theme.ORDER: (
        "order_hook | steps | when list",
        "order_hook steps | list",
        "list | order_hook steps",
        "order_hook | list | steps",
        "order_hook | steps | where when",
        "order_hook | price steps",
        "order_hook | list | steps | ask",
    ),
    Theme.STORY: (
        "story_hook | list since | order",
        "story_hook since | list where | order",
        "story_hook | list people | when order",
        "story_hook | list where since people | order",
        "story_hook list | since when | ask",
        "story_hook | list | where order",
    ),
    Theme.HOURS: (
        "hours_hook | when closed | order",
        "hours_hook | when where | order",
        "hours_hook when | list | where",
        "hours_hook | when closed where",
        "list | when closed | order",
        "hours_hook | list when | order",
    ),
    Theme.PLACE: (
        "place_hook | where when | order",
        "place_hook where | list | order",
        "place_hook | list where | when order",
        "place_hook | where | list range order",
        "place_hook | list where | ask",
    ),
    Theme.QUESTION: (
        "question_hook | invite | where order",
        "question_hook invite | list | order",
        "question_hook | list | invite order",
        "question_hook | list | invite price when",
        "question_hook | list price | invite",
        "list | question_hook invite | order",
    ),
    Theme.WEEKEND: (
        "weekend_hook | what price | order",
        "weekend_hook | list when | order",
        "weekend_hook list | range | order",
        "weekend_hook | list where | order",
        "weekend_hook | when list | order ask",
    ),
    Theme.FEAST: (
        "day | list | order",
        "day | what price | order",
        "day | list where | order",
        "day | list when | order",
        "day list | order ask",
    ),
}
_RELIGIOUS = re.compile(
    r"idul|natal|nyepi|waisak|imlek|isra|maulid|paskah|kebangkitan|wafat|kenaikan|ramadan|ramadhan|tahun baru islam|hijriah|galungan|deepavali|cap go meh|ceng beng",
    re.IGNORECASE,
)
_QUIET = re.compile(r"nyepi|waisak|wafat|isra|maulid|ramadh?an", re.IGNORECASE)
PLACE_SLOTS = frozenset({"tempat", "kota", "alamat", "wilayah"})
_TRADE = re.compile(r"harbolnas|belanja|\d{1,2}\.\d{1,2}|gajian", re.IGNORECASE)


def compose_caption(
    *, profile: Profile, product: Product | None, theme: str, feast: str | None, seed: str
) -> Caption:
    """Return the caption of one post; the same facts and seed always give the same words.

    `theme` is a value of `posting.Theme`; any other is treated as a post about the product. A
    product that may not be advertised is left out of the post. Seed: page code and date.
    """
    offered = speakable_products(profile=profile)
    shown = product if product in offered else None
    slots = slots_of(profile=profile, product=shown)
    kind = _theme_of(theme, feast=feast, has_products=bool(offered))
    if feast:
        slots["hari"] = Line(occasion_name(feast), ())
    note = note_text(shown, profile=profile) if shown else ""
    if note and shown:
        slots["note"] = Line(note, (f"products.{shown.key}",))
    plan = _plan(kind, slots=slots, seed=seed)
    paragraphs, facts = _paragraphs(plan, slots=slots, seed=seed, feast=feast or "")
    if "name" not in facts:
        # A post that is passed on must still say whose it is.
        sign = choose_line(wording.SIGN, slots=slots, seed=seed, purpose="sign")
        paragraphs += [sign.text] if sign else []
        facts = tuple(dict.fromkeys([*facts, *(sign.facts if sign else ())]))
    subject = shown or (offered[0] if offered else None)
    return Caption(
        text="\n\n".join(paragraphs),
        hashtags=hashtags_of(
            profile=profile,
            product=subject,
            region=slots["kota"].text if "kota" in slots else "",
            seed=seed,
        ),
        facts=facts,
    )


def occasion_name(feast: str) -> str:
    """Return a feast as it is said in a sentence.

    >>> occasion_name("Hari Raya Idul Fitri (perkiraan)")
    'Hari Raya Idul Fitri'
    """
    return clean_text(re.sub(r"\s*\([^)]*\)", "", feast), limit=60)


def is_religious(feast: str) -> bool:
    """Tell whether a feast is spoken of only as a matter of ordering and opening hours."""
    return bool(_RELIGIOUS.search(feast))


def _theme_of(theme: str, *, feast: str | None, has_products: bool) -> Theme:
    if feast:
        return Theme.FEAST
    kind = Theme(theme) if theme in set(Theme) else Theme.PRODUCT
    if kind is Theme.FEAST:
        kind = Theme.PRODUCT
    return Theme.STORY if kind is Theme.PRODUCT and not has_products else kind


def _plan(kind: Theme, *, slots: Slots, seed: str) -> str:
    """Choose how the post is built; without a price or a note it must say what is offered."""
    plans: Sequence[str] = PLANS[kind]
    if kind is Theme.PRODUCT and not {"harga", "note"} & set(slots):
        plans = [plan for plan in plans if "what" in plan.split()]
    return pick(plans, seed=seed, purpose=f"plan/{kind}")


def _paragraphs(
    plan: str, *, slots: Slots, seed: str, feast: str
) -> tuple[list[str], tuple[str, ...]]:
    paragraphs = []
    facts: dict[str, None] = {}
    told: frozenset[str] = frozenset()
    for part in plan.split("|"):
        sentences = []
        for block in part.split():
            template = _choose(block, slots=slots, seed=seed, feast=feast, told=told)
            if template:
                line = fill(template, slots=slots)
                sentences.append(line.text)
                facts.update(dict.fromkeys(line.facts))
                # Places stay told; the name may come back after a sentence without it.
                told = (told & PLACE_SLOTS) | slots_in(template)
        if sentences:
            paragraphs.append(" ".join(sentences))
    return paragraphs, tuple(facts)


def _choose(block: str, *, slots: Slots, seed: str, feast: str, told: frozenset[str]) -> str | None:
    """Choose the template of one block; what has been said already is said no second time."""
    fit = known(_templates(block, slots=slots, feast=feast), slots=slots)
    if block == "where" and told & PLACE_SLOTS:
        fit = [each for each in fit if not slots_in(each) & PLACE_SLOTS]
    # The same name in two sentences on end reads badly; take a template without it if there is one.
    fresh = [each for each in fit if not slots_in(each) & told & {"nama", *PLACE_SLOTS}]
    options = fresh or fit
    return pick(options, seed=seed, purpose=block) if options else None


def _templates(block: str, *, slots: Slots, feast: str) -> Sequence[str]:
    if block == "note":
        return ("{note}.",)
    if block == "day":
        return _day_templates(feast)
    templates = BLOCKS[block]
    if block in INSTEAD and not known(templates, slots=slots):
        return INSTEAD[block]
    if block == "what" and not known(templates, slots=slots):
        return wording.WHAT_LIST
    return templates


def _day_templates(feast: str) -> Sequence[str]:
    if _TRADE.search(feast):
        return BLOCKS["trade_day"]
    if not is_religious(feast):
        return BLOCKS["national"]
    templates = BLOCKS["service_day"]
    if _QUIET.search(feast):
        # A day of silence is no occasion for goods, only for opening hours.
        return [each for each in templates if not slots_in(each) & {"produk", "barang"}]
    return templates
