"""KBLI codes for free text: our coder against plain BM25 over the same titles and descriptions.

Only phrases held out before tuning count: 236 of our own and, where the list lies beside the
project, 159 real ones (see tests/golden/kbli/README.md). The last line printed is JSON.
"""

import argparse
import csv
import hashlib
import json
import math
import re
import statistics
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from laju.core.coding.coder import CERTAIN
from laju.core.kbli import Level, Version
from laju.engines.coding import load_coder
from laju.engines.reference import load_classification

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "kbli"
REAL_LIST = ROOT.parent / "shared" / "data" / "umkm" / "solo_2023_mentah.csv"
HELD, TUNE = "HELD", "TUNE"
LIMIT_TOP5 = 0.85


class Labelled(NamedTuple):
    """A phrase with the codes that are right, by version."""

    text: str
    group: str  # OWN, FREQUENT, TAIL
    codes: dict[Version, frozenset[str]]


def plain(text: str) -> str:
    """Return small letters and digits only: what the digest of a real phrase is made of."""
    parts = unicodedata.normalize("NFKD", text)
    folded = "".join(c for c in parts if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", folded))


def digest(text: str) -> str:
    return hashlib.sha256(f"laju-kbli:{plain(text)}".encode()).hexdigest()


def part_of(text: str) -> str:
    """Return which part a phrase fell into before anything was tuned."""
    return TUNE if int(digest(text), 16) % 3 == 0 else HELD


def labelled(part: str) -> list[Labelled]:
    """Return the phrases of a part; real ones only where their list is at hand."""
    own = [
        Labelled(row["phrase"], "OWN", codes_of(row))
        for row in rows_of(GOLDEN / "phrases.csv")
        if part_of(row["phrase"]) == part
    ]
    known = {r["sha256"]: r for r in rows_of(GOLDEN / "real.csv") if r["part"] == part}
    real = [
        Labelled(text, known[key]["group"], codes_of(known[key]))
        for key, text in real_phrases().items()
        if key in known and known[key]["codes_2020"]
    ]
    return own + real


def codes_of(row: dict[str, str]) -> dict[Version, frozenset[str]]:
    return {v: frozenset(row[f"codes_{v.value}"].split()) for v in Version}


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def real_phrases() -> dict[str, str]:
    """Return the activities of the real list by digest; empty where it may not be read."""
    if not REAL_LIST.is_file():
        return {}
    with REAL_LIST.open(encoding="utf-8", newline="") as file:
        column = [row[1] for row in csv.reader(file, delimiter=";") if len(row) > 2]
    return {digest(text): plain(text) for text in column}


class PlainBm25:
    """The peer: BM25 (k1 1.5, b 0.75) over title and description, words as they stand."""

    def __init__(self, version: Version) -> None:
        entries = load_classification(version=version).entries
        self.codes = [e.code for e in entries if e.level is Level.SUBCLASS]
        texts = [f"{e.title} {e.description}" for e in entries if e.level is Level.SUBCLASS]
        counts = [Counter(plain(text).split()) for text in texts]
        mean = statistics.mean(sum(count.values()) for count in counts)
        self.posts: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, count in enumerate(counts):
            norm = 1.5 * (1 - 0.75 + 0.75 * sum(count.values()) / mean)
            for word, n in count.items():
                self.posts[word].append((number, n * 2.5 / (n + norm)))

    def suggest(self, text: str) -> list[str]:
        """Return the five best codes."""
        scores: dict[int, float] = defaultdict(float)
        for word in plain(text).split():
            posts = self.posts.get(word, [])
            rarity = math.log(1 + (len(self.codes) - len(posts) + 0.5) / (len(posts) + 0.5))
            for number, weight in posts:
                scores[number] += rarity * weight
        best = sorted(scores, key=lambda number: (-scores[number], number))[:5]
        return [self.codes[number] for number in best]


def rate(hits: Iterable[bool]) -> float:
    return round(statistics.mean(hits), 4)


def timed(work: Callable[[str], Any], texts: list[str]) -> float:
    """Return milliseconds per phrase in a first run: nothing is remembered from a warm-up."""
    start = time.perf_counter()
    for text in texts:
        work(text)
    return (time.perf_counter() - start) * 1000 / len(texts)


def measure(part: str) -> dict[str, Any]:
    sample = labelled(part)
    texts = [each.text for each in sample]
    result: dict[str, Any] = {"phrases": len(sample)}
    result |= {f"phrases_{g.lower()}": n for g, n in Counter(x.group for x in sample).items()}
    sure: list[bool] = []
    for version in Version:
        start = time.perf_counter()
        coder = load_coder(version=version)
        result[f"load_ms_{version.value}"] = round((time.perf_counter() - start) * 1000)
        ours_ms = timed(lambda text, c=coder: c.suggest(text=text), texts)  # type: ignore[misc]
        found = [coder.suggest(text=text) for text in texts]
        end = "" if version is Version.KBLI_2020 else "_2025"
        firsts = [
            bool(s) and s[0].code in each.codes[version]
            for s, each in zip(found, sample, strict=True)
        ]
        fives = [
            any(x.code in each.codes[version] for x in s)
            for s, each in zip(found, sample, strict=True)
        ]
        result |= {f"top1{end}": rate(firsts), f"top5{end}": rate(fives)}
        for group in ("OWN", "FREQUENT", "TAIL"):
            hits = [hit for hit, each in zip(fives, sample, strict=True) if each.group == group]
            if hits:
                result[f"top5_{group.lower()}{end}"] = rate(hits)
        sure += [
            first for first, s in zip(firsts, found, strict=True) if s and s[0].score >= CERTAIN
        ]
        peer = PlainBm25(version)
        peer_ms = timed(peer.suggest, texts)
        guesses = [peer.suggest(text) for text in texts]
        result[f"bm25_top5{end}"] = rate(
            bool(each.codes[version].intersection(g))
            for g, each in zip(guesses, sample, strict=True)
        )
        if version is Version.KBLI_2020:
            result |= {
                "ms_per_query": round(ours_ms, 3),
                "bm25_ms": round(peer_ms, 3),
                "ratio_peer": round(peer_ms / ours_ms, 3),
            }
    result["auto_threshold"] = CERTAIN
    result["auto_share"] = round(len(sure) / (2 * len(sample)), 4)
    result["auto_right"] = rate(sure) if sure else 0.0
    result["ratio_limit"] = round(result["top5"] / LIMIT_TOP5, 3)
    return result


def errors(part: str) -> Iterator[str]:
    """Yield the lines of the table of errors: our own phrases only, real ones may not be told."""
    yield "| phrase | KBLI | right | first three suggested |"
    yield "|---|---|---|---|"
    for each in labelled(part):
        for version in Version if each.group == "OWN" else ():
            found = load_coder(version=version).suggest(text=each.text)
            if not any(s.code in each.codes[version] for s in found):
                right = ", ".join(sorted(each.codes[version]))
                told = "; ".join(f"{s.code} {s.title.capitalize()[:40]}" for s in found[:3])
                yield f"| {each.text.replace('|', '/')} | {version.value} | {right} | {told or '–'} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=(HELD, TUNE), default=HELD)
    parser.add_argument("--errors", action="store_true", help="print the table of errors instead")
    options = parser.parse_args()
    if options.errors:
        print(*errors(options.part), sep="\n")
        return
    if not REAL_LIST.is_file():
        print("The list of real activities is not here: only the project's own phrases count.")
    print(json.dumps(measure(options.part)))


if __name__ == "__main__":
    main()
