"""Everything Laju says about a business, in Bahasa Indonesia and for pages in English, from its facts alone."""

from laju.core.grammar.captions import compose_caption, compose_lengths
from laju.core.grammar.pages import compose_order, compose_texts

__all__ = ["compose_caption", "compose_lengths", "compose_order", "compose_texts"]
