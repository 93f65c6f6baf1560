"""Office tables as they come: read whole, given back with what to repair."""

from laju.engines.sheets.archives import (
    BrokenArchive,
    DangerousArchive,
    NotAWorkbook,
    TableTooLarge,
)
from laju.engines.sheets.corrections import (
    REMEDY_TITLE,
    UnknownSheetFormat,
    escape_formula,
    write_corrections,
)
from laju.engines.sheets.reading import (
    EmptySheet,
    FileTooLarge,
    SheetNotFound,
    SheetUnreadable,
    read_sheets,
)
from laju.engines.sheets.tables import Lines, Row, Sheet
from laju.engines.sheets.workbooks import LockedWorkbook

__all__ = [
    "REMEDY_TITLE",
    "BrokenArchive",
    "DangerousArchive",
    "EmptySheet",
    "FileTooLarge",
    "Lines",
    "LockedWorkbook",
    "NotAWorkbook",
    "Row",
    "Sheet",
    "SheetNotFound",
    "SheetUnreadable",
    "TableTooLarge",
    "UnknownSheetFormat",
    "escape_formula",
    "read_sheets",
    "write_corrections",
]
