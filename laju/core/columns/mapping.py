"""Propose which column is which field, by title and by content, with the evidence in words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from laju.core.columns.contents import KINDS, business_share, is_kind, reaches, share_of
from laju.core.columns.fields import JOINED_FIELDS, LABELS
from laju.core.columns.titles import fields_by_title, is_foreign_title, rupiah_unit, title_words

_SAMPLE = 400
_SURE = 0.9
_LEAST = 0.45
_FEWEST = 3

# Kinds so particular that content alone proves them, in the order in which they are tried.
_DECISIVE = (
    "email", "coordinates", "instagram", "facebook", "tiktok", "marketplace", "website", "nik", "npwp", "nib",
    "phone", "province", "owner_sex", "latitude", "longitude", "price",
)  # fmt: skip
_AS_FIELD = {"price": "price_range"}
_CALLED_BY_NAME = frozenset({"facebook", "instagram", "tiktok", "marketplace"})
_BARE_NAME = frozenset({("nama",), ("name",), ("nama", "nama")})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: the field it fills (or none), how sure (0 to 1) and why.

    `runner_up` is the field this column would fill had a better column not taken it.
    """

    index: int
    title: str
    field: str | None
    confidence: float
    evidence: str
    unit_rupiah: int = 1
    runner_up: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """All columns of one sheet in their order."""

    columns: tuple[Column, ...]

    def indexes_of(self, field: str) -> tuple[int, ...]:
        """Return the columns that fill a field, in order; several only for joined fields."""
        return tuple(column.index for column in self.columns if column.field == field)

    @property
    def fields(self) -> dict[str, int]:
        """Return the first column of every field that is filled."""
        return {column.field: column.index for column in reversed(self.columns) if column.field}

    def with_field(self, *, index: int, field: str | None) -> "ColumnMapping":
        """Return the mapping after a person has decided what one column is."""
        if field is not None and field not in LABELS:
            raise KeyError(field)
        columns = []
        for column in self.columns:
            if column.index == index:
                columns.append(
                    replace(column, field=field, confidence=1.0, evidence="ditetapkan oleh petugas")
                )
            elif column.field == field and field not in JOINED_FIELDS and field is not None:
                columns.append(
                    replace(
                        column,
                        field=None,
                        evidence="digantikan oleh pilihan petugas",
                        runner_up=field,
                    )
                )
            else:
                columns.append(column)
        return ColumnMapping(tuple(columns))


@dataclass(frozen=True, slots=True)
class _Guess:
    index: int
    field: str
    confidence: float
    evidence: str


def propose_mapping(*, header: Sequence[str], rows: Sequence[Sequence[str]]) -> ColumnMapping:
    """Say for every column which field it is; rows may be longer or shorter than the header.

    A title is believed unless the cells contradict it decisively; each field goes to its best
    column, and only "products" may be filled by several.
    """
    samples = [_sample(rows, index) for index in range(len(header))]
    guesses: list[_Guess] = []
    for index, title in enumerate(header):
        guesses.extend(_guesses(index, title, samples[index], len(rows)))
    guesses.extend(_bare_names(header, samples, guesses))
    return ColumnMapping(_assign(header, samples, guesses))


