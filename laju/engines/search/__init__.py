"""Search among a million businesses: an index of trigrams and words, and what of a text matched."""

from laju.engines.search.asking import Answer, Asked, Narrowing, ask, read
from laju.engines.search.building import (
    build_index,
    count_indexed,
    indexed_among,
    update_index,
)
from laju.engines.search.folders import (
    Broken,
    Manifest,
    Opened,
    current_manifest,
    open_index,
    remember,
    replace_index,
    set_aside,
    writing,
)
from laju.engines.search.lines import Line
from laju.engines.search.matching import Piece, correct, likeness, mark

__all__ = [
    "Answer",
    "Asked",
    "Broken",
    "Line",
    "Manifest",
    "Narrowing",
    "Opened",
    "Piece",
    "ask",
    "build_index",
    "correct",
    "count_indexed",
    "current_manifest",
    "indexed_among",
    "likeness",
    "mark",
    "open_index",
    "read",
    "remember",
    "replace_index",
    "set_aside",
    "update_index",
    "writing",
]
