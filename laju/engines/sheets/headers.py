"""Find the title row of a table among report titles, blanks, merged cells and column numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from laju.core.columns.contents import is_typed
from laju.core.columns.titles import fields_by_title, is_foreign_title, title_words
from laju.engines.sheets.tables import Row, Sheet

HEAD = 300  # filled rows that are looked at for them
_DEEPEST = 40  # filled rows among which the titles must stand
_LONGEST_TITLE = 80
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Head:
    """What the first rows of a table tell: its titles, the row they end in, and what was odd.

    content: how many rows lie above the content; header_row: 0 when no row has titles.
    """

    titles: tuple[str, ...]
    header_row: int
    content: int
    notes: tuple[str, ...]

    def header(self, *, extent: int) -> tuple[str, ...]:
        """Return a title for each column; `extent` is how many columns the content reaches over."""
        width = max(len(self.titles), extent)
        while width > max(extent, 1) and not self.titles[width - 1]:
            width -= 1
        named = (*self.titles[:width], *[""] * (width - len(self.titles)))
        return tuple(title or f"Kolom {index}" for index, title in enumerate(named, 1))


def build_sheet(*, name: str, rows: Sequence[Row], notes: Sequence[str] = ()) -> Sheet:
    """Turn filled rows into a sheet; without a recognisable title row all rows are content."""
    head = find_head(rows)
    content = rows[head.content :]
    header = head.header(extent=max(map(_extent, content), default=0))
    fitted = [_fitted(row, len(header)) for row in content]
    return Sheet(name, header, head.header_row, fitted, (*notes, *head.notes))


def find_head(rows: Sequence[Row]) -> Head:
    """Find titles among the first filled rows of a table; HEAD of them are enough."""
    first = _find(rows)
    if first is None:
        said = "Tidak ada baris judul kolom; kolom dinamai Kolom 1, Kolom 2, dan seterusnya."
        return Head((), 0, 0, (said,))
    notes = []
    titles, last = _titles(rows, first)
    if last + 1 < len(rows) and _is_column_numbers(rows[last + 1]):
        last += 1
        notes.append(f"Baris {rows[last].number} hanya berisi nomor kolom, dilewati.")
    if above := rows[: min(first, last)]:
        said = f"{len(above)} baris di atas judul kolom tidak dibaca sebagai data: {_quote(above)}"
        notes.append(said)
    return Head(tuple(titles), rows[last].number, last + 1, tuple(notes))


def plain_title(cell: str) -> str:
    """Return a title in one line without doubled blanks."""
    return " ".join(cell.split())


def _quote(rows: Sequence[Row]) -> str:
    texts = [plain_title(" ".join(cell for cell in row.cells if cell.strip())) for row in rows]
    shown = "; ".join(text[:80] for text in texts[:4])
    return f"“{shown}”" + (" …" if len(texts) > 4 else "")  # noqa: PLR2004


def _at(row: Row, index: int) -> str:
    return row.cells[index].strip() if index < len(row.cells) else ""


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _extent(row: Row) -> int:
    count = len(row.cells)
    while count and not row.cells[count - 1].strip():
        count -= 1
    return count


def _fitted(row: Row, width: int) -> Row:
    if len(row.cells) == width:
        return row
    cells = row.cells[:width] if _extent(row) <= width else row.cells
    return Row(row.number, cells + ("",) * (width - len(cells)))


def _known(cell: str) -> float:
    """How surely a cell is a title, from 0 to 1."""
    plain = plain_title(cell)
    if (
        not plain
        or len(plain) > _LONGEST_TITLE
        or plain.count(" ") >= _MOST_WORDS
        or is_typed(plain)
    ):
        return 0.0
    if title_words(plain) == ("nama",):
        return 0.9
    if is_foreign_title(plain):
        return 0.6
    return max(fields_by_title(plain).values(), default=0.0)


def _find(rows: Sequence[Row]) -> int | None:
    head = rows[:_DEEPEST]
    usual = Counter(_filled(row) for row in rows[:HEAD] if _filled(row) > 1).most_common(1)
    typical = usual[0][0] if usual else 1
    best, best_score = None, 0.0
    for index, row in enumerate(head):
        filled = _filled(row)
        typed = sum(is_typed(cell) for cell in row.cells)
        if not filled or (typed and not _is_mostly_years(row, typed)):
            continue
        known = [_known(cell) for cell in row.cells]
        score = sum(like for like in known if like >= 0.6)  # noqa: PLR2004
        certain = sum(like >= 0.6 for like in known)  # noqa: PLR2004
        is_enough = certain >= 2 or (certain == 1 and (filled == 1 or typical <= 2))  # noqa: PLR2004
        if not is_enough or certain < 0.25 * filled or (filled < 0.3 * typical and certain < 3):  # noqa: PLR2004
            continue
        if filled == 1 and typical == 1 and index > 0 and certain != 1:
            continue
        if score > best_score + 0.5:
            best, best_score = index, score
        if best == index and certain >= max(3, 0.5 * typical):
            break
    return best if best is not None else _by_shape(head, rows)


def _is_mostly_years(row: Row, typed: int) -> bool:
    years = sum(bool(re.fullmatch(r"(?:19|20)\d{2}", cell.strip())) for cell in row.cells)
    return typed == years and years < _filled(row) / 2


def _by_shape(head: Sequence[Row], rows: Sequence[Row]) -> int | None:
    """Unknown words are titles when they stand over columns of numbers and never come again."""
    for index, row in enumerate(head[:8]):
        texts = [plain_title(cell) for cell in row.cells if cell.strip()]
        below = rows[index + 1 : index + 200]
        if len(texts) < 2 or len(below) < 2 or len(set(texts)) < len(texts):  # noqa: PLR2004
            continue
        if any(is_typed(text) or len(text) > _LONGEST_TITLE for text in texts):
            continue
        if _filled(row) < 0.7 * max(_filled(other) for other in below[:20]):
            continue
        numeric = 0
        for column in range(_extent(row)):
            cells = [_at(other, column) for other in below if _at(other, column)]
            if _at(row, column) in cells:
                break
            numeric += bool(cells) and sum(is_typed(cell) for cell in cells) >= 0.6 * len(cells)
        else:
            if numeric:
                return index
    return None


def _titles(rows: Sequence[Row], found: int) -> tuple[list[str], int]:
    """Join two title rows into one; return the titles and the index of their last row."""
    row = rows[found]
    if found + 1 < len(rows) and _is_second(row, rows[found + 1]):
        return _joined(row, rows[found + 1]), found + 1
    if found > 0 and _is_second(rows[found - 1], row):
        return _joined(rows[found - 1], row), found
    return [plain_title(cell) for cell in row.cells[: _extent(row)]], found


def _is_second(upper: Row, lower: Row) -> bool:
    """Say whether the lower row names parts of what stands above it."""
    if lower.number - upper.number != 1 or any(is_typed(cell) for cell in lower.cells):
        return False
    width = max(_extent(upper), _extent(lower))
    under_gap = [i for i in range(1, width) if _at(lower, i) and not _at(upper, i)]
    if not under_gap or _filled(upper) < 2:  # noqa: PLR2004
        return False
    parents = {_parent(upper, i) for i in under_gap} - {-1}
    if not parents:
        return False
    odd = [
        i
        for i in range(width)
        if _at(lower, i) and _at(upper, i) and i not in parents and _at(lower, i) != _at(upper, i)
    ]
    if odd:
        return False
    named = sum(
        _known(f"{_at(upper, _parent(upper, i))} {_at(lower, i)}") > 0 or _known(_at(lower, i)) > 0
        for i in under_gap
    )
    return named >= 1 or (
        _filled(lower) <= _filled(upper) and len(under_gap) + len(parents) == _filled(lower)
    )


def _parent(upper: Row, index: int) -> int:
    """Return the title to the left under which an empty title cell lies, or -1."""
    while index >= 0 and not _at(upper, index):
        index -= 1
    return index


def _joined(upper: Row, lower: Row) -> list[str]:
    width = max(_extent(upper), _extent(lower))
    titles = []
    for index in range(width):
        above, below = plain_title(_at(upper, index)), plain_title(_at(lower, index))
        if not above and below:
            parent = _parent(upper, index)
            above = plain_title(_at(upper, parent)) if parent >= 0 else ""
        titles.append(above if above == below else f"{above} {below}".strip())
    return titles


def _is_column_numbers(row: Row) -> bool:
    """Say whether a row only counts its columns: 1, 2, 3 or (1), (2), (3)."""
    cells = [cell.strip().strip("()").rstrip(".") for cell in row.cells if cell.strip()]
    if len(cells) < 3 or not all(cell.isdecimal() for cell in cells):  # noqa: PLR2004
        return False
    numbers = [int(cell) for cell in cells]
    rises = all(after - before in {0, 1} for before, after in pairwise(numbers))
    return numbers[0] == 1 and rises and numbers[-1] > len(numbers) // 2
