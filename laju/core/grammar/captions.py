"""Writes the caption of one post, in three lengths."""

import re
from collections.abc import Sequence
from dataclasses import replace

from laju.core.grammar import wording, wording_facts
from laju.core.grammar.hashtags import hashtags_of
from laju.core.grammar.plans import BLOCKS, INSTEAD, PLANS
from laju.core.grammar.seeds import pick, shuffled
from laju.core.grammar.slots import Slots, note_text, slots_of, speakable_products
from laju.core.grammar.templates import choose_line, fill, known, slots_in
from laju.core.grammar.tones import own_lines, toned
from laju.core.indonesian import clean_text
from laju.core.posting import Theme
from laju.core.profile import Product, Profile, Tone
from laju.core.texts import Caption, Line

_RELIGIOUS = re.compile(
    r"idul|natal|nyepi|waisak|imlek|isra|maulid|paskah|kebangkitan|wafat|kenaikan|ramadan|ramadhan|tahun baru islam|hijriah|galungan|deepavali|cap go meh|ceng beng",
    re.IGNORECASE,
)
_QUIET = re.compile(r"nyepi|waisak|wafat|isra|maulid|ramadh?an", re.IGNORECASE)
TOLD = frozenset(wording_facts.BLOCKS)
SHORTEST = 160  # what a WhatsApp status or a preview shows whole
PLACE_SLOTS = frozenset({"tempat", "kota", "alamat", "wilayah"})
_TRADE = re.compile(r"harbolnas|belanja|\d{1,2}\.\d{1,2}|gajian", re.IGNORECASE)


def compose_caption(
    *, profile: Profile, product: Product | None, theme: str, feast: str | None, seed: str
) -> Caption:
    """Return the caption of one post; the same facts and seed always give the same words.

    `theme` is a value of `posting.Theme`; any other is treated as a post about the product. A
    product that may not be advertised is left out of the post. Seed: page code and date.
    """
    offered, shown, slots, kind = _subject(profile, product, theme, feast)
    plan = _plan(kind, slots=slots, seed=seed)
    text, facts = _written(plan, slots=slots, seed=seed, feast=feast or "", tone=profile.tone)
    subject = shown or (offered[0] if offered else None)
    return Caption(
        text=text,
        hashtags=hashtags_of(
            profile=profile,
            product=subject,
            region=slots["kota"].text if "kota" in slots else "",
            seed=seed,
        ),
        facts=facts,
    )


def compose_lengths(
    *, profile: Profile, product: Product | None, theme: str, feast: str | None, seed: str
) -> Caption:
    """Return the caption with two more lengths of the same post: one for a status, one in full."""
    caption = compose_caption(profile=profile, product=product, theme=theme, feast=feast, seed=seed)
    _, _, slots, kind = _subject(profile, product, theme, feast)
    said = {"slots": slots, "feast": feast or "", "tone": profile.tone}
    short = ""
    for plan in shuffled(wording_facts.SHORT[kind], seed=seed, purpose="short"):
        short, told = _written(plan, seed=f"{seed}/short", **said)  # type: ignore[arg-type]
        if short and len(short) <= SHORTEST:
            break
    if not short or len(short) > SHORTEST:
        line = choose_line(("{nama}, {tempat}.", "{nama}."), slots=slots, seed=seed, purpose="only")
        short, told = (line.text, line.facts) if line else ("", ())
    plan = pick(wording_facts.LONG[kind], seed=seed, purpose="long")
    long, more = _written(plan, seed=f"{seed}/long", **said)  # type: ignore[arg-type]
    facts = tuple(dict.fromkeys([*caption.facts, *told, *more]))
    return replace(caption, short=short, long=long, facts=facts)


def _subject(
    profile: Profile, product: Product | None, theme: str, feast: str | None
) -> tuple[tuple[Product, ...], Product | None, dict[str, Line], Theme]:
    """Return what may be offered, the product shown, its slots, and what the post is about."""
    offered = speakable_products(profile=profile)
    shown = product if product in offered else None
    slots = slots_of(profile=profile, product=shown)
    if feast:
        slots["hari"] = Line(occasion_name(feast), ())
    note = note_text(shown, profile=profile) if shown else ""
    if note and shown:
        slots["note"] = Line(note, (f"products.{shown.key}",))
    return offered, shown, slots, _theme_of(theme, feast=feast, has_products=bool(offered))


def _written(
    plan: str, *, slots: Slots, seed: str, feast: str, tone: Tone
) -> tuple[str, tuple[str, ...]]:
    """Write a plan out; a post that is passed on must still say whose it is."""
    paragraphs, facts = _paragraphs(plan, slots=slots, seed=seed, feast=feast, tone=tone)
    if "name" not in facts:
        sign = choose_line(wording.SIGN, slots=slots, seed=seed, purpose="sign")
        paragraphs += [sign.text] if sign else []
        facts = tuple(dict.fromkeys([*facts, *(sign.facts if sign else ())]))
    return "\n\n".join(paragraphs), facts


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
    plans = [*PLANS[kind], *(each for each in wording_facts.PLANS[kind] if _is_rich(each, slots))]
    if kind is Theme.PRODUCT and not {"harga", "note"} & set(slots):
        plans = [plan for plan in plans if "what" in plan.split()]
        plans = plans or list(PLANS[kind])
    rich = [plan for plan in plans if TOLD & set(plan.split())]
    # What a business has told sets it apart from its neighbours: two posts of three use it.
    chosen = pick((rich, rich, plans), seed=seed, purpose="rich") if rich else plans
    return pick(chosen, seed=seed, purpose=f"plan/{kind}")


def _is_rich(plan: str, slots: Slots) -> bool:
    """Tell whether all the told facts a plan needs are known."""
    blocks = TOLD & set(plan.split())
    return any(known(BLOCKS[block], slots=slots) for block in blocks)


def _paragraphs(
    plan: str, *, slots: Slots, seed: str, feast: str, tone: Tone
) -> tuple[list[str], tuple[str, ...]]:
    paragraphs = []
    facts: dict[str, None] = {}
    told: frozenset[str] = frozenset()
    for part in plan.split("|"):
        sentences = []
        for block in part.split():
            fit = _fitting(block, slots=slots, feast=feast, tone=tone, told=told)
            template = pick(fit, seed=seed, purpose=block) if fit else None
            if template:
                line = fill(template, slots=slots)
                sentences.append(line.text)
                facts.update(dict.fromkeys(line.facts))
                # Places stay told; the name may come back after a sentence without it.
                told = (told & PLACE_SLOTS) | slots_in(template)
        if sentences:
            paragraphs.append(" ".join(sentences))
    return paragraphs, tuple(facts)


def _fitting(
    block: str, *, slots: Slots, feast: str, tone: Tone, told: frozenset[str]
) -> list[str]:
    """Return the templates of one block; what has been said already is said no second time."""
    fit = known(_templates(block, slots=slots, feast=feast, tone=tone), slots=slots)
    own = known(own_lines(block=block, tone=tone), slots=slots)
    fit = own or fit
    if block in {"where", "landmark"} and told & PLACE_SLOTS:
        fit = [each for each in fit if not slots_in(each) & PLACE_SLOTS]
    # The same name in two sentences on end reads badly; take a template without it if there is one.
    fresh = [each for each in fit if not slots_in(each) & told & {"nama", *PLACE_SLOTS}]
    return fresh or fit


def _templates(block: str, *, slots: Slots, feast: str, tone: Tone) -> Sequence[str]:
    if block == "note":
        return ("{note}.",)
    if block == "day":
        return _day_templates(feast)
    templates = toned(BLOCKS[block], tone=tone)
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
