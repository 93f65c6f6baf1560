"""A labelled registry the size of a province, made from a seed; nobody in it lives."""

from laju.engines.synthesis.damage import FAULTS, Fault
from laju.engines.synthesis.linkage import LINKAGE, make_lines, synthesise_linkage
from laju.engines.synthesis.province import TRUTH, Province, write_province

__all__ = [
    "FAULTS",
    "LINKAGE",
    "TRUTH",
    "Fault",
    "Province",
    "make_lines",
    "synthesise_linkage",
    "write_province",
]
