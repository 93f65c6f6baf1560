"""Texts changed by hand on top of the composed ones, and drafts that two people change at once."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from laju.core.claims import Violation, check_text
from laju.core.profile import Profile
from laju.core.texts import Line, Texts

# What can be changed by hand, with the most characters the page has room for.
LIMITS: Mapping[str, int] = {
    "headline": 60,
    "tagline": 200,
    "about": 900,
    "offer": 60,
    "order": 300,
    "description": 155,
}
PRODUCT = "product_lines."
PRODUCT_LIMIT = 200
_MISSING = object()
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def paths_of(texts: Texts) -> tuple[str, ...]:
    """Return the names of all texts that can be changed by hand, in the order of the page."""
    return (*LIMITS, *(f"{PRODUCT}{key}" for key in texts.product_lines))


def text_at(texts: Texts, path: str) -> str:
    """Return the text of that name; "" for a product that is not there any more."""
    if path.startswith(PRODUCT):
        line = texts.product_lines.get(path.removeprefix(PRODUCT))
        return line.text if line else ""
    line = getattr(texts, path)
    assert isinstance(line, Line)
    return line.text


def limit_of(path: str) -> int:
    """Return the most characters a text may have."""
    return LIMITS.get(path, PRODUCT_LIMIT)


def edits_between(*, composed: Texts, told: Mapping[str, str]) -> dict[str, str]:
    """Return what of `told` differs from the composed words; an empty text asks for those.

    Blanks at the ends and doubled ones make no difference; lines of "about" stay.
    """
    edits = {}
    for path in paths_of(composed):
        words = tidy(told.get(path, ""))
        if words and words != tidy(text_at(composed, path)):
            edits[path] = words
    return edits


def tidy(words: str) -> str:
    r"""Return words without control characters, outer and doubled blanks; of lines at most one empty.

    >>> tidy("  Keripik\0   ubi \r\n\r\n\r\n renyah ")
    'Keripik ubi\n\nrenyah'
    """
    plain = _CONTROLS.sub("", words.replace("\r\n", "\n"))
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    text = "\n".join(lines).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def with_edits(*, composed: Texts, edits: Mapping[str, str]) -> Texts:
    """Return the composed texts with the changed ones in their place; captions are left alone.

    A change to a product that is not there any more is passed over.
    """
    lines = dict(composed.product_lines)
    changed: dict[str, Any] = {}
    for path, words in edits.items():
        if not path.startswith(PRODUCT):
            changed[path] = Line(words)
        elif (key := path.removeprefix(PRODUCT)) in lines:
            lines[key] = Line(words)
    return replace(composed, **changed, product_lines=lines)


def check_edits(*, edits: Mapping[str, str], profile: Profile) -> dict[str, tuple[Violation, ...]]:
    """Return what the claim guard finds in each changed text; empty when all may be published."""
    found = {path: check_text(text=words, profile=profile) for path, words in edits.items()}
    return {path: violations for path, violations in found.items() if violations}


def merge_drafts(
    *, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Put together what two people made of the same draft; name the fields both changed.

    A field only one of them changed takes that change; one both changed alike is no conflict. In a
    conflict the merged draft holds `theirs`, which is stored already; `mine` is the caller's to keep.

    >>> merge_drafts(base={"a": 1, "b": 1}, mine={"a": 2, "b": 1}, theirs={"a": 1, "b": 3})
    ({'a': 2, 'b': 3}, ())
    >>> merge_drafts(base={"a": 1}, mine={"a": 2}, theirs={"a": 3})
    ({'a': 3}, ('a',))
    """
    merged, conflicts = {}, []
    for name in sorted({*base, *mine, *theirs}):
        was, left, right = (d.get(name, _MISSING) for d in (base, mine, theirs))
        if left != right and was not in (left, right):
            conflicts.append(name)
        value = left if right == was else right
        if value is not _MISSING:
            merged[name] = value
    return merged, tuple(conflicts)


def hash_state(
    *, profile: Mapping[str, Any], texts: Mapping[str, Any], design: Mapping[str, Any]
) -> str:
    """Return the SHA-256 (64 hex digits) of a state of a page, told as plain values.

    Who approves a page approves this hash; the same state has the same hash on every machine.
    """
    told = {"profile": profile, "texts": texts, "design": design}
    words = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
