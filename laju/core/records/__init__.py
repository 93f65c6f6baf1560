"""One row of a sheet read as a business: clean values, or the reason why it is none."""

from laju.core.records.reading import read_record
from laju.core.records.values import Finding, Reader, Record, Severity

__all__ = ["Finding", "Reader", "Record", "Severity", "read_record"]
