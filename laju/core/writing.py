"""What an outside writer is told of a business, and which of its sentences may stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from laju.core.choices import chosen
from laju.core.claims import check_written, claims_in
from laju.core.claims.vocabulary import unknown_words
from laju.core.drafts import PRODUCT, limit_of
from laju.core.grammar.slots import price_text, speakable_products
from laju.core.indonesian import display_name, full_region, product_name
from laju.core.profile import Profile

MOST_SENTENCES = 5
MOST_WORDS = 28  # of one sentence
MOST_PRODUCTS = 8
_LABELS = {"making": "cara_membuat", "uses": "untuk", "delivery": "antar", "payments": "bayar"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the writer's and the facts it says it rests on, by their keys."""

    text: str
    facts: tuple[str, ...]


def facts_told(*, profile: Profile) -> dict[str, str]:
    """Return what the writer is told, by key: no person's name, phone, address, place on the map.

    Facts that claim something, and goods no text may speak of, are left out.

    >>> facts_told(profile=Profile(code="LJ-1", slug="a", name="DAPUR ANI", region_name="Kota Medan"))
    {'nama': 'Dapur Ani', 'kota': 'Kota Medan'}
    """
    told = {
        "nama": display_name(profile.name),
        "kegiatan": profile.activity,
        "kota": full_region(profile.region_name) if profile.region_name else "",
        "sejak": str(profile.founded_year or ""),
        "bahan": ", ".join(profile.materials),
    }
    for name, label in _LABELS.items():
        choices = chosen(name=name, codes=getattr(profile, name))
        told[label] = ", ".join(choice.said for choice in choices)
    for product in speakable_products(profile=profile)[:MOST_PRODUCTS]:
        parts = [product_name(product.name), price_text(product), product.note]
        told[f"produk.{product.key}"] = "; ".join(part for part in parts if part)
    return {
        key: words
        for key, words in told.items()
        if words.strip() and not claims_in(words=words, profile=profile)
    }


def texts_wanted(*, profile: Profile, changed: Mapping[str, str]) -> dict[str, int]:
    """Return the names of texts to write with their most characters; people's own are left alone."""
    names = ["tagline", "about"]
    names += [f"{PRODUCT}{product.key}" for product in profile.products[:MOST_PRODUCTS]]
    return {name: limit_of(name) for name in names if name not in changed}


def judge_sentences(
    *, name: str, sentences: Sequence[Sentence], profile: Profile, on: date | None = None
) -> tuple[str, tuple[str, ...]]:
    """Return the text the sentences make, and why it may not stand; no reasons: it may.

    Each sentence must name facts it was told, and each of its words must be in those facts, in the
    name of the business, or approved; then all layers of `check_written` read the whole.

    >>> shop = Profile(code="LJ-1", slug="a", name="Dapur Ani", activity="jual keripik ubi")
    >>> said = [Sentence("Dapur Ani menjual keripik ubi pedas.", ("nama", "kegiatan"))]
    >>> judge_sentences(name="tagline", sentences=said, profile=shop)[1][0]
    '“pedas”: Sifat ini belum pernah disebut pemilik usaha.'
    """
    text = " ".join(sentence.text.strip() for sentence in sentences)
    # The writer was not told who the owner is and where; so those words are inventions.
    known = replace(profile, owner_name="", phone="", address="", landmark="")
    reasons = [
        f"“{each.words}”: {each.reason}" for each in check_written(text=text, profile=known, on=on)
    ]
    told = facts_told(profile=profile)
    for sentence in sentences:
        reasons += _doubts(sentence, told)
    if not text:
        reasons.append("Tidak ada kalimat.")
    if len(text) > limit_of(name):
        reasons.append(f"{len(text)} huruf; paling banyak {limit_of(name)}.")
    if len(sentences) > MOST_SENTENCES:
        reasons.append(f"{len(sentences)} kalimat; paling banyak {MOST_SENTENCES}.")
    return text, tuple(dict.fromkeys(reasons))


def _doubts(sentence: Sentence, told: Mapping[str, str]) -> Iterator[str]:
    if not sentence.facts:
        yield f"“{sentence.text}”: tidak menyebut fakta yang dipakai."
    if unknown := [key for key in sentence.facts if key not in told]:
        yield f"“{sentence.text}”: fakta {', '.join(unknown)} tidak ada."
    if len(sentence.text.split()) > MOST_WORDS:
        yield f"“{sentence.text}”: lebih dari {MOST_WORDS} kata."
    own = [told.get("nama", ""), *(told[key] for key in sentence.facts if key in told)]
    for word in unknown_words(text=sentence.text, facts=own):
        yield f"“{word}”: kata ini tidak ada dalam fakta yang disebut kalimatnya."
