"""Codes of the classification for what owners write in one line."""

from laju.core.coding.coder import Coder, Confirmed, Suggestion, follow_code
from laju.core.coding.everyday import Everyday, read_everyday
from laju.core.coding.words import phrase_key

__all__ = [
    "Coder",
    "Confirmed",
    "Everyday",
    "Suggestion",
    "follow_code",
    "phrase_key",
    "read_everyday",
]
