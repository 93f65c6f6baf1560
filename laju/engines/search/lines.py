"""What the index knows of a business, and how tantivy is told."""

from typing import Any, NamedTuple

import tantivy

from laju.core.identity.spelling import sound_of

SHORTEST_DIGITS = 4  # of a telephone number somebody remembers a part of


class Line(NamedTuple):
    """A business as the index sees it; all texts as they are stored, "" when unknown.

    names: its own and those of businesses merged into it. place: district, village, region.
    about: activity and products. phones: separated by a space. region: its code.
    """

    id: int
    names: str
    owner: str
    place: str
    about: str
    phones: str
    region: str
    sector: str
    size: str
    kbli: str


def make_schema() -> Any:
    """Return the fields: no text is stored, only terms that lead to the number of a business.

    sketch: three letters in a row, of name, owner and place. word: whole words of everything.
    digits: four digits in a row, of telephone numbers. tag: what a search can be narrowed to.
    """
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("id", indexed=True, fast=True)
    schema.add_text_field("sketch", tokenizer_name="trigrams", index_option="basic")
    schema.add_text_field("word", tokenizer_name="words", index_option="basic")
    schema.add_text_field("digits", tokenizer_name="fours", index_option="basic")
    schema.add_text_field("tag", tokenizer_name="words", index_option="basic")
    return schema.build()


def register_tokenizers(index: Any) -> None:
    """Tell an index how its texts fall into terms; tantivy does not keep that."""
    tokenizer = tantivy.Tokenizer
    for name, made in (
        ("trigrams", tokenizer.ngram(3, 3)),
        ("fours", tokenizer.ngram(SHORTEST_DIGITS, SHORTEST_DIGITS)),
        ("words", tokenizer.whitespace()),
    ):
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(made).build())


def document_of(line: Line) -> Any:
    """Return a business as tantivy takes it."""
    number, names, owner, place, about, phones, region, sector, size, kbli = line
    sketch = f"{sound_of(names)} {sound_of(owner)} {_known(place)}"
    document = tantivy.Document()
    document.add_unsigned("id", number)
    document.add_text("sketch", f" {sketch} ")
    document.add_text("word", f"{sketch} {_known(about)}")
    for phone in dict.fromkeys(phones.split()):
        document.add_text("digits", national_digits(phone))
    document.add_text("tag", _known_tags(region, sector, size, kbli))
    return document


def national_digits(phone: str) -> str:
    """Return the digits of a number as people here say it.

    >>> national_digits("+6281234567890"), national_digits("0812-3456")
    ('081234567890', '08123456')
    """
    digits = phone.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        digits = "".join(char for char in digits if char in "0123456789")
    return f"0{digits[2:]}" if digits.startswith("62") else digits


def tag_of(kind: str, value: str) -> str:
    """Return the term that stands for a value of a filter; no value holds a space."""
    return f"{kind}:{'_'.join(value.split())}"


def _known_tags(region: str, sector: str, size: str, kbli: str) -> str:
    key = (region, sector, size, kbli)
    if key not in _TAGS:
        if len(_TAGS) > _MOST_KEPT:
            _TAGS.clear()
        told = (
            ("province", region.partition(".")[0]),
            ("region", region),
            ("sector", sector),
            ("size", size or "-"),  # can be asked for: not known yet
            *(("kbli", kbli[:length]) for length in (2, 5)),
        )
        _TAGS[key] = " ".join(tag_of(kind, value) for kind, value in told if value)
    return _TAGS[key]


def _known(text: str) -> str:
    """Return how a text sounds; places and activities are written the same again and again."""
    if text not in _TEXTS:
        if len(_TEXTS) > _MOST_KEPT:
            _TEXTS.clear()
        _TEXTS[text] = sound_of(text)
    return _TEXTS[text]


_MOST_KEPT = 100_000
_TAGS: dict[tuple[str, str, str, str], str] = {}
_TEXTS: dict[str, str] = {}
