"""Fills templates with slots and chooses among those whose facts are known."""

import re
from collections.abc import Sequence
from functools import cache

from laju.core.grammar.seeds import shuffled
from laju.core.grammar.slots import UNNAMED, Slots
from laju.core.indonesian import start_sentence
from laju.core.texts import Line

_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: str, *, slots: Slots) -> Line:
    """Return the template with its slots filled, and the facts they stand on."""
    facts: dict[str, None] = {}

    def word(found: re.Match[str]) -> str:
        line = slots[found[1]]
        facts.update(dict.fromkeys(line.facts))
        return line.text

    text = _SLOT.sub(word, template)
    if text.startswith(UNNAMED):
        text = start_sentence(text)
    # A name such as "UD. Jaya Co." or an address brings its own full stop.
    return Line(re.sub(r"(?<=[.!?…])\.(?=\s|$)", "", text), tuple(facts))


def known(templates: Sequence[str], *, slots: Slots) -> list[str]:
    """Return the templates whose slots are all known."""
    return [each for each in templates if slots_in(each) <= slots.keys()]


@cache
def slots_in(template: str) -> frozenset[str]:
    """Return the names of the slots of a template."""
    return frozenset(_SLOT.findall(template))


def choose_line(
    templates: Sequence[str], *, slots: Slots, seed: str, purpose: str, limit: int = 0
) -> Line | None:
    """Return one filled template, at most `limit` characters long, or None when none can be said."""
    for template in shuffled(known(templates, slots=slots), seed=seed, purpose=purpose):
        line = fill(template, slots=slots)
        if not limit or len(line.text) <= limit:
            return line
    return None


def first_line(templates: Sequence[str], *, slots: Slots, limit: int) -> Line | None:
    """Return the first template that can be said within `limit` characters."""
    filled = (fill(each, slots=slots) for each in known(templates, slots=slots))
    return next((line for line in filled if len(line.text) <= limit), None)
