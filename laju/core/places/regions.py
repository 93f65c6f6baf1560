"""Which kabupaten or kota a written name means."""

from collections.abc import Iterable, Mapping

from laju.core.places.index import Index, nearest
from laju.core.places.names import (
    KIND_WORDS,
    PROVINCE_WORDS,
    key,
    readings,
    split_kind,
    words,
)
from laju.core.places.values import (
    How,
    Kind,
    Match,
    Place,
    ambiguous,
    found,
    listed,
    unknown,
)

KIND_TITLES = {Kind.KABUPATEN: "Kabupaten", Kind.KOTA: "Kota"}


def resolve_region(index: Index, /, *, text: str, within: str | None = None) -> Match:
    """Find the kabupaten or kota a text names; never guess.

    `within` is the code of a province. A name shared by a kabupaten and a kota is ambiguous
    without its kind; a slip of letters counts only when exactly one region is that near.
    """
    tokens, within = _without_province(index, text=text, within=within)
    while tokens and tokens[0].isdigit():
        tokens = tokens[1:]
    if not tokens:
        return unknown(reason="Nama kabupaten/kota kosong.")
    kind, rest = split_kind(tokens)
    for name_kind, name in _spellings(tokens=tokens, kind=kind, rest=rest):
        keys = readings(name)
        for how, names in ((How.EXACT, index.region_names), (How.ALIAS, index.alias_names)):
            for number, one in enumerate(keys):
                if hits := tuple(place for place in names.get(one, ()) if place.is_region):
                    step = How.SHORT if number and how is How.EXACT else how
                    return _judge(text=text, hits=hits, kind=name_kind, within=within, how=step)
    return _by_spelling(index, text=text, keys=readings(rest), kind=kind, within=within)


def resolve_province(index: Index, /, *, text: str) -> Match:
    """Find the province a text names, with or without the word "Provinsi"."""
    tokens = words(text)
    if tokens and tokens[0] in PROVINCE_WORDS:
        tokens = tokens[1:]
    for how, names in ((How.EXACT, index.province_names), (How.ALIAS, index.alias_names)):
        for one in readings(tokens):
            for place in names.get(one, ()):
                if place.kind is Kind.PROVINCE:
                    return found(place=place, how=how)
    return unknown(reason=f"Provinsi “{text.strip()}” tidak dikenal.")


def _spellings(
    *, tokens: tuple[str, ...], kind: Kind | None, rest: tuple[str, ...]
) -> Iterable[tuple[Kind | None, tuple[str, ...]]]:
    """Yield the ways to read a name: kind taken off, all of it, kind glued to the name."""
    yield kind, rest
    if kind:
        yield None, tokens  # "Kota Baru" is Kabupaten Kotabaru
    for word in sorted(KIND_WORDS, key=len, reverse=True):
        if kind is None and tokens[0].startswith(word) and len(tokens[0]) > len(word):
            yield KIND_WORDS[word], (tokens[0].removeprefix(word), *tokens[1:])
            return


def _judge(
    *, text: str, hits: tuple[Place, ...], kind: Kind | None, within: str | None, how: How
) -> Match:
    inside = tuple(place for place in hits if within in (None, place.parent))
    if not inside:
        where = listed(places=hits)
        return unknown(
            reason=f"“{text.strip()}” tidak ada di provinsi ini; yang dikenal {where}.",
            candidates=hits,
        )
    same = tuple(place for place in inside if kind in (None, place.kind))
    if not same:
        return unknown(
            reason=f"Tidak ada {KIND_TITLES[kind]} bernama itu; yang ada {listed(places=inside)}."
            if kind
            else "",
            candidates=inside,
        )
    if len(same) > 1:
        return ambiguous(
            reason=f"“{text.strip()}” dapat berarti {listed(places=same)}; "
            "tuliskan Kabupaten atau Kota di depannya.",
            candidates=same,
        )
    return found(place=same[0], how=how)


def _by_spelling(
    index: Index, /, *, text: str, keys: tuple[str, ...], kind: Kind | None, within: str | None
) -> Match:
    among = frozenset(
        place.code
        for place in index.regions
        if within in (None, place.parent) and kind in (None, place.kind)
    )
    names: Mapping[str, tuple[Place, ...]] = {**index.alias_names, **index.region_names}
    near = nearest(keys=keys, names=names, among=among)
    if not near:
        starts = tuple(
            place
            for place in index.regions
            if place.code in among and any(key(place.short).startswith(one) for one in keys)
        )
        if len(starts) > 1:
            return ambiguous(
                reason=f"“{text.strip()}” belum lengkap: {listed(places=starts)}.",
                candidates=starts,
            )
        return unknown(reason=f"Kabupaten/kota “{text.strip()}” tidak dikenal.", candidates=starts)
    if len(near) > 1:
        return ambiguous(
            reason=f"“{text.strip()}” mirip dengan {listed(places=near)}.", candidates=near
        )
    return found(
        place=near[0], how=How.SPELLING, reason=f"Ditulis “{text.strip()}”, dibaca {near[0].name}."
    )


def _without_province(
    index: Index, /, *, text: str, within: str | None
) -> tuple[tuple[str, ...], str | None]:
    """Return the words of a region's name, and the province when the text names it too."""
    parts = [part for part in text.replace(" - ", ",").replace(";", ",").split(",") if words(part)]
    if len(parts) > 1:
        for number in (len(parts) - 1, 0):
            match = resolve_province(index, text=parts[number])
            rest = [part for place, part in enumerate(parts) if place != number]
            if match.place and within in (None, match.code):
                return words(" ".join(rest)), match.code
    return words(text), within
