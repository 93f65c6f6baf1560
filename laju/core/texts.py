"""What is said of one business: every line with the facts that back it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two; `facts` are names of Profile fields (or "products.<key>") behind it."""

    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of one post, ready to paste; hashtags begin with "#"."""

    text: str
    hashtags: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of a homepage and a landing page."""

    headline: Line  # at most 60 characters
    tagline: Line  # one sentence under the headline
    about: Line  # two to five sentences
    description: Line  # for search engines, at most 155 characters
    product_lines: Mapping[str, Line]  # by product key
    order: Line  # the WhatsApp message a buyer sends; page code is added by the page
    offer: Line  # headline of the landing page: one product, one action
    captions: tuple[Caption, ...] = ()
