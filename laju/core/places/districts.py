"""Which kecamatan a name means, and which region a list of kecamatan gives away."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from laju.core.places.index import Index, nearest
from laju.core.places.names import DISTRICT_WORDS, VILLAGE_WORDS, key, readings, words
from laju.core.places.values import (
    How,
    Match,
    Outcome,
    Place,
    ambiguous,
    found,
    listed,
    unknown,
)

_SHARE = 0.8  # of the filled rows that one region has to explain
_LEAST_NAMES = 2  # different district names; a single one may be a village or a slip


@dataclass(frozen=True, slots=True)
class Inference:
    """The region a sheet's districts give away; `share` is of the filled rows, 0 to 1."""

    outcome: Outcome
    region: Place | None
    share: float
    names: int  # different names explained
    candidates: tuple[Place, ...]
    sentence: str

    @property
    def code(self) -> str:
        """Return the code of the region, empty when undecided."""
        return self.region.code if self.region else ""


def resolve_district(
    index: Index, /, *, text: str, region: str | None = None, within: str | None = None
) -> Match:
    """Find the kecamatan a text names, inside a region or a province where one is given.

    Slips of letters count only with `region` or `within`; a part of the name ("Tembung" for Medan
    Tembung) only with `region`. A name found in several places is ambiguous.
    """
    tokens = _without(words(text), DISTRICT_WORDS)
    if not tokens:
        return unknown(reason="Nama kecamatan kosong.")
    keys = readings(tokens)
    for number, one in enumerate(keys):
        hits = _inside(index.district_names.get(one, ()), region=region, within=within)
        if hits:
            return _one_of(text=text, hits=hits, how=How.SHORT if number else How.EXACT)
    if region is None and within is None:
        return _unknown_district(text)
    pool = index.districts_of.get(region, ()) if region else index.districts
    if region:
        ends = tuple(place for place in pool if words(place.name)[-len(tokens) :] == tokens)
        if len(ends) == 1:
            return found(place=ends[0], how=How.SHORT)
    among = frozenset(place.code for place in _inside(pool, region=region, within=within))
    near = nearest(keys=keys, names=index.district_names, among=among)
    if not near:
        return _unknown_district(text)
    return _one_of(text=text, hits=near, how=How.SPELLING)


def resolve_village(
    index: Index, /, *, text: str, district: str | None = None, region: str | None = None
) -> Match:
    """Find a desa or kelurahan inside a district or a region; never by its name alone."""
    above: tuple[str, ...]
    if district:
        above = (district,)
    elif region:
        above = tuple(place.code for place in index.districts_of.get(region, ()))
    else:
        return unknown(reason="Desa/kelurahan hanya dicari di dalam kecamatan atau kabupaten/kota.")
    tokens = _without(words(text), VILLAGE_WORDS)
    for number, name in enumerate(readings(tokens) if tokens else ()):
        hits = tuple(
            place for code in above for place in index.village_names.get(code, {}).get(name, ())
        )
        if hits:
            return _one_of(text=text, hits=hits, how=How.SHORT if number else How.EXACT)
    return unknown(reason=f"Desa/kelurahan “{text.strip()}” tidak dikenal di sana.")


def infer_region(
    index: Index,
    /,
    *,
    districts: Iterable[str],
    villages: Iterable[str] = (),
    within: str | None = None,
) -> Inference:
    """Find the one region that explains the district column of a sheet; undecided over wrong.

    `districts` is the column as it stands (repeated, empty cells allowed). The region must explain
    four fifths of the filled rows, two different names, and twice as many names as any other;
    `villages` may break a tie where villages are listed.
    """
    rows = Counter(key(" ".join(_without(words(cell), DISTRICT_WORDS))) for cell in districts)
    rows.pop("", None)
    total = sum(rows.values())
    explained: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for name, count in rows.items():
        regions = {
            place.parent
            for place in _inside(index.district_names.get(name, ()), region=None, within=within)
        }
        for code in regions:
            explained[code] += count
            names[code] += 1
    ranked = sorted(names, key=lambda code: (-names[code], -explained[code], code))
    if not ranked:
        return _undecided(share=0.0, names=0, candidates=())
    tied = [code for code in ranked if names[code] * 2 > names[ranked[0]]]
    if len(tied) > 1:
        tied = _break_tie(index, tied=tied, villages=villages)
    best = tied[0]
    share = explained[best] / total
    if len(tied) > 1 or share < _SHARE or names[best] < _LEAST_NAMES:
        candidates = tuple(index.by_code[code] for code in (tied + ranked)[:5])
        unique = tuple(dict.fromkeys(candidates))
        return _undecided(share=share, names=names[best], candidates=unique)
    region = index.by_code[best]
    sentence = (
        f"{names[best]} nama kecamatan, {share:.0%} baris, hanya cocok dengan "
        f"{region.name} ({region.code})."
    )
    return Inference(Outcome.FOUND, region, share, names[best], (region,), sentence)


def _break_tie(index: Index, /, *, tied: list[str], villages: Iterable[str]) -> list[str]:
    wanted = {key(" ".join(_without(words(cell), VILLAGE_WORDS))) for cell in villages} - {""}
    hits = {
        code: sum(
            bool(
                wanted & {key(village.name) for village in index.villages_of.get(district.code, ())}
            )
            for district in index.districts_of.get(code, ())
        )
        for code in tied
    }
    order = sorted(tied, key=lambda code: -hits[code])
    return order[:1] if hits[order[0]] > 2 * hits[order[1]] else tied


def _undecided(*, share: float, names: int, candidates: tuple[Place, ...]) -> Inference:
    hint = f" Kemungkinan: {listed(places=candidates, most=3)}." if candidates else ""
    sentence = f"Kabupaten/kota belum dapat dipastikan dari nama kecamatan.{hint}"
    outcome = Outcome.AMBIGUOUS if candidates else Outcome.UNKNOWN
    return Inference(outcome, None, share, names, candidates, sentence)


def _without(tokens: tuple[str, ...], front: frozenset[str]) -> tuple[str, ...]:
    return tokens[1:] if len(tokens) > 1 and tokens[0] in front else tokens


def _inside(
    places: Iterable[Place], *, region: str | None, within: str | None
) -> tuple[Place, ...]:
    return tuple(
        place
        for place in places
        if region in (None, place.parent) and within in (None, place.code[:2])
    )


def _one_of(*, text: str, hits: tuple[Place, ...], how: How) -> Match:
    if len(hits) == 1:
        return found(place=hits[0], how=how)
    return ambiguous(
        reason=f"“{text.strip()}” dapat berarti {listed(places=hits)}; sebutkan kabupaten/kotanya.",
        candidates=hits,
    )


def _unknown_district(text: str) -> Match:
    return unknown(reason=f"Kecamatan “{text.strip()}” tidak dikenal.")
