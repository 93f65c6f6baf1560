"""Codes for an activity from the data that ships: the coder of the core, made once per version."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache

from laju.core.coding import Coder, Confirmed, Suggestion, follow_code, read_everyday
from laju.core.kbli import Level, Version
from laju.engines.reference import DATA, load_classification


@cache
def load_coder(*, version: Version) -> Coder:
    """Return the coder of one version; making it takes about half a second."""
    with (DATA / "kbli" / "everyday.csv").open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file))
    return Coder(
        classification=load_classification(version=version),
        everyday=read_everyday(rows=rows, version=version, successors=load_successors()),
    )


@cache
def load_successors() -> Mapping[str, Sequence[str]]:
    """Return the codes of 2025 this project proposes for codes of 2020; no official table exists."""
    with (DATA / "kbli" / "successors.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code_2020"]: tuple(row["codes_2025"].split("/")) for row in csv.DictReader(file)
        }


def suggest_kbli(
    *, text: str, version: Version, memory: Sequence[Confirmed] = (), limit: int = 5
) -> list[Suggestion]:
    """Return the likeliest codes for an activity in the owner's own words, the best first.

    memory: what people confirmed for the same words (`core.coding.phrase_key`) in this version.
    """
    return load_coder(version=version).suggest(text=text, memory=memory, limit=limit)


def follow_kbli(*, code: str, version: Version, text: str = "", limit: int = 5) -> list[Suggestion]:
    """Return what a code may have become in the other version, or may have been.

    Our own proposal, from the titles and from what the owner wrote: no official table exists.
    """
    other = next(each for each in Version if each is not version)
    moved = load_successors() if version is Version.KBLI_2020 else _predecessors()
    entry = load_classification(version=version).by_code.get(code)
    return follow_code(
        listed=moved.get(code, ()),
        title=entry.title if entry else "",
        text=text,
        coder=load_coder(version=other),
    )[:limit]


@cache
def _predecessors() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for old, new in load_successors().items():
        for code in new:
            found.setdefault(code, []).append(old)
    return found


def search_kbli(*, words: str, version: Version, limit: int = 20) -> list[Suggestion]:
    """Return the entries whose title or description holds the words, the best first; a code itself, too."""
    coder = load_coder(version=version)
    known = load_classification(version=version).by_code
    wanted = words.strip()
    if wanted.isascii() and wanted.isdigit():
        return [
            Suggestion(entry.code, entry.title, 1.0, "kode")
            for entry in known.values()
            if entry.level is Level.SUBCLASS and entry.code.startswith(wanted)
        ][:limit]
    return coder.search(words=words, limit=limit)
