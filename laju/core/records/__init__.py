"""One row of a sheet read as a business: clean values, or the reason why it is none."""

from laju.core.records.reading import PARTS, Part, read_record
from laju.core.records.rows import is_repeated_header, read_row, storable
from laju.core.records.sheet import DEFAULT_AREA, Understanding, understand_sheet
from laju.core.records.values import Finding, Reader, Record, Severity, fold

__all__ = [
    "DEFAULT_AREA",
    "PARTS",
    "Finding",
    "Part",
    "Reader",
    "Record",
    "Severity",
    "Understanding",
    "fold",
    "is_repeated_header",
    "read_record",
    "read_row",
    "storable",
    "understand_sheet",
]
