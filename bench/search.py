"""Search by misspelt name over a whole registry, paired with SQLite's FTS5 and with the index alone.

Ours is timed as a page asks for it (`registry.queries.search_businesses`): scope, index, rows read
from the database. The peer is what one builds without an index beside the database: FTS5 over words,
each unknown word corrected by the vocabulary with rapidfuzz, the best fifty ranked by rapidfuzz. The
limit is the bare index: the same trigrams asked for once, ten numbers back. Ratios are of the 95th
percentiles, taken in turn, query by query; `p95_processor_ms` is what remains of ours when others
use the machine at the same time. With --postgres also
pg_trgm, on a tenth of the queries. 300 queries:

- copy (100): name and owner as the synthetic province wrote the same business a second time
- name (80): name and owner, mistyped by `bench.slips`
- place (60): owner and district, mistyped
- part (60): the name without its first word, and the district, mistyped

A hit is the very business among the first ten; where a query cannot tell several apart because what
was asked for is the same for all, any of them (`hit_at_10_very` counts the very one only).
"""

import argparse
import contextlib
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from rapidfuzz import fuzz, process

from bench.registries import make_registry, use
from bench.slips import misremember

KINDS = {"copy": 100, "name": 80, "place": 60, "part": 60}
TOP = 10


class Query(NamedTuple):
    kind: str
    text: str
    very: int
    fits: frozenset[int]


def make_queries(true: pl.DataFrame, copies: pl.DataFrame, seed: int) -> list[Query]:
    chance = random.Random(seed)
    told = copies.filter((pl.col("owner_name") != "") & (pl.col("name") != ""))
    queries = [
        Query(
            "copy",
            f"{row['name']} {row['owner_name']}",
            row["unit_id"],
            frozenset({row["unit_id"]}),
        )
        for row in told.sample(KINDS["copy"], seed=seed).iter_rows(named=True)
    ]
    some = true.filter((pl.col("owner") != "") & (pl.col("district") != ""))
    for number, (kind, fields) in enumerate(
        (
            ("name", ("name", "owner")),
            ("place", ("owner", "district")),
            ("part", ("rest", "district")),
        )
    ):
        chosen = some.filter(pl.col("rest") != "") if kind == "part" else some
        for row in chosen.sample(KINDS[kind], seed=seed + number + 1).iter_rows(named=True):
            same = true.filter(pl.all_horizontal(pl.col(f) == row[f] for f in fields))
            text = misremember(" ".join(row[field] for field in fields), chance)
            queries.append(Query(kind, text, row["id"], frozenset(same["id"])))
    return queries


def read_true(path: Path) -> pl.DataFrame:
    """Return what the registry says: id, name, rest of the name, owner, district."""
    with contextlib.closing(sqlite3.connect(path)) as stored:
        rows = stored.execute(
            "SELECT b.id, b.name, o.name, b.district_name FROM registry_business b "
            "JOIN registry_owner o ON o.id = b.owner_id"
        ).fetchall()
    true = pl.DataFrame(rows, schema=["id", "name", "owner", "district"], orient="row")
    return true.with_columns(rest=pl.col("name").str.replace(r"^\S+\s*", ""))


