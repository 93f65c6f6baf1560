"""What stands beside all sites: the public list, robots.txt and the sitemap."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from laju.core.profile import SECTOR_NAMES, Sector
from laju.core.slugs import check_slug, make_slug
from laju.engines.sites.render import check_base_url
from laju.engines.sites.theme import environment
from laju.engines.sites.words import long_date, shown

PER_PAGE = 500  # about 25 kB compressed, and still found with the browser's own search
PER_SITEMAP = 50_000  # sitemaps.org protocol
_OURS = re.compile(r"(?:wilayah-[a-z0-9-]+\.html|sitemap(?:-\d+)?\.xml)")
OURS = re.compile(rf"index\.html|404\.html|robots\.txt|{_OURS.pattern}")  # all it consists of
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One published site; `pages` are its file names."""

    slug: str
    name: str
    region_name: str = ""
    sector: Sector = Sector.OTHER
    activity: str = ""
    pages: tuple[str, ...] = ("index.html",)
    updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class DirectoryWrite:
    """What was written beside the sites, and in `note` why something was not."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    note: str = ""


def write_directory_files(
    *,
    root: Path,
    entries: Iterable[DirectoryEntry],
    updated_on: date,
    base_url: str = "",
    programme: str = "",
) -> DirectoryWrite:
    """Write index.html, pages per region, 404.html, robots.txt and sitemaps into `root`.

    Up to 500 sites are one page; more become a page per region, cut at 500. A sitemap needs full
    addresses, so without `base_url` there is none and `note` says so. Only what changed is
    rewritten; lists and sitemaps that are no longer needed are removed.

    Raises: BadSlug, BadBaseUrl.
    """
    check_base_url(base_url)
    known = sorted(entries, key=lambda entry: (entry.region_name, entry.name.casefold()))
    for entry in known:
        check_slug(entry.slug)
    files = dict(_lists(known, updated_on=updated_on, programme=programme))
    files["404.html"] = _render("lost.html", {"home": base_url, "programme": programme})
    files |= dict(_sitemaps(known, base_url.rstrip("/"))) if base_url else {}
    robots = "User-agent: *\nAllow: /\n"
    if base_url:
        robots += f"Sitemap: {base_url.rstrip('/')}/sitemap.xml\n"
    files["robots.txt"] = robots.encode()
    note = "" if base_url else "Peta situs (sitemap.xml) tidak dibuat: alamat dasar belum ada."
    return _put(root, files, note)


def _lists(
    entries: Sequence[DirectoryEntry], *, updated_on: date, programme: str
) -> Iterator[tuple[str, bytes]]:
    by_region: dict[str, list[DirectoryEntry]] = defaultdict(list)
    for entry in entries:
        by_region[shown(entry.region_name, limit=60) or "Wilayah lain"].append(entry)
    frame = {
        "programme": shown(programme, limit=120),
        "updated": long_date(updated_on),
        "updated_iso": updated_on.isoformat(),
    }
    if len(entries) <= PER_PAGE:
        groups = [_group(name, group) for name, group in by_region.items()]
        yield "index.html", _render("directory.html", frame | _list(groups, len(entries)))
        return
    regions = []
    slugs = {name: make_slug(name) for name in by_region}
    for number, (name, group) in enumerate(by_region.items(), 1):
        stem = f"wilayah-{slugs[name]}"
        if list(slugs.values()).count(slugs[name]) > 1:
            stem += f"-{number}"
        cuts = [group[start : start + PER_PAGE] for start in range(0, len(group), PER_PAGE)]
        names = [f"{stem}-{n}.html" if n > 1 else f"{stem}.html" for n in range(1, len(cuts) + 1)]
        regions.append({"name": name, "count": len(group), "file": names[0]})
        for part, (file, cut) in enumerate(zip(names, cuts, strict=True), 1):
            pages = [
                {"file": each, "number": n, "here": n == part} for n, each in enumerate(names, 1)
            ]
            view = _list([_group(name, cut)], len(group)) | {
                "region": name,
                "pages": pages if len(names) > 1 else [],
            }
            yield file, _render("directory.html", frame | view)
    view = {"regions": regions, "count": len(entries), "region": "", "groups": [], "pages": []}
    yield "index.html", _render("directory.html", frame | view | {"sectors": []})


def _list(groups: list[dict[str, Any]], count: int) -> dict[str, Any]:
    found = {item["sector"] for group in groups for item in group["items"]}
    return {
        "groups": groups,
        "count": count,
        "region": "",
        "regions": [],
        "pages": [],
        "sectors": [
            {"key": sector.value, "name": name}
            for sector, name in SECTOR_NAMES.items()
            if sector.value in found
        ],
    }


def _group(name: str, entries: Sequence[DirectoryEntry]) -> dict[str, Any]:
    return {
        "name": name,
        "count": len(entries),
        "items": [
            {
                "href": f"{entry.slug}/index.html",
                "name": shown(entry.name, limit=120) or entry.slug,
                "activity": shown(entry.activity, limit=90),
                "sector": entry.sector.value,
                "sector_name": SECTOR_NAMES[entry.sector],
            }
            for entry in entries
        ],
    }


def _sitemaps(entries: Sequence[DirectoryEntry], base: str) -> Iterator[tuple[str, bytes]]:
    """Yield sitemap.xml, as an index over parts when there are more than 50,000 pages."""
    rows = [_row(entry, page, base) for entry in entries for page in entry.pages]
    rows.insert(0, f"<url><loc>{base.translate(_XML)}/index.html</loc></url>\n")
    parts = [rows[start : start + PER_SITEMAP] for start in range(0, len(rows), PER_SITEMAP)]
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    for number, part in enumerate(parts, 1):
        name = "sitemap.xml" if len(parts) == 1 else f"sitemap-{number}.xml"
        yield name, f"{head}<urlset {space}>\n{''.join(part)}</urlset>\n".encode()
    if len(parts) > 1:
        links = "".join(
            f"<sitemap><loc>{base.translate(_XML)}/sitemap-{number}.xml</loc></sitemap>\n"
            for number in range(1, len(parts) + 1)
        )
        yield "sitemap.xml", f"{head}<sitemapindex {space}>\n{links}</sitemapindex>\n".encode()


def _row(entry: DirectoryEntry, page: str, base: str) -> str:
    changed = f"<lastmod>{entry.updated_on.isoformat()}</lastmod>" if entry.updated_on else ""
    return f"<url><loc>{base}/{entry.slug}/{page}</loc>{changed}</url>\n".replace("&", "&amp;")


def _render(template: str, view: dict[str, Any]) -> bytes:
    text = environment().render_template(template, **view)
    return text.replace("&#x2f;", "/").encode("utf-8", "replace")


def _put(root: Path, files: dict[str, bytes], note: str) -> DirectoryWrite:
    """Write each file through a neighbour and a rename, the index last: it leads to the rest."""
    root.mkdir(parents=True, exist_ok=True)
    written = []
    for name in sorted(files, key=lambda each: (each in {"index.html", "sitemap.xml"}, each)):
        path = root / name
        if path.is_file() and path.read_bytes() == files[name]:
            continue
        draft = root / f".{name}.{os.getpid()}.new"
        draft.write_bytes(files[name])
        draft.replace(path)
        written.append(name)
    stale = [
        path for path in root.iterdir() if _OURS.fullmatch(path.name) and path.name not in files
    ]
    for path in stale:
        path.unlink(missing_ok=True)
    return DirectoryWrite(tuple(written), tuple(sorted(path.name for path in stale)), note)
