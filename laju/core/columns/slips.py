"""Put back a row that has slipped sideways: one cell too many or too few somewhere in front."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from laju.core.columns.contents import KINDS, business_share, is_kind
from laju.core.columns.mapping import ColumnMapping

_FARTHEST = 3
_FEWEST = 2  # telling cells that must come right
_FEWEST_LETTERS = 4
_BLANK = frozenset({"", "-", "--", "–", "tidak ada", "belum ada", "kosong", "nihil", "n/a"})
# Kinds a neighbouring cell can hardly be by chance: these prove a slip.
_TELLING = frozenset({
    "nik", "nib", "phone", "email", "latitude", "longitude", "coordinates", "owner_sex", "province",
    "region_code", "district_code", "village_code", "applied_on", "kbli",
})  # fmt: skip
# Kinds that may fit by chance: they prove nothing, but no cell of theirs may be lost.
TYPED = _TELLING | {
    "number", "npwp", "postcode", "founded_year", "employees", "sales_rupiah", "capital_rupiah",
}  # fmt: skip
_STREET = re.compile(r"(?:jl|jln|jalan|gg|gang)\b", re.IGNORECASE)
_UNSURE = (
    "isi baris tampak bergeser, tetapi letak pergeserannya tidak pasti; dibiarkan seperti adanya"
)


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Cells under their own titles; `shift` is how many columns they had slipped (0: untouched).

    `note` says it in words, also when a slip is seen but cannot be put right with certainty;
    `overflow` holds cells that no column is left for: nothing is lost.
    """

    cells: tuple[str, ...]
    shift: int = 0
    note: str = ""
    overflow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Repair:
    """A way to put the row right: cells, the slip it undoes, and what the cells then look like."""

    cells: tuple[str, ...]
    shift: int
    overflow: tuple[str, ...]
    telling: int  # telling cells that are right, less words where numbers should be
    fitting: int  # texts that look like their column, less those that look like another


def align_row(*, mapping: ColumnMapping, row: Sequence[str]) -> AlignedRow:
    """Move the cells right of a slip back, when only one way of doing so makes sense.

    Tried is to take out, or to put in, up to three blanks at every place. A repair counts when at
    least two telling cells (NIK, NIB, phone, e-mail, codes, coordinates, ...) come right, fewer
    typed cells are wrong, and none that was right becomes wrong. The best repairs must be one and
    the same row: otherwise the row stays as it is and `note` says so.
    """
    fields = [column.field or "" for column in mapping.columns]
    cells = tuple(row)
    wrong = sum(judge_cell(field, _cell(cells, i)) < 0 for i, field in enumerate(fields))
    if not wrong or not _may_come_right(cells, fields):
        return AlignedRow(cells)
    for step in range(1, _FARTHEST + 1):
        repairs = [*_shifted(cells, fields, step, wrong)]
        if not repairs and step == 1:
            repairs = [*_cut(cells, fields, wrong)]
        if not repairs:
            continue
        best = max((repair.telling, repair.fitting) for repair in repairs)
        chosen = {
            (r.cells, r.overflow): r for r in repairs if (r.telling, r.fitting) == best
        }.values()
        if len(chosen) > 1:
            return AlignedRow(cells, note=_UNSURE)
        repair = next(iter(chosen))
        way = "kanan" if repair.shift > 0 else "kiri"
        note = f"isi baris bergeser {step} kolom ke {way}, sudah dikembalikan"
        return AlignedRow(repair.cells, repair.shift, note, repair.overflow)
    return AlignedRow(cells)


def may_have_slipped(*, mapping: ColumnMapping, row: Sequence[str]) -> bool:
    """Say whether `align_row` has to look at a row with a wrong cell; most slips are no slips."""
    return _may_come_right(tuple(row), [column.field or "" for column in mapping.columns])


@lru_cache(maxsize=20_000)  # one cell is tried at many places
def judge_cell(field: str, cell: str) -> int:
    """Return 1 for a cell that is what its column asks for, -1 for one that is not, else 0."""
    plain = cell.strip()
    if field not in TYPED or field not in KINDS or plain.casefold() in _BLANK:
        return 0
    return 1 if is_kind(field, plain) else -1


