"""One row of a sheet read as a business: clean values, or the reason why it is none."""

from laju.core.records.reading import read_record
from laju.core.records.sheet import DEFAULT_AREA, Understanding, understand_sheet
from laju.core.records.values import Finding, Reader, Record, Severity

__all__ = [
    "DEFAULT_AREA",
    "Finding",
    "Reader",
    "Record",
    "Severity",
    "Understanding",
    "read_record",
    "understand_sheet",
]
