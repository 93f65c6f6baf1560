"""The claim guard: nothing is said of a business that no stored fact backs."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from laju.core.choices import words_ticked
from laju.core.claims.english import ENGLISH_RULES
from laju.core.claims.lexicon import ANY_PERMIT_WORDS, PERMIT_WORDS, RULES
from laju.core.claims.names import find_invented_names, words_of
from laju.core.claims.numbers import find_invented_numbers
from laju.core.claims.rules import Backing, Kind, Rule
from laju.core.indonesian import (
    clean_text,
    display_name,
    full_region,
    inside_sentence,
    product_name,
    start_sentence,
)
from laju.core.profile import Permit, Profile

_REASONS = {
    Kind.PRICE: (
        "Harga ini tidak ada dalam data usaha.",
        "Perbaiki harganya, atau catat dulu di produk.",
    ),
    Kind.YEAR: (
        "Tahun ini bukan tahun berdiri yang tercatat.",
        "Isi tahun berdiri, atau hapus tahunnya.",
    ),
    Kind.NUMBER: ("Angka ini tidak ada dalam data usaha.", "Hapus angkanya, atau catat faktanya."),
    Kind.NAME: ("Nama ini tidak ada dalam data usaha.", "Periksa ejaannya, atau hapus nama itu."),
    Kind.PLACE: (
        "Tempat ini bukan lokasi usaha yang tercatat.",
        "Periksa wilayah dan alamat usaha, atau hapus nama tempat itu.",
    ),
}
_MASKED = " \ufffc "


@dataclass(frozen=True, slots=True)
class Violation:
    """A passage that may not be published, why, and what to do about it."""

    kind: Kind
    words: str
    reason: str
    remedy: str


def check_text(
    *, text: str, profile: Profile, occasion: str = "", on: date | None = None
) -> tuple[Violation, ...]:
    """Return everything in `text` that the facts do not back; an empty tuple lets it pass.

    `occasion` is the name of a feast the text may name. `on` is the day of publication: with it,
    permits that have run out no longer count. Hashtags are read word by word.

    Source: BPOM 6/2021 art. 14, docs/adr/0003-claims.md.

    >>> shop = Profile(code="LJ-1", slug="a", name="Dapur Bu Ani", region_name="Kota Medan")
    >>> [(each.kind.value, each.words) for each in check_text(
    ...     text="Dapur Bu Ani, keripik terbaik di Binjai sejak 1990.", profile=shop)]
    [('SUPERLATIVE', 'terbaik'), ('YEAR', 'sejak 1990'), ('PLACE', 'binjai')]
    """
    plain = _readable(text)
    own_words = _own_words(profile, occasion)
    known = words_of(_all_facts(profile, occasion))
    handles = _readable(" ".join(profile.channels.values())).casefold()
    names = _own_names(profile)
    masked = _mask(plain, names, _MASKED)
    half_masked = _mask(plain, [profile.name, display_name(profile.name)], _MASKED)
    seen = dict.fromkeys(_claims(masked, half_masked, profile=profile, on=on))
    found = [Violation(rule.kind, words, rule.reason, rule.remedy) for rule, words in seen]
    loose = [
        *find_invented_numbers(
            text=masked.casefold(), profile=profile, own_words=own_words, handles=handles
        ),
        *find_invented_names(text=masked, known_words=known),
    ]
    found += [Violation(kind, words, *_REASONS[kind]) for kind, words in dict.fromkeys(loose)]
    return tuple(found)


def facts_of(profile: Profile) -> str:
    """Return every word that the facts of a business hold, in one text."""
    return _all_facts(profile, "")


def check_facts(*, profile: Profile) -> tuple[Violation, ...]:
    """Return the claims that stand in the facts themselves: names, activity and notes.

    They are shown to the facilitator; texts do not repeat them.
    """
    facts = [profile.name, profile.activity, profile.story, profile.landmark, *profile.materials]
    for product in profile.products:
        facts += [product.name, product.note]
    text = _spread_hashtags(_readable(". ".join(facts))).casefold()
    silent = Profile(code="", slug="", name="", permits=profile.permits)
    seen = dict.fromkeys(_claims(text, text, profile=silent, on=None, own_words=text))
    return tuple(Violation(rule.kind, words, rule.reason, rule.remedy) for rule, words in seen)


def claims_in(*, words: str, profile: Profile) -> tuple[str, ...]:
    """Return the claims in words of the owner, before they are used in a sentence of ours."""
    return tuple(said for _, said in _claims_of_owner(words, profile.permits))


def may_be_named(*, name: str, profile: Profile) -> bool:
    """Tell whether the name of a product is free of health claims and of permits not on file."""
    found = _claims_of_owner(name, profile.permits)
    return not any(kind in {Kind.HEALTH, Kind.PERMIT} for kind, _ in found)


@lru_cache(maxsize=50_000)
def _claims_of_owner(words: str, permits: tuple[Permit, ...]) -> tuple[tuple[Kind, str], ...]:
    """The same names come back with each of a business' posts, so the answer is kept."""
    text = _readable(words).casefold()
    silent = Profile(code="", slug="", name="", permits=permits)
    found = _claims(text, text, profile=silent, on=None, own_words=text)
    return tuple((rule.kind, said) for rule, said in found)


