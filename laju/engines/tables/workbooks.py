"""Tidy XLSX files as columns; what is not tidy is left to engines.sheets."""

import re
from pathlib import Path

import fastexcel
import polars as pl

from laju.engines.sheets.archives import check_archive
from laju.engines.sheets.headers import HEAD, find_head
from laju.engines.sheets.shared_texts import check_shared_texts
from laju.engines.sheets.tables import rows_of
from laju.engines.sheets.workbooks import cell_text
from laju.engines.tables.delimited import without_blank_rows

# Cells that are no plain text: their column, whether they have a style (dates do), their kind, and
# the start of a number that fastexcel does not write as a person sees it: fractions, fifteen digits
# or more, minus nought. No column: a cell written in another way than most programs do.
_CELL = re.compile(
    rb'<c (?:r="([A-Z]+)[0-9]+"( s="[0-9]+")?(?: t="([nbed])")?>'
    rb'(?:<v>(-?[0-9]*[.eE]|-?[0-9]{15}|-0<)?)?|(?!r=")[^>]*>)'
)
# The first cell that is neither a text nor a whole number of few digits without a style.
_TOLD = re.compile(
    rb'<c (?!r="[A-Z]+[0-9]+"(?:(?: s="[0-9]+")?(?: t="(?:inlineStr|str|s)"|/>)'
    rb"|><v>(?:0|-?[1-9][0-9]{0,13})<))"
)
_FIRST_COLUMN = re.compile(rb'<c r="A[0-9]+"[^>]*[^/]>')
_OTHER_SHEETS = ("chartsheets/", "dialogsheets/", "macrosheets/")
_MOMENT = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_FIRST_YEAR = 1901  # before: times of the day and lengths of time
_LONGEST_TAG = 1 << 16

Sheets = list[tuple[str, pl.DataFrame]]


class _Marks:
    """What the parts of a workbook tell that text alone does not."""

    def __init__(self) -> None:
        self.delicate: set[bytes] = set()  # columns whose numbers have to be read as numbers
        self.styled: set[bytes] = set()  # columns whose numbers may be dates
        self.is_odd = False
        self._starts: dict[str, bool] = {}  # whether a sheet begins in column A
        self._rest = b""

    @property
    def columns(self) -> set[int]:
        """Return the places of all these columns."""
        return {_place(column) for column in self.delicate | self.styled}

    @property
    def is_readable(self) -> bool:
        """Say whether every cell can be read as columns, or at least be told apart."""
        is_placed = not (self.delicate or self.styled) or all(self._starts.values())
        return not self.is_odd and is_placed

    def see(self, part: str, piece: bytes) -> None:
        """Look at the next bytes of a part."""
        self.is_odd |= any(kind in part for kind in _OTHER_SHEETS)
        if "worksheets/" not in part or not part.endswith(".xml"):
            return
        data = piece if part not in self._starts else self._rest + piece
        cut = max(data.rfind(b"<c "), 0)
        self._rest = data[cut:] if len(data) - cut < _LONGEST_TAG else b""
        for column, style, kind, digits in set(_CELL.findall(data)) if _TOLD.search(data) else ():
            self.is_odd |= not column or kind in {b"b", b"e", b"d"}
            if digits:
                self.delicate.add(column)
            if style:
                self.styled.add(column)
        self._starts[part] = self._starts.get(part) or bool(_FIRST_COLUMN.search(data))


def read_columns(*, path: Path) -> Sheets | None:
    """Return the filled rows of every sheet of a workbook, None where it is not tidy.

    Raises: what engines.sheets.archives.check_archive and check_shared_texts raise.
    """
    marks = _Marks()
    if check_archive(path=path, watch=marks.see) != "xlsx":
        return None
    check_shared_texts(path=path)
    if not marks.is_readable:
        return None
    try:
        book = fastexcel.read_excel(path)
        sheets = []
        for name in book.sheet_names:
            cells = _cells(book, name, marks)
            if cells is None:
                return None
            sheets.append((name, cells))
    except fastexcel.FastExcelError:
        return None
    return sheets


def _cells(book: fastexcel.ExcelReader, name: str, marks: _Marks) -> pl.DataFrame | None:
    """Return the filled rows of a sheet, None where texts and numbers cannot be told apart."""
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    if not sheet.width or not sheet.height:
        return pl.DataFrame(schema={"number": pl.UInt32, "c0": pl.String})
    cells = _frame(sheet).with_columns(pl.all().cast(pl.String).fill_null(""))
    cells = cells.with_row_index("number", offset=1)
    filled = without_blank_rows(cells)
    places = sorted(place for place in marks.columns if place < sheet.width)
    if not places:
        return filled
    above = find_head(rows_of(filled.head(HEAD).iter_rows())).header_row
    exact = _exact(book, name, places, above)
    delicate = {_place(column) for column in marks.delicate}
    for place in places:
        texts = cells[f"c{place}"]
        told = exact.get(place)
        if told is not None and above + told.len() == texts.len():
            read = pl.concat([texts.head(above), told.alias(texts.name)])
            cells = cells.with_columns(read)
        elif place in delicate or texts.slice(above).str.contains(_MOMENT).any():
            return None
    return without_blank_rows(cells)


def _exact(
    book: fastexcel.ExcelReader, name: str, places: list[int], above: int
) -> dict[int, pl.Series]:
    """Return the columns that hold numbers or dates only, below the titles, as a person sees them."""
    try:
        sheet = book.load_sheet(
            name, header_row=None, skip_rows=above, schema_sample_rows=None, use_columns=places
        )
    except fastexcel.UnsupportedColumnTypeCombinationError:
        return {}
    columns = zip(places, _frame(sheet).get_columns(), strict=True)
    return {place: text for place, column in columns if (text := _text(column)) is not None}


def _text(values: pl.Series) -> pl.Series | None:
    """Return what engines.sheets.workbooks.cell_text says of each value, None for other kinds."""
    if values.dtype.is_temporal():
        if values.dtype not in (pl.Date, pl.Datetime) or (values.dt.year() < _FIRST_YEAR).any():
            return None
    elif not values.dtype.is_numeric():
        return None
    told = values.unique().drop_nulls()
    texts = pl.Series([cell_text(value) for value in told], dtype=pl.String)
    return values.replace_strict(told, texts, default="", return_dtype=pl.String)


def _frame(sheet: fastexcel.ExcelSheet) -> pl.DataFrame:
    frame = pl.DataFrame(sheet.to_arrow())
    return frame.rename({name: f"c{index}" for index, name in enumerate(frame.columns)})


def _place(letters: bytes) -> int:
    """Return the place of a column by its letters, A being 0."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