class Words:
    """FTS5 over words, with a vocabulary to correct by."""

    def __init__(self, path: Path, folder: Path) -> None:
        start = time.perf_counter()
        self.stored = sqlite3.connect(folder / "fts5.sqlite3")
        self.stored.executescript(
            f"ATTACH '{path}' AS r; CREATE VIRTUAL TABLE w USING fts5(name, owner, place, "
            "tokenize='unicode61 remove_diacritics 2', content='');"
            "INSERT INTO w(rowid, name, owner, place) SELECT b.id, b.name, o.name, "
            "b.district_name || ' ' || b.village_name FROM r.registry_business b "
            "JOIN r.registry_owner o ON o.id = b.owner_id;"
            "CREATE VIRTUAL TABLE v USING fts5vocab(w, row);"
        )
        self.words = [word for (word,) in self.stored.execute("SELECT term FROM v WHERE doc > 1")]
        self.known = frozenset(self.words)
        self.build_seconds = time.perf_counter() - start

    def find(self, text: str) -> list[int]:
        """Return the best ten."""
        asked = ["".join(c for c in word if c.isalnum()).lower() for word in text.split()]
        groups = [" OR ".join(f'"{each}"' for each in self._spelt(word)) for word in asked if word]
        for joined in (" AND ", " OR "):
            told = joined.join(f"({group})" for group in groups if group)
            if not told:
                return []
            rows = self.stored.execute(
                "SELECT w.rowid, b.name || ' ' || o.name || ' ' || b.district_name FROM "
                "(SELECT rowid FROM w WHERE w MATCH ? ORDER BY rank LIMIT 50) w "
                "JOIN r.registry_business b ON b.id = w.rowid "
                "JOIN r.registry_owner o ON o.id = b.owner_id",
                (told,),
            ).fetchall()
            if rows:
                rows.sort(key=lambda row: -fuzz.token_sort_ratio(text.lower(), row[1].lower()))
                return [key for key, _ in rows[:TOP]]
        return []

    def _spelt(self, word: str) -> list[str]:
        if word in self.known or len(word) < 3:
            return [word]
        near = process.extract(word, self.words, scorer=fuzz.ratio, limit=3, score_cutoff=70)
        return [each for each, _score, _place in near]


class Trigrams:
    """pg_trgm in PostgreSQL: a GIN index and the operator %."""

    def __init__(self, true: pl.DataFrame, url: str) -> None:
        import psycopg

        start = time.perf_counter()
        self.stored = psycopg.connect(url, autocommit=True)
        self.stored.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        self.stored.execute("CREATE TEMP TABLE t (id bigint, told text)")
        with self.stored.cursor() as cursor, cursor.copy("COPY t FROM STDIN") as copy:
            for key, name, owner, district in true.select("id", "name", "owner", "district").rows():
                copy.write_row((key, f"{name} {owner} {district}".lower()))
        self.stored.execute("CREATE INDEX ON t USING gin (told gin_trgm_ops)")
        self.stored.execute("SET pg_trgm.similarity_threshold = 0.4")
        self.build_seconds = time.perf_counter() - start

    def find(self, text: str) -> list[int]:
        """Return the best ten."""
        rows = self.stored.execute(
            "SELECT id FROM t WHERE told %% %s ORDER BY similarity(told, %s) DESC LIMIT 10",
            (text.lower(), text.lower()),
        )
        return [key for (key,) in rows]


def ours() -> Callable[[str], list[int]]:
    from laju.apps.accounts.queries import system_user
    from laju.apps.registry.queries import search_businesses

    by = system_user()
    return lambda text: [
        hit.business.pk for hit in search_businesses(by=by, words=text, limit=TOP).hits
    ]


def bare() -> Callable[[str], list[int]]:
    from django.conf import settings

    from laju.engines.search import Narrowing, open_index, read
    from laju.engines.search.asking import _Asking

    opened = open_index(settings.SEARCH)
    return lambda text: _Asking(opened, Narrowing()).alike(read(text), limit=TOP)


def timed(find: Callable[[str], list[int]], text: str) -> tuple[float, float, list[int]]:
    """Return milliseconds by the clock, milliseconds of the processor, and what was found."""
    start, worked = time.perf_counter(), time.thread_time()
    found = find(text)
    spent = (time.perf_counter() - start) * 1000
    return spent, (time.thread_time() - worked) * 1000, found[:TOP]


def share(told: list[tuple[Query, list[int]]], *, is_very: bool = False) -> float:
    hits = sum(
        query.very in found if is_very else bool(query.fits & set(found)) for query, found in told
    )
    return round(hits / len(told), 3) if told else 0.0


def tail(times: list[float]) -> float:
    return round(statistics.quantiles(times, n=20)[-1], 1)


