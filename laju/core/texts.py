"""What is said of one business: every line with the facts that back it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two; `facts` are names of Profile fields (or "products.<key>") behind it."""

    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of one post, ready to paste; hashtags begin with "#".

    `short` (at most 160 characters) and `long` say the same post in two more lengths; empty where
    only the usual length was asked for.
    """

    text: str
    hashtags: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    short: str = ""
    long: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question buyers ask, and the answer from the facts."""

    text: str
    answer: Line


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
    faq: tuple[Question, ...] = ()
    greeting: Line = Line("")  # what WhatsApp Business answers by itself
    alts: Mapping[str, Line] = field(default_factory=dict)  # by product key; "" is the shop itself
    language: str = "id"  # "id" or "en"
