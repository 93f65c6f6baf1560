"""The words people use for their trade, with the codes each means by what is done with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from laju.core.coding.words import Intent, split_words
from laju.core.kbli import Version

_LONGEST = 4  # words of one entry


@dataclass(frozen=True, slots=True)
class Everyday:
    """One entry: a trade or a good; codes by intent, the usual intent and the usual code first."""

    words: tuple[str, ...]
    codes: Mapping[Intent, tuple[str, ...]]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in an activity, with how sure the words are and where they stood."""

    entry: Everyday
    said: str
    sureness: float


def read_everyday(
    *,
    rows: Iterable[Mapping[str, str]],
    version: Version,
    successors: Mapping[str, Sequence[str]],
) -> tuple[Everyday, ...]:
    """Return the entries for one version.

    rows: `words` ("a|b c"), `codes` ("sell:1/2>3 make:4"; what stands behind ">" is KBLI 2025),
    `weight` (less than 1 for words that say little). successors: codes of 2025 for codes of 2020.
    """
    entries = []
    for row in rows:
        codes = {}
        for part in row["codes"].split():
            intent, _, told = part.partition(":")
            old, _, new = told.partition(">")
            codes[Intent(intent)] = _of_version(old, new, version, successors)
        weight = float(row["weight"] or 1)
        entries += [
            Everyday(tuple(split_words(words)), codes, weight) for words in row["words"].split("|")
        ]
    return tuple(entry for entry in entries if entry.words)


def _of_version(
    old: str, new: str, version: Version, successors: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    if version is Version.KBLI_2020:
        return tuple(old.split("/"))
    if new:
        return tuple(new.split("/"))
    moved = (code for each in old.split("/") for code in successors.get(each, ()))
    return tuple(dict.fromkeys(moved))


class Lexicon:
    """All entries, found in a list of words: the longest first, each word used once."""

    def __init__(self, entries: Iterable[Everyday]) -> None:
        self.entries = tuple(entries)
        self._by_words: dict[tuple[str, ...], Everyday] = {}
        self.vocabulary: dict[str, int] = defaultdict(int)
        for entry in self.entries:
            self._by_words.setdefault(entry.words, entry)
            for word in entry.words:
                self.vocabulary[word] += 1

    def add_stems(self, stem: Mapping[str, str]) -> None:
        """Let entries be found by the roots of their words, too."""
        for words, entry in list(self._by_words.items()):
            self._by_words.setdefault(tuple(stem.get(word, word) for word in words), entry)

    def find(
        self,
        words: Sequence[str],
        stems: Sequence[str],
        sureness: Sequence[float],
        fillers: Collection[str] = (),
    ) -> list[Hit]:
        """Return the entries in the order of the words.

        sureness: per word, 1 when spelt as known, less when it had to be guessed. fillers: words
        that count only inside an entry of several words.
        """
        free = set(range(len(words)))
        found: list[tuple[int, Hit]] = []
        telling = [at for at, word in enumerate(words) if word not in fillers]
        for places, shortest in ((list(free), 2), (telling, 1)):
            for size in range(min(_LONGEST, len(places)), shortest - 1, -1):
                for start in range(len(places) - size + 1):
                    part = places[start : start + size]
                    if free.issuperset(part) and (entry := self._entry(part, words, stems)):
                        free.difference_update(part)
                        sure = min(sureness[at] for at in part) * (1 + 0.15 * (size - 1))
                        said = " ".join(words[at] for at in part)
                        found.append((part[0], Hit(entry, said, sure)))
        return [hit for _, hit in sorted(found, key=lambda pair: pair[0])]

    def _entry(
        self, places: Sequence[int], words: Sequence[str], stems: Sequence[str]
    ) -> Everyday | None:
        return self._by_words.get(tuple(words[at] for at in places)) or self._by_words.get(
            tuple(stems[at] for at in places)
        )