def _claims(
    masked: str, half_masked: str, *, profile: Profile, on: date | None, own_words: str = ""
) -> Iterator[tuple[Rule, str]]:
    said_by_owner = own_words or _own_words(profile, "")
    notes = " . ".join(product.note for product in profile.products).casefold()
    light = _spread_hashtags(masked).casefold()
    strict = _spread_hashtags(half_masked).casefold()
    for rule in (*RULES, *ENGLISH_RULES):
        in_names_too = rule.kind in {Kind.HEALTH, Kind.PERMIT}
        for found in rule.pattern.finditer(strict if in_names_too else light):
            words = found[0]
            backed = (
                (rule.backing is Backing.OWN_WORDS and words in said_by_owner)
                or (rule.backing is Backing.NOTES and words in notes)
                or (rule.backing is Backing.PERMIT and _has_permit(words, profile, on))
            )
            if not backed:
                yield rule, words


def _has_permit(words: str, profile: Profile, on: date | None) -> bool:
    valid = {
        re.sub(r"\W", "", permit.kind).upper()
        for permit in profile.permits
        if permit.number and not (on and permit.expires_on and permit.expires_on < on)
    }
    if words.startswith(ANY_PERMIT_WORDS):
        named = [kind for kind, names in PERMIT_WORDS if any(name in words for name in names)]
        return bool(valid.intersection(named)) if named else bool(valid)
    return any(kind in valid and words in names for kind, names in PERMIT_WORDS)


def _readable(text: str) -> str:
    """Undo tricks of writing: full-width letters, invisible marks, several blanks."""
    if text.isascii() and text.isprintable():
        return re.sub(r" +", " ", text)
    normal = unicodedata.normalize("NFKC", text)
    visible = "".join(
        mark for mark in normal if mark.isspace() or unicodedata.category(mark)[0] != "C"
    )
    return re.sub(r"[^\S\n]+", " ", visible).replace("‑", "-").replace("−", "-")


def _spread_hashtags(text: str) -> str:
    def spread(tag: re.Match[str]) -> str:
        return f"{tag[1]} . " + " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", tag[1])) + " . "

    return re.sub(r"#([A-Za-z0-9]{2,})", spread, text)


def _own_names(profile: Profile) -> list[str]:
    names = [profile.name, display_name(profile.name)]
    for product in profile.products:
        shown = product_name(product.name)
        names += [product.name, shown, inside_sentence(shown), start_sentence(shown)]
    return names


def _own_words(profile: Profile, occasion: str) -> str:
    parts = [occasion, profile.activity, profile.address, profile.name]
    parts += [profile.story, profile.landmark, *profile.materials, *words_ticked(profile=profile)]
    for product in profile.products:
        parts += [product.name, product.note, product.unit]
    return _readable(" . ".join(parts)).casefold()


def _all_facts(profile: Profile, occasion: str) -> str:
    places = [profile.region_name, profile.province_name, profile.district_name]
    parts = [_own_words(profile, occasion), profile.owner_name, profile.village_name, *places]
    parts += [full_region(profile.region_name), *profile.channels.values()]
    parts += [permit.kind for permit in profile.permits]
    parts += [permit.number for permit in profile.permits]
    return _readable(" . ".join(parts))


def _mask(text: str, names: list[str], mark: str) -> str:
    """Hide the business' own names; only as they are written, so that no claim hides in them."""
    readable = {clean_text(_readable(name), limit=len(name) or 1) for name in names}
    for name in sorted(readable, key=len, reverse=True):
        if len(name) > 1 and name in text:
            # A name that ends a sentence of its own still ends it when it is hidden.
            ending = name[-1] if name[-1] in ".!?…" else ""
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", mark + ending, text)
    return text
