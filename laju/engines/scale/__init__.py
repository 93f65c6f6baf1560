"""The heavy work as functions from tables to tables, for one machine or for many (ADR 0021)."""

from laju.engines.scale.cells import count_cells
from laju.engines.scale.levels import EVIDENCE, LEVELS, grade_table, measure
from laju.engines.scale.links import link
from laju.engines.scale.pages import PAGES, SITES, place_pages, publish, render_table, store_site
from laju.engines.scale.runner import OneMachine, Runner, parquet_files, read_table

__all__ = [
    "EVIDENCE",
    "LEVELS",
    "PAGES",
    "SITES",
    "OneMachine",
    "Runner",
    "count_cells",
    "grade_table",
    "link",
    "measure",
    "parquet_files",
    "place_pages",
    "publish",
    "read_table",
    "render_table",
    "store_site",
]