def _sample(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    """Take cells from all over the sheet: its first page is often the tidy one."""
    step = max(1, len(rows) // (_SAMPLE * 2))
    cells = [row[index].strip() for row in rows[::step] if index < len(row)]
    return [cell for cell in cells if cell.strip("-–. ")][:_SAMPLE]


def _guesses(index: int, title: str, cells: list[str], count: int) -> list[_Guess]:
    by_title = fields_by_title(title)
    best = max(by_title, key=lambda field: by_title[field], default=None)
    proven = _proven(title, best, cells, count)
    if proven:
        return [replace(proven, index=index)]
    out = []
    for field, like in by_title.items():
        share = share_of(field, cells) if field in KINDS and cells else None
        confidence = like if share is None else like * (0.6 + 0.4 * share)
        if field in _CALLED_BY_NAME:  # owners write the name of their page, not its address
            confidence = max(confidence, 0.95 * like)
        out.append(_Guess(index, field, round(confidence, 3), _say(title, field, share)))
    return out


def _proven(title: str, best: str | None, cells: list[str], count: int) -> _Guess | None:
    """Return a field proven by content, where the title is silent or contradicted."""
    if len(cells) < _FEWEST or (best is None and _is_meaningful(title) and not _is_opaque(title)):
        return None
    if best is None and is_foreign_title(title):
        return None
    agrees = share_of(best, cells) if best and best in KINDS else None
    if best is not None and agrees is not None and agrees > 0.1:  # noqa: PLR2004
        return None
    for kind in _DECISIVE:
        field = _AS_FIELD.get(kind, kind)
        if field == best or (best is not None and not _contradicts(best, field, cells)):
            continue
        share = reaches(kind, cells, least=_SURE)
        if share < _SURE:
            continue
        said = f"{round(share * 100)} % isi berupa {LABELS[field]}"
        if best is not None:
            said = f"judul “{title}” diabaikan karena {said}"
        elif _is_meaningful(title):
            said = f"judul “{title}” tidak dikenal, tetapi {said}"
        else:
            said = f"tanpa judul, tetapi {said}"
        return _Guess(-1, field, round(0.8 * share, 3), said)
    if best is None and count >= _FEWEST and _is_running(cells):
        return _Guess(-1, "number", 0.7, "tanpa judul, tetapi isi berurutan 1, 2, 3")
    return None


def _contradicts(best: str, field: str, cells: list[str]) -> bool:
    """Say whether content of `field` proves a title of `best` wrong."""
    if {best, field} <= {
        "sales_rupiah",
        "capital_rupiah",
        "prices",
        "price_range",
        "employees",
        "score",
    }:
        return False
    if {best, field} <= {
        "instagram",
        "facebook",
        "tiktok",
        "marketplace",
        "website",
        "photo",
        "coordinates",
        "address",
    }:
        return field == "coordinates" and best == "address"
    if field in {"nib", "npwp", "latitude", "longitude", "price_range", "owner_sex", "phone"}:
        return best not in {"number", "note", "qris", "prices", "products"} and len(set(cells)) > 1
    return best not in {"note", "qris"}


def _is_meaningful(title: str) -> bool:
    return bool(title_words(title)) and not title.casefold().startswith("kolom ")


def _is_opaque(title: str) -> bool:
    """A title that names nothing we know of may still head cells that speak for themselves."""
    return len(title_words(title)) <= 3  # noqa: PLR2004


def _is_running(cells: list[str]) -> bool:
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 8]  # noqa: PLR2004
    rises = all(a < b for a, b in itertools.pairwise(numbers))
    return len(numbers) == len(cells) and len(numbers) >= _FEWEST and rises and numbers[0] == 1


def _say(title: str, field: str, share: float | None) -> str:
    said = f"judul “{title}”"
    if share is None:
        return said
    return f"{said} dan {round(share * 100)} % isi berupa {LABELS[field]}"


def _bare_names(
    header: Sequence[str], samples: list[list[str]], guesses: list[_Guess]
) -> list[_Guess]:
    """Decide what "Nama" alone means: the business, unless another column is that already."""
    sure = {guess.field for guess in guesses if guess.confidence > 0.8}  # noqa: PLR2004
    out = []
    for index, title in enumerate(header):
        if title_words(title) not in _BARE_NAME:
            continue
        share = business_share(samples[index])
        words = f"{round(share * 100)} % isi memuat kata usaha"
        if "name" in sure:
            out.append(
                _Guess(index, "owner_name", 0.75, f"judul “{title}”; nama usaha ada di kolom lain")
            )
        elif "owner_name" in sure:
            out.append(
                _Guess(index, "name", 0.8, f"judul “{title}”; nama pemilik ada di kolom lain")
            )
        else:
            confidence = 0.85 if share > 0.1 else 0.6  # noqa: PLR2004
            out.append(_Guess(index, "name", confidence, f"judul “{title}” dan {words}"))
    return out


def _assign(
    header: Sequence[str], samples: list[list[str]], guesses: list[_Guess]
) -> tuple[Column, ...]:
    """Give every field to its best column, the surest first."""
    order = sorted(guesses, key=lambda guess: (-guess.confidence, guess.index))
    taken: dict[str, int] = {}
    chosen: dict[int, _Guess] = {}
    beaten: dict[int, _Guess] = {}
    for guess in order:
        if guess.confidence < _LEAST or guess.index in chosen:
            continue
        holder = taken.get(guess.field)
        if holder is None or guess.field in JOINED_FIELDS:
            chosen[guess.index] = guess
            taken.setdefault(guess.field, guess.index)
        else:
            beaten.setdefault(guess.index, guess)
    columns = []
    for index, title in enumerate(header):
        best, second = chosen.get(index), beaten.get(index)
        unit = rupiah_unit(title)
        if best:
            columns.append(Column(index, title, best.field, best.confidence, best.evidence, unit))
        elif second:
            winner = header[taken[second.field]]
            said = f"{second.evidence}; {LABELS[second.field]} sudah diisi kolom “{winner}”"
            columns.append(Column(index, title, None, 0.0, said, unit, runner_up=second.field))
        else:
            said = "tidak dikenal" if samples[index] else "kolom kosong"
            columns.append(Column(index, title, None, 0.0, said, unit))
    return tuple(columns)


def column_fits(field: str, cell: str) -> bool | None:
    """Say whether a cell is valid for a field; `None` where a field is free text."""
    return is_kind(field, cell) if field in KINDS else None
