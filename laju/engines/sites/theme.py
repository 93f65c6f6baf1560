"""The theme read once per process: every mood becomes pages that need no other file."""

import hashlib
import re
from functools import cache
from pathlib import Path

import minijinja

from laju.core.profile import Mood

FOLDER = Path(__file__).resolve().parents[2] / "themes" / "pasar"
PAGES = ("home.html", "landing.html")
SHARED = ("directory.html", "lost.html")  # the list of all sites has no mood of its own
_INCLUDE = re.compile(r"\{#\s*include ([a-z-]+\.(?:html|css|svg))\s*#\}")
_MOOD_INCLUDE = re.compile(r"\{#\s*include mood ([a-z-]+)\.(css|svg)\s*#\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--(?!\[).*?-->", re.DOTALL)
_CSS_GAPS = re.compile(r"\s*([{}:;,>])\s*")


def page_source(page: str, mood: Mood) -> str:
    """Return the template of a page with style, motif and parts put in and blanks taken out."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    while found := (_MOOD_INCLUDE.search(text) or _INCLUDE.search(text)):
        name = f"{found[1]}-{mood}.{found[2]}" if found.re is _MOOD_INCLUDE else found[1]
        part = (FOLDER / name).read_text(encoding="utf-8")
        text = text[: found.start()] + _small(part, name) + text[found.end() :]
    return _small(text, page)


@cache
def environment() -> minijinja.Environment:
    """Return the one environment of this process; its templates are named "<mood>/<page>"."""
    templates = {f"{mood}/{page}": page_source(page, mood) for mood in Mood for page in PAGES}
    templates |= {page: page_source(page, Mood.LOOM) for page in SHARED}
    return minijinja.Environment(templates=templates)


@cache
def theme_version() -> str:
    """Return a short hash over every file that decides how a page looks."""
    digest = hashlib.blake2b(digest_size=8)
    for mood in Mood:
        for page in PAGES:
            digest.update(page_source(page, mood).encode())
    return digest.hexdigest()


def _small(text: str, name: str) -> str:
    text = _COMMENT.sub("", text)
    if name.endswith(".css"):
        # a blank before ":" can be a descendant (".a :focus"); the theme writes none of those
        return _CSS_GAPS.sub(r"\1", " ".join(text.split())).replace(";}", "}")
    # lines are only for whoever edits the theme; a blank between two elements is written inline
    return "".join(line.strip() for line in text.splitlines())
