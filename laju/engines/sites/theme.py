"""The three themes read once per process: pages that need no other file to look right."""

import hashlib
import re
from functools import cache
from pathlib import Path

import minijinja

from laju.core.design import Theme

FOLDER = Path(__file__).resolve().parents[2] / "themes" / "pasar"
PAGES = ("home.html", "landing.html", "list.html")
SHARED = ("directory.html", "lost.html")  # the list of all sites has no theme of its own
STYLE = "gaya.css"  # beside the pages: what stands below the first view
SCRIPT = "belanja.js"  # beside the pages: cart, open now, copy; each page says all without it
_INCLUDE = re.compile(r"\{#\s*include ([a-z-]+\.(?:html|css|svg))\s*#\}")
_THEME_INCLUDE = re.compile(r"\{#\s*include theme ([a-z-]+)\.(css|svg)\s*#\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--(?!\[).*?-->", re.DOTALL)
_CSS_GAPS = re.compile(r"\s*([{}:;,>])\s*")


def page_source(page: str, theme: Theme) -> str:
    """Return the template of a page with style, motif and parts put in and blanks taken out."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    while found := (_THEME_INCLUDE.search(text) or _INCLUDE.search(text)):
        name = f"{found[1]}-{theme}.{found[2]}" if found.re is _THEME_INCLUDE else found[1]
        part = (FOLDER / name).read_text(encoding="utf-8")
        text = text[: found.start()] + _small(part, name) + text[found.end() :]
    return _small(text, page)


@cache
def environment() -> minijinja.Environment:
    """Return the one environment of this process; its templates are named "<theme>/<page>"."""
    templates = {f"{theme}/{page}": page_source(page, theme) for theme in Theme for page in PAGES}
    templates |= {page: page_source(page, Theme.SHOP) for page in SHARED}
    return minijinja.Environment(templates=templates)


@cache
def style(theme: Theme) -> bytes:
    """Return the style of all below the first view."""
    parts = ("rest.css", f"rest-{theme}.css")
    texts = (_small((FOLDER / part).read_text(encoding="utf-8"), part) for part in parts)
    return "".join(texts).encode()


@cache
def script() -> bytes:
    """Return the one script of the pages, comments and indentation taken out."""
    lines = (FOLDER / SCRIPT).read_text(encoding="utf-8").splitlines()
    kept = (line.strip() for line in lines if not line.strip().startswith("//"))
    return "\n".join(line for line in kept if line).encode()


@cache
def theme_version() -> str:
    """Return a short hash over every file that decides how a page looks."""
    digest = hashlib.blake2b(digest_size=8)
    for theme in Theme:
        for page in PAGES:
            digest.update(page_source(page, theme).encode())
        digest.update(style(theme))
    digest.update(script())
    return digest.hexdigest()


def _small(text: str, name: str) -> str:
    text = _COMMENT.sub("", text)
    if name.endswith(".css"):
        # a blank before ":" can be a descendant (".a :focus"); the theme writes none of those
        return _CSS_GAPS.sub(r"\1", " ".join(text.split())).replace(";}", "}")
    # lines are only for whoever edits the theme; a blank between two elements is written inline
    return "".join(line.strip() for line in text.splitlines())
