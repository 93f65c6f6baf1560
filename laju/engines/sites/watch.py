"""Is a site on disk what was put there? Pages changed, lost or slipped in, and what they say."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from laju.core.gambling import find_gambling

PICTURE = re.compile(r"foto-\d+-\d+\.webp|poster-[a-z]+\.jpg")
MOST_FOREIGN = 200  # files named per site; a hijacker may leave thousands
MOST_BYTES = 2_000_000  # of a file that is read for words
_BRINGS = (
    ("kode dari luar", re.compile(rb"<script[^>]+src\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE)),
    ("bingkai dari luar", re.compile(rb"<iframe", re.IGNORECASE)),
    ("pengalihan", re.compile(rb"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)),
    ("kode tersamar", re.compile(rb"eval\s*\(|document\.write\s*\(|fromCharCode", re.IGNORECASE)),
)


class Wrong(StrEnum):
    """What is wrong with a file."""

    CHANGED = "CHANGED"
    MISSING = "MISSING"
    FOREIGN = "FOREIGN"  # nobody here put it there


@dataclass(frozen=True, slots=True)
class Found:
    """One file that is not as it was left: its name in the site, and what it says or brings."""

    name: str
    wrong: Wrong
    told: tuple[str, ...] = ()


def inspect_site(*, folder: Path, manifest: Mapping[str, str]) -> list[Found]:
    """Compare a site's folder with the SHA-256 of each page it was released with.

    Pictures of ours beside the pages are no trouble; folders, links, dot files and anything else are.
    """
    found = []
    for name, sha256 in sorted(manifest.items()):
        path = folder / name
        if path.is_symlink():
            continue  # told below
        wrong = compare_page(path, sha256)
        if wrong:
            told = read_for_harm(path) if wrong is Wrong.CHANGED else ()
            found.append(Found(name, wrong, told))
    return [*found, *_foreign(folder, manifest)]


def compare_page(path: Path, sha256: str) -> Wrong | None:
    """Say what is wrong with a page on disk; None when it is as it was released."""
    if not path.is_file():
        return Wrong.MISSING
    is_same = hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    return None if is_same else Wrong.CHANGED


def inspect_root(*, root: Path, slugs: Collection[str], is_ours: re.Pattern[str]) -> list[Found]:
    """Return folders and files at the root of all sites that belong to no site.

    is_ours: names of files the directory of sites consists of.
    """
    found = []
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        if path.name in slugs or path.name.startswith(".laju-") or is_ours.fullmatch(path.name):
            continue
        told = read_for_harm(path) if path.is_file() and not path.is_symlink() else ()
        for inner in (
            sorted(path.rglob("*.htm*"))[:5] if path.is_dir() and not path.is_symlink() else ()
        ):
            told = tuple(dict.fromkeys((*told, *read_for_harm(inner))))
        found.append(Found(path.name, Wrong.FOREIGN, told))
    return found[:MOST_FOREIGN]


def read_for_harm(path: Path) -> tuple[str, ...]:
    """Return words of gambling and what a file brings from elsewhere, in words."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES)
    except OSError:
        return ("tidak dapat dibaca",)
    brought = tuple(name for name, pattern in _BRINGS if pattern.search(content))
    return (*find_gambling(content.decode("utf-8", "replace")), *brought)


def _foreign(folder: Path, manifest: Mapping[str, str]) -> list[Found]:
    if not folder.is_dir():
        return []
    found = []
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        is_plain = path.is_file() and not path.is_symlink()
        if is_plain and (name in manifest or PICTURE.fullmatch(name)):
            continue
        found.append(Found(name, Wrong.FOREIGN, read_for_harm(path) if is_plain else ()))
        if len(found) >= MOST_FOREIGN:
            break
    return found


def _walk(folder: Path) -> Iterator[Path]:
    """Yield files and links below a folder, never through a link."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path
