"""Asking the index: first for every word as it sounds, then for what is written alike.

Queries are built as objects, never as text in a query language, so nothing somebody types can
mean more than its letters.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import tantivy

from laju.core.identity.spelling import searched_words, trigrams_of
from laju.engines.search.folders import Broken, Opened, panics_told
from laju.engines.search.lines import SHORTEST_DIGITS, national_digits, tag_of

MOST_TRIGRAMS = 20  # the rarest ones tell nearly everything, and keep the slowest query short
_MOST_ENDINGS = 40
_SHORTEST_START = 2
# A telephone number may hold spaces; other numbers end with one.
_NUMBER = re.compile(r"[+(]*(?:\+62|62|0)[\d\-(). ]*\d|\d[\d\-().]*\d")
_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


class Narrowing(NamedTuple):
    """Among which businesses is searched. regions: codes, a province for all inside; None: all.

    size "-": not known.
    """

    regions: frozenset[str] | None = None
    region: str = ""
    sector: str = ""
    size: str = ""
    kbli: str = ""
    among: frozenset[int] | None = None  # only these numbers
    without: frozenset[int] = frozenset()  # none of these numbers


class Asked(NamedTuple):
    """What somebody typed, as it is searched for."""

    words: tuple[str, ...] = ()  # as they sound
    numbers: tuple[str, ...] = ()  # parts of telephone numbers, digits only


class Answer(NamedTuple):
    """What fits, the likeliest first.

    exact: one page of those with every word as it sounds; total: how many these are. alike: those
    written alike, looked for only when the others fill no page; never one of the others.
    """

    exact: tuple[int, ...] = ()
    total: int = 0
    alike: tuple[int, ...] = ()


def read(text: str) -> Asked:
    """Return what is searched for in a text of any length and content."""
    numbers = []

    def take(match: re.Match[str]) -> str:
        digits = national_digits(match.group())
        if len(digits) < SHORTEST_DIGITS:
            return match.group()
        numbers.append(digits[:15])
        return " "

    rest = _NUMBER.sub(take, text[:1000])
    return Asked(tuple(searched_words(rest)), tuple(dict.fromkeys(numbers))[:3])


def ask(
    *,
    opened: Opened,
    asked: Asked,
    narrowing: Narrowing,
    limit: int,
    offset: int = 0,
    most_alike: int = 25,
) -> Answer:
    """Return the numbers of the businesses that fit. Raises: Broken."""
    if not (asked.words or asked.numbers):
        return Answer()
    try:
        with panics_told():
            asking = _Asking(opened, narrowing)
            exact, total = asking.exact(asked, limit=limit, offset=offset)
            if not asked.words or total >= limit:
                return Answer(tuple(exact), total)
            all_exact = exact if offset == 0 else asking.exact(asked, limit=limit, offset=0)[0]
            alike = asking.alike(asked, limit=most_alike + total)
            told = [number for number in alike if number not in all_exact][:most_alike]
    except (OSError, ValueError, RuntimeError) as error:
        raise Broken(reason=type(error).__name__) from error
    return Answer(tuple(exact), total, tuple(told))


class _Asking:
    """The queries of one search."""

    def __init__(self, opened: Opened, narrowing: Narrowing) -> None:
        self.searcher, self.schema = opened.searcher, opened.index.schema
        self.within = [(_MUST, _unscored(query)) for query in self._within(narrowing)]
        if narrowing.without:
            self.within.append((tantivy.Occur.MustNot, self._among(narrowing.without)))

    def exact(self, asked: Asked, *, limit: int, offset: int) -> tuple[list[int], int]:
        """Return those with every word and number, best name first, and how many there are."""
        needed = [self._word(word) for word in asked.words[:-1]]
        needed += [self._beginning(word) for word in asked.words[-1:]]
        needed += [self._number(digits) for digits in asked.numbers]
        told: list[tuple[Any, Any]] = [(_MUST, _unscored(query)) for query in needed]
        told += self.within
        told += [(_SHOULD, query) for query in self._rarest(asked.words)]
        found = self.searcher.search(
            tantivy.Query.boolean_query(told), limit=limit, offset=offset, count=True
        )
        return self._numbers(found), int(found.count)

    def alike(self, asked: Asked, *, limit: int) -> list[int]:
        """Return those written alike, the most alike first."""
        some = self._rarest(asked.words)
        if not some:
            return []
        query = tantivy.Query.boolean_query([(_SHOULD, each) for each in some])
        if self.within:
            query = tantivy.Query.boolean_query([(_MUST, query), *self.within])
        return self._numbers(self.searcher.search(query, limit=limit, count=False))

    def _numbers(self, found: Any) -> list[int]:
        places = [place for _, place in found.hits]
        return list(self.searcher.fast_field_values("id", places)) if places else []

    def _rarest(self, words: Sequence[str]) -> list[Any]:
        counted = [(self.searcher.doc_freq("sketch", each), each) for each in trigrams_of(words)]
        known = sorted(each for each in counted if each[0])[:MOST_TRIGRAMS]
        return [self._term("sketch", each) for _, each in known]

    def _word(self, word: str) -> Any:
        return self._term("word", word)

    def _number(self, digits: str) -> Any:
        """Return the query for a part of a telephone number, or a name like "Warung 1998"."""
        runs = {digits[at : at + SHORTEST_DIGITS] for at in range(len(digits) - 3)}
        telephone = [(_MUST, self._term("digits", run)) for run in sorted(runs)]
        return _any([tantivy.Query.boolean_query(telephone), self._word(digits)])

    def _beginning(self, word: str) -> Any:
        """Return the query for the last word, which may not be typed to its end yet."""
        if len(word) < _SHORTEST_START:
            return self._word(word)
        endings = self.searcher.terms_with_prefix("word", word, limit=_MOST_ENDINGS)
        return _any(self._word(each) for each in {word, *(term for term, _ in endings)})

    def _within(self, narrowing: Narrowing) -> Iterable[Any]:
        if narrowing.regions is not None:
            yield _any(
                self._term("tag", tag_of("region" if "." in code else "province", code))
                for code in sorted(narrowing.regions)
            )
        for kind in ("region", "sector", "size", "kbli"):
            if value := getattr(narrowing, kind):
                yield self._term("tag", tag_of(kind, value))
        if narrowing.among is not None:
            yield self._among(narrowing.among)

    def _among(self, numbers: frozenset[int]) -> Any:
        if not numbers:
            return tantivy.Query.empty_query()
        return tantivy.Query.term_set_query(self.schema, "id", sorted(numbers))

    def _term(self, field: str, text: str) -> Any:
        return tantivy.Query.term_query(self.schema, field, text, index_option="basic")


def _any(queries: Iterable[Any]) -> Any:
    told = [(_SHOULD, query) for query in queries]
    return tantivy.Query.boolean_query(told) if told else tantivy.Query.empty_query()


def _unscored(query: Any) -> Any:
    return tantivy.Query.const_score_query(query, 0.0)
