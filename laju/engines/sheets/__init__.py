"""Office tables as they come: read whole, given back with what to repair."""

from laju.engines.sheets.archives import (
    BrokenArchive,
    DangerousArchive,
    NotAWorkbook,
    TableTooLarge,
)
from laju.engines.sheets.corrections import UnknownSheetFormat, escape_formula, write_corrections
from laju.engines.sheets.reading import (
    EmptySheet,
    FileTooLarge,
    SheetNotFound,
    SheetUnreadable,
    read_sheets,
)
from laju.engines.sheets.tables import Row, Sheet
from laju.engines.sheets.workbooks import LockedWorkbook

__all__ = [
    "BrokenArchive",
    "DangerousArchive",
    "EmptySheet",
    "FileTooLarge",
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
