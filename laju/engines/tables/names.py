"""Names of businesses and owners, and their comparison forms, for all rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from laju.core.identity.names import (
    ALWAYS_LOWER,
    ALWAYS_UPPER,
    LONGEST_NAME,
    NO_VOWEL_WORDS,
    PERSON_TITLES,
    PREFIX_CLASSES,
    SAME_WORDS,
    folded_name,
    folded_person,
    title_name,
)
from laju.core.records import Part, Reader, Record
from laju.core.records.names import LONGEST, read_name, read_owner_name
from laju.core.records.values import BLANK
from laju.engines.tables.parts import NOTES, PartRead, Shortcut, read_part
from laju.engines.tables.recognised import any_of, where, word_of

# Letters, digits and harmless marks in single-spaced words: nothing to clean, nothing hidden.
_SIMPLE = "^[A-Za-z][A-Za-z0-9&,./()-]*(?: [A-Za-z0-9&,./()-]+)*$"
_BLANK = f"(?i)^(?:{any_of(word for word in BLANK if word[:1].isalpha())})$"
# Rows of totals begin like this; whatever else begins so is read as a row of its own.
_TOTALS = "(?i)^(?:sub|grand|jumlah|total|rekap)"
# What may stand under a list: a number of an official, an office, a place with a date.
_SIGNATURES = r"(?i)^(?:nip|nrp|mengetahui|menyetujui)\b|\b(?:kepala|sekretaris)\b|, *\d.*\d{4}$"
_KNOWN_CAPITALS = rf"(?i){word_of({*ALWAYS_UPPER, *ALWAYS_LOWER, *NO_VOWEL_WORDS})}|\b[0-9]+\b"
_OWN_CAPITALS = rf"\b(?:{any_of({*ALWAYS_UPPER, *ALWAYS_LOWER})})\b"
_NO_VOWEL = r"\b[BCDFGHJKLMNPQRSTVWXYZ0-9]{2,4}\b"
_INITIALS = r"\b[a-z]\.[a-z]\b"
_SAME = {
    into: word_of(w for w, i in SAME_WORDS.items() if i == into) for into in {*SAME_WORDS.values()}
}
_ONE_WORD = {word: kind for word, kind in PREFIX_CLASSES.items() if " " not in word}
_TWO_WORDS = {word: kind for word, kind in PREFIX_CLASSES.items() if " " in word}


@dataclass(frozen=True)
class Names:
    """The names of all rows; `is_sound` where the row is a business and is called so."""

    fills: dict[str, pl.Series]
    notes: pl.DataFrame
    is_sound: pl.Series


def read_names(*, fields: pl.DataFrame, reader: Reader) -> Names:
    """Read both names of every row as core.records.names does where they are sound."""
    owner = _titled(_OWNER, 1, fields, reader)
    owner_name = owner.fills["owner_name"]
    if "name" in fields.columns or reader.is_name_needed:
        own = _titled(_NAME, 0, fields, reader)
        name, notes = own.fills["name"], pl.concat([own.notes, owner.notes])
    else:
        name, notes = owner_name, owner.notes
    fills = {
        "name": name,
        "name_folded": _folded(_FOLD, name, reader),
        "owner_name": owner_name,
        "owner_name_folded": _folded(_FOLD_PERSON, owner_name, reader),
    }
    is_sound = name.str.contains("[A-Za-z]") & ~name.str.contains(_TOTALS)
    is_sound &= ~name.str.contains(_SIGNATURES)
    return Names({key: text.alias(key) for key, text in fills.items()}, notes, is_sound)


def _titled(part: Part, rank: int, fields: pl.DataFrame, reader: Reader) -> PartRead:
    """Read the names themselves; most are simple and need capitals at most."""
    [field] = part.reads
    if field not in fields.columns:
        nothing = pl.repeat("", fields.height, dtype=pl.String, eager=True)
        return PartRead({field: nothing}, NOTES.to_frame())
    text = pl.col(field)
    is_simple = (
        text.str.contains(_SIMPLE)
        & (text.str.len_bytes() <= LONGEST_NAME)
        & ~text.str.contains(_BLANK)
    )
    is_mixed = text.str.contains("[a-z]") & text.str.contains("[A-Z]")
    found = fields.select(is_simple=is_simple, is_mixed=is_mixed)
    plain = found["is_simple"] & ~found["is_mixed"]
    named = where(fields[field], plain, _with_capitals)
    return read_part(
        part=part,
        rank=rank,
        inputs=fields.select(field),
        height=fields.height,
        reader=reader,
        shortcut=Shortcut(
            (found["is_simple"] & ~(plain & _has_abbreviation(fields[field])))
            | (fields[field] == ""),
            {field: named},
        ),
    )


def _has_abbreviation(names: pl.Series) -> pl.Series:
    """Say where the capitals of a word may depend on the others: MM in a shouted name."""
    few = names.str.contains(_NO_VOWEL)
    rest = where(names, few, lambda some: some.str.replace_all(_KNOWN_CAPITALS, ""))
    return few & rest.str.contains(_NO_VOWEL)


def _with_capitals(names: pl.Series) -> pl.Series:
    """Write shouted and quiet names with capitals; some words have their own."""
    titled = names.str.to_titlecase()
    own = names.str.to_lowercase().str.contains(_OWN_CAPITALS)
    return where(titled, own, _with_own_capitals)


def _with_own_capitals(names: pl.Series) -> pl.Series:
    for word in ALWAYS_UPPER:
        names = names.str.replace_all(rf"\b{word.capitalize()}\b", word.upper())
    for word in ALWAYS_LOWER:  # but not as the first
        names = names.str.replace_all(rf"([^A-Za-z0-9]){word.capitalize()}\b", f"${{1}}{word}")
    return names


def _folded(part: Part, names: pl.Series, reader: Reader) -> pl.Series:
    """Bring names to their comparison form; simple ones in one go."""
    low = names.str.to_lowercase()
    is_simple = names.str.contains(_SIMPLE) & ~low.str.contains(_INITIALS)
    words = where(low, low.str.contains("[^a-z0-9 ]"), _without_marks)
    if part is _FOLD_PERSON:
        is_simple &= ~names.str.contains(",", literal=True)  # degrees may follow
        text = where(words, words.str.contains(word_of(PERSON_TITLES)), _without_titles)
        text = where(text, text.str.contains(word_of(SAME_WORDS)), _with_same_words)
    else:
        text = where(words, words.str.contains(word_of(SAME_WORDS)), _with_same_words)
        text = where(text, text.str.contains(rf"^(?:{any_of(PREFIX_CLASSES)}) "), _with_kind)
    read = read_part(
        part=part,
        rank=0,
        inputs=names.to_frame("name"),
        height=names.len(),
        reader=reader,
        shortcut=Shortcut(is_simple | (names == ""), {"name": text}),
    )
    return read.fills["name"]


def _without_marks(low: pl.Series) -> pl.Series:
    return low.str.replace_all("[^a-z0-9]+", " ").str.strip_chars(" ")


def _with_same_words(words: pl.Series) -> pl.Series:
    for into, pattern in _SAME.items():
        words = words.str.replace_all(pattern, into)
    return words


def _without_titles(words: pl.Series) -> pl.Series:
    """Leave out titles of persons; a name that is nothing else stays."""
    kept = words.str.replace_all(word_of(PERSON_TITLES), "").str.replace_all(" +", " ")
    kept = kept.str.strip_chars(" ")
    return pl.select(pl.when(kept == "").then(words).otherwise(kept)).to_series()


def _with_kind(words: pl.Series) -> pl.Series:
    """Write the kind of place in front of a name, in capitals."""
    text = pl.col(words.name)
    kind = text.str.extract(r"^(\S+) ").replace_strict(_ONE_WORD, default=None)
    ways = [
        pl.when(text.str.starts_with(f"{start} ")).then(
            pl.concat_str(pl.lit(f"{into} "), text.str.slice(len(start) + 1))
        )
        for start, into in _TWO_WORDS.items()
    ]
    one = pl.concat_str(kind, pl.lit(" "), text.str.extract(r"^\S+ (.*)$"))
    return words.to_frame().select(pl.coalesce(*ways, one, text)).to_series()


def _name(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    record.name = title_name(read_name(values, record))[:LONGEST]


def _owner_name(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    read_owner_name(values, record)


def _fold(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    record.name = folded_name(values.get("name", ""))


def _fold_person(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    record.name = folded_person(values.get("name", ""))


_NAME = Part(_name, ("name",), ("name",))
_OWNER = Part(_owner_name, ("owner_name",), ("owner_name",))
_FOLD = Part(_fold, ("name",), ("name",))
_FOLD_PERSON = Part(_fold_person, ("name",), ("name",))