def _may_come_right(cells: tuple[str, ...], fields: Sequence[str]) -> bool:
    """Say whether enough telling cells stand near a column they fit, and not in one of their own.

    What no repair can do without; it spares trying them all on a row with a slip of the pen.
    """
    found = 0
    for at, cell in enumerate(cells):
        if not cell.strip() or (at < len(fields) and judge_cell(fields[at], cell) > 0):
            continue
        for target in range(max(0, at - _FARTHEST), min(len(fields), at + _FARTHEST + 1)):
            field = fields[target]
            if target != at and field in _TELLING and judge_cell(field, cell) > 0:
                found += 1
    return found >= _FEWEST


def _shifted(
    cells: tuple[str, ...], fields: Sequence[str], step: int, wrong: int
) -> Iterator[_Repair]:
    """Yield repairs that take out or put in `step` blanks somewhere."""
    for at in range(len(fields)):
        gap = cells[at : at + step]
        if len(gap) == step and not any(map(str.strip, gap)):
            out = cells[:at] + cells[at + step :]
            yield from _weighed(out, cells, fields, step, at, wrong)
        if at < len(cells):
            out = cells[:at] + ("",) * step + cells[at:]
            yield from _weighed(out, cells, fields, -step, at, wrong)


def _cut(cells: tuple[str, ...], fields: Sequence[str], wrong: int) -> Iterator[_Repair]:
    """Yield the repair of an address cut in two: what no column is left for is kept aside."""
    for at in range(1, min(len(fields), len(cells))):
        is_cut = fields[at - 1] == "address" and is_kind("address", cells[at - 1])
        if is_cut and cells[at].strip() and judge_cell(fields[at], cells[at]) < 0:
            out = cells[:at] + cells[at + 1 :]
            for repair in _weighed(out, cells, fields, 1, at, wrong):
                yield replace(repair, overflow=(cells[at], *repair.overflow))


def _weighed(
    moved: tuple[str, ...],
    before: tuple[str, ...],
    fields: Sequence[str],
    shift: int,
    at: int,
    wrong: int,
) -> Iterator[_Repair]:
    """Yield the repair if it holds what `align_row` promises; `at` is where the slip was."""
    width = len(fields)
    if any(map(str.strip, moved[width:])):
        return
    out = moved[:width] + ("",) * (width - len(moved))
    telling = came_right = still_wrong = 0
    for index, field in enumerate(fields):
        verdict = judge_cell(field, out[index])
        source = index if index < at else index + shift
        was_right = judge_cell(fields[source], _cell(before, source)) if 0 <= source < width else 0
        if verdict < 0 and was_right > 0:
            return
        still_wrong += verdict < 0
        # A number that is wrong where it stands may be its writer's own slip: it tells nothing.
        telling += (verdict > 0 and field in _TELLING) - (verdict < 0 and _is_words(out[index]))
        came_right += field in _TELLING and verdict > 0 and source != index and was_right <= 0
    if came_right < _FEWEST or still_wrong >= wrong or _loses(out, before, fields, shift, at):
        return
    yield _Repair(out, shift, (), telling, _fitting(out, fields))


def _loses(
    out: tuple[str, ...], before: tuple[str, ...], fields: Sequence[str], shift: int, at: int
) -> bool:
    """Say whether a telling cell that stood right would stand where nothing tells what it is."""
    for source in range(at, min(len(before), len(fields))):
        if fields[source] in _TELLING and judge_cell(fields[source], before[source]) > 0:
            target = source - shift
            if not 0 <= target < len(fields) or judge_cell(fields[target], out[target]) <= 0:
                return True
    return False


def _fitting(cells: Sequence[str], fields: Sequence[str]) -> int:
    """Count texts that look like their column, less those that look like another's."""
    total = 0
    for field, cell in zip(fields, cells, strict=True):
        plain = cell.strip()
        if not plain:
            continue
        if field in {"address", "hours"}:
            total += is_kind(field, plain)
        elif field in {"name", "owner_name", "village", "district"}:
            total -= bool(_STREET.match(plain))
            total -= field == "owner_name" and business_share([plain]) > 0
    return total


def _is_words(cell: str) -> bool:
    return sum(map(str.isalpha, cell)) >= _FEWEST_LETTERS


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if 0 <= index < len(row) else ""
