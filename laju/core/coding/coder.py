"""Five-digit codes for an activity in the owner's own words, with scores and reasons."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from laju.core.coding.everyday import Everyday, Hit, Lexicon
from laju.core.coding.index import Index
from laju.core.coding.words import Intent, Reading, Way, phrase_key, read_activity, split_words
from laju.core.kbli import Classification, Version

RANKS = (1.0, 0.86, 0.76, 0.68, 0.62)
MIXED = 3  # kinds of goods
_GENERAL_SHOP = ("47112", "47192")  # the same in both versions
OTHER_INTENT, UNSAID_INTENT = 0.42, 0.6
_TRADES = {Intent.SERVICE, Intent.REPAIR, Intent.RENT}
CERTAIN = 0.95  # from here on the first code was right in 95 of 100 held-out phrases
TEXT = 0.55  # weight of the classification's own words beside the everyday ones
INSIDE, OUTSIDE = 1.35, 0.6  # division fits what is done, or does not
WAY_FITS, WAY_MISSED = 1.9, 0.7  # sold as told, or in another way
# What to try when an entry knows no code for what is done with it.
_INSTEAD = {
    Intent.SELL: (Intent.SERVE, Intent.MAKE, Intent.RENT, Intent.SERVICE, Intent.GROW),
    Intent.MAKE: (Intent.SERVE, Intent.SERVICE, Intent.SELL, Intent.GROW),
    Intent.SERVE: (Intent.SELL, Intent.MAKE),
    Intent.SERVICE: (Intent.REPAIR, Intent.RENT, Intent.MAKE, Intent.SELL),
    Intent.REPAIR: (Intent.SERVICE, Intent.MAKE, Intent.SELL),
    Intent.RENT: (Intent.SERVICE, Intent.SELL),
    Intent.GROW: (Intent.MAKE, Intent.SELL),
}
_SAID = {
    Intent.SELL: "dijual", Intent.MAKE: "olahan", Intent.GROW: "budi daya",
    Intent.SERVE: "disajikan", Intent.SERVICE: "jasa", Intent.REPAIR: "servis",
    Intent.RENT: "disewakan",
}  # fmt: skip
_WAY_SAID = {
    Way.STALL: "kaki lima atau los pasar", Way.ROAM: "berkeliling", Way.ONLINE: "daring",
    Way.WHOLESALE: "grosir",
}  # fmt: skip
_SOLD_MANY_WAYS = {Version.KBLI_2020: ("47", "56"), Version.KBLI_2025: ("56",)}
_WAY_CODES = {
    Version.KBLI_2020: {
        Way.STALL: ("478", "56103", "56304"),
        Way.ROAM: ("4799", "56104", "56306"),
        Way.ONLINE: ("479",),
        Way.WHOLESALE: ("46", "45101", "45301", "45405"),
    },
    Version.KBLI_2025: {
        Way.STALL: ("56102",),
        Way.ROAM: ("56102", "56306"),
        Way.ONLINE: (),
        Way.WHOLESALE: ("46",),
    },
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code for an activity; `score` is how sure it is (0..1), `why` tells the reason."""

    code: str
    title: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A code people chose for the same words: how often, and whether this office did."""

    code: str
    count: int = 1
    is_own: bool = False


class Coder:
    """Suggests codes of one version of the classification."""

    def __init__(self, *, classification: Classification, everyday: Iterable[Everyday]) -> None:
        self.version = classification.version
        self.lexicon = Lexicon(everyday)
        self.index = Index(classification, self.lexicon.vocabulary)
        vocabulary = self.index.vocabulary
        self.lexicon.add_stems({w: vocabulary.stem(w) for w in self.lexicon.vocabulary})
        self._common = self._count_words()

    def _count_words(self) -> dict[str, float]:
        """Return how common a trade is, judged by how many words people have for it."""
        counts: dict[str, int] = defaultdict(int)
        for entry in self.lexicon.entries:
            for codes in entry.codes.values():
                for code in codes[:2]:
                    counts[code] += 1
        return {code: 1 + 0.12 * math.log1p(count) for code, count in counts.items()}

    def suggest(
        self, *, text: str, memory: Sequence[Confirmed] = (), limit: int = 5
    ) -> list[Suggestion]:
        """Return the likeliest codes for an activity, the best first; none when nothing is known.

        memory: what people confirmed for the same words (`phrase_key`) in this version.
        """
        reading = read_activity(text)
        meant = [self.index.vocabulary.nearest(word) for word in reading.words]
        words = [word for word, _ in meant]
        sureness = [sure for _, sure in meant]
        stems = [self.index.vocabulary.stem(word) for word in words]
        hits = self.lexicon.find(words, stems, sureness, reading.fillers)
        if not hits and (verbs := phrase_key(text)):
            hits = self._bare(verbs)
        scores, reasons = self._everyday(hits, reading)
        self._text(scores, reasons, reading, words, stems, sureness)
        self._ways(scores, reasons, reading)
        ranked = sorted(scores, key=lambda code: (-scores[code], code))[: max(limit, 6)]
        sure = _confidence([scores[code] for code in ranked], hits, sureness)
        found = [
            Suggestion(
                code,
                self.index.titles[code],
                round(_likelihood(sure, scores[code] / scores[ranked[0]]), 3),
                ", ".join(dict.fromkeys(reasons[code])),
            )
            for code in ranked
        ]
        return _with_memory(found, memory, self.index.titles)[:limit]

    def search(self, *, words: str, limit: int) -> list[Suggestion]:
        """Return the entries whose title or description holds the words, the best first."""
        meant = [self.index.vocabulary.nearest(word) for word in split_words(words)]
        stems = [self.index.vocabulary.stem(word) for word, _ in meant]
        found = self.index.search(stems, [sure for _, sure in meant])
        best = sorted(found, key=lambda code: (-found[code], code))[:limit]
        return [
            Suggestion(code, self.index.titles[code], found[code] / found[best[0]], "pencarian")
            for code in best
        ]

    def _bare(self, verbs: str) -> list[Hit]:
        """Return what a lone verb ("jualan") stands for."""
        words = [verbs.removesuffix(":").replace("sell", "jual")]
        return self.lexicon.find(words, words, [1.0])

    def _everyday(
        self, hits: Sequence[Hit], reading: Reading
    ) -> tuple[dict[str, float], dict[str, list[str]]]:
        scores: dict[str, float] = defaultdict(float)
        reasons: dict[str, list[str]] = defaultdict(list)
        is_told = any(hit.entry.weight == 1 for hit in hits)
        for place, hit in enumerate(hits):
            weight = hit.entry.weight if is_told else 1.0
            weight *= hit.sureness * (1.0, 0.9, 0.8)[min(place, 2)]
            if set(hit.entry.codes) <= _TRADES:
                weight *= 1.15  # "laundry pakaian": the trade, not the goods
            for code, strength, intent in _codes_of(hit.entry, reading.intents):
                scores[code] = _together(scores[code], strength * weight)
                reasons[code] += [f"kata “{hit.said}”", _SAID[intent]]
        self._mixed(hits, reading, scores, reasons)
        for code in scores:
            scores[code] *= self._common.get(code, 1.0)
        return scores, reasons

    def _mixed(
        self,
        hits: Sequence[Hit],
        reading: Reading,
        scores: dict[str, float],
        reasons: dict[str, list[str]],
    ) -> None:
        """Add the shop of mixed goods when goods of three kinds and more are told."""
        sold = {
            hit.entry.codes[Intent.SELL][0][:4] for hit in hits if Intent.SELL in hit.entry.codes
        }
        is_sold = not reading.intents or Intent.SELL in reading.intents
        if len(sold) >= MIXED and is_sold:
            for code, strength in zip(_GENERAL_SHOP, RANKS, strict=False):
                scores[code] += 0.37 * len(sold) * strength
                reasons[code].append("barang campuran")

    def _text(
        self,
        scores: dict[str, float],
        reasons: dict[str, list[str]],
        reading: Reading,
        words: Sequence[str],
        stems: Sequence[str],
        sureness: Sequence[float],
    ) -> None:
        told = [at for at, word in enumerate(reading.words) if word not in reading.fillers]
        asked = [stems[at] for at in told]
        found = self.index.search(asked, [sureness[at] for at in told])
        if not found:
            return
        full = sum(self.index.rarity.get(stem, 0.0) for stem in asked) or 1.0
        for code, score in found.items():
            found[code] = score / full * self._fits(code, reading) * self._common.get(code, 0.9)
        best = max(found.values())
        for code in sorted(found, key=lambda each: -found[each])[:40]:
            scores[code] += TEXT * found[code] / best
            if not reasons[code]:
                title = self.index.titles[code].casefold()
                named = [words[at] for at in told if words[at] in title]
                reasons[code].append(
                    f"judul memuat “{named[0]}”" if named else "uraian memuat kata yang sama"
                )

    def _fits(self, code: str, reading: Reading) -> float:
        if not reading.intents:
            return 1.0
        return INSIDE if any(is_inside(code, each) for each in reading.intents) else OUTSIDE

    def _ways(
        self, scores: dict[str, float], reasons: dict[str, list[str]], reading: Reading
    ) -> None:
        told = {
            prefix: _WAY_SAID[way]
            for way in reading.ways
            for prefix in _WAY_CODES[self.version][way]
        }
        for code in scores if told else ():
            fitting = [said for prefix, said in told.items() if code.startswith(prefix)]
            if fitting:
                scores[code] *= WAY_FITS
                reasons[code] += fitting
            elif code[:2] in _SOLD_MANY_WAYS[self.version]:
                scores[code] *= WAY_MISSED


def is_inside(code: str, intent: Intent) -> bool:
    """Say whether a division is where an intent is at home.

    >>> is_inside("47249", Intent.SELL), is_inside("10794", Intent.SELL)
    (True, False)
    """
    division = int(code[:2])
    return {
        Intent.GROW: division <= 3,  # noqa: PLR2004
        Intent.MAKE: 10 <= division <= 33,  # noqa: PLR2004
        Intent.SELL: division in {45, 46, 47},
        Intent.SERVE: division == 56,  # noqa: PLR2004
        Intent.SERVICE: division >= 49 or division in {41, 42, 43, 45},  # noqa: PLR2004
        Intent.REPAIR: division in {33, 45, 95},
        Intent.RENT: division in {55, 68, 77},
    }[intent]


def _codes_of(entry: Everyday, intents: Sequence[Intent]) -> Iterable[tuple[str, float, Intent]]:
    """Yield the codes of an entry with their strength: what is done first, the usual next."""
    strengths = _strengths(entry, intents)
    for intent, codes in entry.codes.items():
        for place, code in enumerate(codes):
            yield code, strengths[intent] * RANKS[min(place, len(RANKS) - 1)], intent


def _strengths(entry: Everyday, intents: Sequence[Intent]) -> Mapping[Intent, float]:
    usual = next(iter(entry.codes))
    wanted = [intent for intent in intents if intent in entry.codes]
    if usual is Intent.SERVE and set(wanted) - {usual}:
        # "Jual bakso" and "bikin seblak" are how owners tell that they serve it.
        return {i: 1.0 if i is usual else 0.8 if i in wanted else OTHER_INTENT for i in entry.codes}
    for intent in intents:
        wanted = wanted or [other for other in _INSTEAD[intent] if other in entry.codes][:1]
    fallback = OTHER_INTENT if wanted else UNSAID_INTENT
    first = wanted or [usual]
    return {intent: 1.0 if intent in first else fallback for intent in entry.codes}


def _together(one: float, other: float) -> float:
    """Add two strengths so that the larger leads."""
    return max(one, other) + 0.3 * min(one, other)


def _confidence(scores: Sequence[float], hits: Sequence[Hit], sureness: Sequence[float]) -> float:
    """Return how likely the first code is right: a logistic model fitted on the tuning phrases."""
    if not scores:
        return 0.0
    lead = 1 - scores[1] / scores[0] if len(scores) > 1 else 1.0
    known = sum(len(hit.said.split()) for hit in hits) / max(len(sureness), 1)
    told = max((hit.entry.weight for hit in hits), default=0.0)
    spelt = max((min(hit.sureness, 1.0) for hit in hits), default=0.0)
    value = (
        -1.1
        + 1.32 * min(scores[0], 2.5)
        + 1.19 * lead
        + 0.55 * min(known, 1.0)
        + 1.19 * told * spelt
        - 1.34 * (len(hits) > 1)
        - 1.37 * (len(hits) > 2)  # noqa: PLR2004
    )
    return 1 / (1 + math.exp(-value))


def _likelihood(sure: float, share: float) -> float:
    """Return how likely a code is right that scores this share of the first one.

    On the tuning phrases the square fits: a code at 0.7 of a certain first was right half the time.
    """
    return sure if share == 1 else (sure * share) ** 2


def _with_memory(
    found: Sequence[Suggestion], memory: Sequence[Confirmed], titles: dict[str, str]
) -> list[Suggestion]:
    """Put what people confirmed first: this office's own choices before those of others."""
    total = sum(each.count for each in memory)
    told = sorted(memory, key=lambda each: (not each.is_own, -each.count, each.code))
    kept = []
    for each in told:
        if each.code in titles:
            share = each.count / total
            score = round(min(0.99, (0.97 if each.is_own else 0.93) * share + 0.02), 3)
            who = "kantor ini" if each.is_own else "kantor lain"
            why = f"dipilih {who} {each.count} kali untuk kata yang sama"
            kept.append(Suggestion(each.code, titles[each.code], score, why))
    known = {each.code for each in kept}
    return [*kept, *(each for each in found if each.code not in known)]


def follow_code(*, listed: Sequence[str], title: str, text: str, coder: Coder) -> list[Suggestion]:
    """Return the codes of the coder's version that may stand for a code of the other one.

    listed: what our table names, the likeliest first; title: of the code; text: what the owner
    wrote, which decides between several.
    """
    said = {each.code: each.score for each in coder.suggest(text=text)}
    found = [
        Suggestion(
            code,
            coder.index.titles[code],
            round(min(0.97, (0.9 if len(listed) == 1 else 0.6) + 0.3 * said.get(code, 0.0)), 3),
            "padanan usulan kami" + (", cocok dengan kegiatan" if code in said else ""),
        )
        for code in listed
    ]
    found.sort(key=lambda each: -each.score)
    rest = coder.suggest(text=title) if not found else coder.suggest(text=text)
    known = {each.code for each in found}
    return found + [
        Suggestion(each.code, each.title, round(each.score * 0.5, 3), each.why)
        for each in rest
        if each.code not in known
    ]
