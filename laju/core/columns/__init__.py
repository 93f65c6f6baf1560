"""Which column of an office's sheet means what."""

from laju.core.columns.cells import apply_mapping
from laju.core.columns.contents import read_coordinates
from laju.core.columns.fields import FIELDS, LABELS
from laju.core.columns.mapping import Column, ColumnMapping, propose_mapping
from laju.core.columns.slips import AlignedRow, align_row
from laju.core.columns.titles import fields_by_title

__all__ = [
    "FIELDS",
    "LABELS",
    "AlignedRow",
    "Column",
    "ColumnMapping",
    "align_row",
    "apply_mapping",
    "fields_by_title",
    "propose_mapping",
    "read_coordinates",
]