def measure(rows: int, seed: int, postgres: str, home: Path) -> dict[str, Any]:
    path = home / "laju.sqlite3"
    use(path, home)
    from django.core.management import call_command
    from django.db import connection

    from laju.apps.registry.indexing import follow, rebuild

    call_command("migrate", verbosity=0)
    connection.close()
    copies = make_registry(path, businesses=rows, seed=seed)
    start = time.perf_counter()
    rebuild()
    build_seconds = time.perf_counter() - start
    index_mb = sum(file.stat().st_size for file in (home / "search").rglob("*") if file.is_file())
    true = read_true(path)
    queries = make_queries(true, copies, seed)
    peer = Words(path, home)
    ways = {"ours": ours(), "peer": peer.find, "limit": bare()}
    for way in ways.values():  # warm: everything has been read once
        for query in queries[::10]:
            way(f"{query.text} lagi")
    times: dict[str, list[float]] = {name: [] for name in ways}
    work: dict[str, list[float]] = {name: [] for name in ways}
    found: dict[str, list[tuple[Query, list[int]]]] = {name: [] for name in ways}
    for query in random.Random(seed).sample(queries, len(queries)):
        for name, way in ways.items():
            spent, worked, keys = timed(way, query.text)
            times[name].append(spent)
            work[name].append(worked)
            found[name].append((query, keys))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_business SET name = name || ' Baru' WHERE id <= 5000")
    start = time.perf_counter()
    follow(most=None)
    return {
        "bench": "search",
        "rows": rows,
        "p50_ms": round(statistics.median(times["ours"]), 1),
        "p95_ms": tail(times["ours"]),
        "p95_processor_ms": tail(work["ours"]),
        "hit_at_10": share(found["ours"]),
        "hit_at_10_very": share(found["ours"], is_very=True),
        "hit_by_kind": {
            kind: share([pair for pair in found["ours"] if pair[0].kind == kind]) for kind in KINDS
        },
        "build_seconds": round(build_seconds, 1),
        "update_5000_seconds": round(time.perf_counter() - start, 2),
        "index_mb": round(index_mb / 1e6, 1),
        "ratio_peer": round(tail(times["peer"]) / tail(times["ours"]), 2),
        "ratio_limit": round(tail(times["ours"]) / tail(times["limit"]), 2),
        "peer_p50_ms": round(statistics.median(times["peer"]), 1),
        "peer_p95_ms": tail(times["peer"]),
        "peer_hit_at_10": share(found["peer"]),
        "peer_build_seconds": round(peer.build_seconds, 1),
        "limit_p95_ms": tail(times["limit"]),
        "queries": dict(Counter(query.kind for query in queries)),
        **(measure_postgres(true, queries[::10], postgres) if postgres else {}),
    }


def measure_postgres(true: pl.DataFrame, queries: list[Query], url: str) -> dict[str, Any]:
    trigrams = Trigrams(true, url)
    told = []
    for query in queries:
        spent, _, keys = timed(trigrams.find, query.text)
        told.append((query, spent, keys))
    return {
        "pg_trgm_p50_ms": round(statistics.median(spent for _, spent, _ in told), 1),
        "pg_trgm_p95_ms": tail([spent for _, spent, _ in told]),
        "pg_trgm_hit_at_10": share([(query, keys) for query, _, keys in told]),
        "pg_trgm_build_seconds": round(trigrams.build_seconds, 1),
    }


@contextlib.contextmanager
def place(asked: str) -> Iterator[Path]:
    """Give a new folder that is cleared away afterwards."""
    with tempfile.TemporaryDirectory(dir=asked or None, prefix="laju-search-") as folder:
        yield Path(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="businesses; a province: 1166918")
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--postgres", default="", help="address of a database, for pg_trgm")
    parser.add_argument("--home", default="", help="folder for the files, for example in memory")
    asked = parser.parse_args()
    with place(asked.home) as home:
        print(json.dumps(measure(asked.rows, asked.seed, asked.postgres, home)))


if __name__ == "__main__":
    main()
