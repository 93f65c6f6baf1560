"""The classification as an index of words: BM25 over title, description and what stands above."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from laju.core.coding.words import edit_distance, neighbours, split_words, stem_word
from laju.core.kbli import Classification, Level

TITLE, ABOVE, DESCRIPTION = 3.0, 0.6, 1.0
K1, B = 1.2, 0.6
# What a class does not hold is told in sentences of their own; their words would mislead.
_EXCLUDED = re.compile(
    r"(?:^|[.;])[^.;]*\b(?:tidak (?:men)?cakup|tidak mencakup|tidak termasuk|dikelompokkan|dimasukk?an|"
    r"tercakup (?:dalam|pada)|lihat (?:sub)?(?:kelompok|golongan))[^.]*",
    re.IGNORECASE,
)
_COMMON = frozenset(
    re.split(
        r"\s+",
        """kelompok mencakup usaha perdagangan eceran industri kegiatan aktivitas seperti termasuk
    jasa lain lainnya dan atau yang untuk dengan dari pada dalam di ke oleh khusus barang macam
    sejenis serta juga lainnya ytdl ybdi misalnya besar hasil segala semua jenis berbagai bukan
    tidak belum lebih antara bidang subgolongan golongan pembuatan penyediaan baik keperluan
    dilakukan sampai tersebut""",
    )
)
_LONG_WORD, _MEDIUM_WORD = 7, 4
_REPEATED = re.compile(r"(.)\1+")


class Vocabulary:
    """Known words: roots of derived forms, and the nearest one for a misspelt word."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._trigrams: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.words):
            for gram in set(neighbours(word)):
                self._trigrams[gram].append(word)
        self._stems: dict[str, str] = {}
        self._nearest: dict[str, tuple[str, float]] = {}

    def stem(self, word: str) -> str:
        """Return the root of a word."""
        if word not in self._stems:
            self._stems[word] = stem_word(word, self.words)
        return self._stems[word]

    def nearest(self, word: str) -> tuple[str, float]:
        """Return the known word meant and how sure that is: 1 as written, 0 when none is near."""
        if word in self.words or self.stem(word) in self.words:
            return word, 1.0
        if (squeezed := _REPEATED.sub(r"\1", word)) in self.words:
            return squeezed, 0.95
        if word not in self._nearest:
            if len(self._nearest) > 50_000:  # noqa: PLR2004  a list of a province has fewer slips
                self._nearest.clear()
            self._nearest[word] = self._look(word)
        return self._nearest[word]

    def _look(self, word: str) -> tuple[str, float]:
        if len(word) < _MEDIUM_WORD:
            return word, 0.0
        most = 2 if len(word) >= _LONG_WORD else 1
        shared: Counter[str] = Counter()
        for gram in set(neighbours(word)):
            shared.update(self._trigrams.get(gram, ()))
        best, best_key = word, (0.0, 0)
        for other, count in shared.most_common(60):
            if len(other) < _MEDIUM_WORD:
                continue
            distance = edit_distance(word, other, most=most)
            if distance <= most:
                sure = 0.9 - 0.2 * (distance - 1) - (0.1 if other[0] != word[0] else 0)
                if (sure, count) > best_key:
                    best, best_key = other, (sure, count)
        return best, best_key[0]


class Index:
    """BM25 over the five-digit entries of one version."""

    def __init__(self, classification: Classification, lexicon_words: Iterable[str]) -> None:
        entries = [e for e in classification.entries if e.level is Level.SUBCLASS]
        self.codes = tuple(entry.code for entry in entries)
        self.titles = {entry.code: entry.title for entry in entries}
        above = classification.by_code
        fields = []
        for entry in entries:
            upper = " ".join(
                above[entry.code[:size]].title for size in (2, 3, 4) if entry.code[:size] in above
            )
            description = _EXCLUDED.sub(" ", entry.description)
            fields.append((split_words(entry.title), split_words(upper), split_words(description)))
        self.vocabulary = Vocabulary(
            {word for parts in fields for part in parts for word in part} | set(lexicon_words)
        )
        self._index(fields)

    def _index(self, fields: Sequence[tuple[list[str], list[str], list[str]]]) -> None:
        weights: list[Counter[str]] = []
        for parts in fields:
            counts: Counter[str] = Counter()
            for part, weight in zip(parts, (TITLE, ABOVE, DESCRIPTION), strict=True):
                for word in part:
                    if word not in _COMMON:
                        counts[self.vocabulary.stem(word)] += weight  # type: ignore[assignment]
            weights.append(counts)
        lengths = [sum(counts.values()) for counts in weights]
        mean = sum(lengths) / max(len(lengths), 1)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, counts in enumerate(weights):
            norm = K1 * (1 - B + B * lengths[number] / mean)
            for word, count in counts.items():
                self._postings[word].append((number, count * (K1 + 1) / (count + norm)))
        size = len(weights)
        self.rarity = {
            word: math.log(1 + (size - len(posts) + 0.5) / (len(posts) + 0.5))
            for word, posts in self._postings.items()
        }

    def search(self, stems: Sequence[str], sureness: Sequence[float]) -> dict[str, float]:
        """Return BM25 by code for the roots asked for."""
        scores: dict[int, float] = defaultdict(float)
        for stem, sure in zip(stems, sureness, strict=True):
            weight = self.rarity.get(stem, 0.0) * sure
            if weight:
                for number, part in self._postings[stem]:
                    scores[number] += weight * part
        return {self.codes[number]: score for number, score in scores.items()}
