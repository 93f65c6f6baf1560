"""Linkage of a province: time, memory and accuracy, paired with a plain Splink run on the same rows.

The rows are SYNTHETIC (`synthesise_linkage`, a seed no model was tuned on), so accuracy compares
methods and promises nothing for an office. Real are: the 573 pairs of Solo that are two businesses
(where that file is at hand), FEBRL 3 and the historical figures (labelled by others).
Peer: Splink as its documentation uses it, nine rules, learned, predicted and clustered, on our
columns and comparisons, which it gets for nothing; its F1 is that of its best threshold.
`ratio_peer` has learning on both sides, `ratio_peer_frozen` only what each run of ours needs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from bench import linkage_peer, linkage_sets
from bench.publish import peak_memory_mb
from laju.engines.linkage import (
    REVIEW,
    SAME,
    SAME_OWNER,
    Base,
    Model,
    carry_over,
    cluster,
    link_all,
    load_model,
    train,
)
from laju.engines.synthesis import synthesise_linkage

SEED = 20_261
NEW = 5_000
ASKED = 100
SHARED = Path(os.environ.get("LAJU_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PUBLIC = SHARED / "data" / "linkage"
SOLO = SHARED / "data" / "umkm" / "solo_2023_pasangan_kandidat.csv"


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def link_part(rows: Path, out: Path, model: Model, memory_mb: int) -> dict[str, Any]:
    """Link and cluster; give seconds and store the pairs."""
    table = pq.read_table(rows)
    linkage, linked = timed(lambda: link_all(table=table, model=model, memory_mb=memory_mb))
    clusters, clustered = timed(lambda: cluster(pairs=linkage.pairs, table=table))
    pq.write_table(linkage.pairs, out)
    return {
        "seconds": linked + clustered,
        "cpu_seconds": time.process_time(),
        "peak_mb": peak_memory_mb(),
        "pairs": linkage.pairs.num_rows,
        "refused": len(clusters.refused),
    }


def train_part(rows: Path) -> dict[str, Any]:
    model, seconds = timed(lambda: train(table=pq.read_table(rows), version="bench"))
    return {"train_seconds": seconds, "prior_bits": model.prior_bits, "peak_mb": peak_memory_mb()}


def ask_part(rows: Path, model: Model) -> dict[str, Any]:
    """Ask a registry kept ready for a sheet of new rows, and for one row of a form."""
    table = pq.read_table(rows)
    new_count = min(NEW, table.num_rows // 10)
    order = pl.Series(range(table.num_rows)).sample(fraction=1, shuffle=True, seed=SEED).to_list()
    new, known = table.take(order[:new_count]), table.take(order[new_count:])
    with Base(model=model) as base:
        _, filled = timed(lambda: base.fill(known))
        base.link(new)  # warm
        began = time.process_time()
        sheets = sorted(timed(lambda: base.link(new))[1] for _ in range(5))
        spent = (time.process_time() - began) / len(sheets)
        forms = sorted(
            timed(lambda row=row: base.find_alike(row))[1]
            for row in new.slice(0, ASKED).to_pylist()
        )
    return {
        "base_seconds": round(filled, 2),
        "new_5000_seconds": round(sheets[2], 3),
        "new_5000_cpu_seconds": round(spent, 3),
        "one_row_ms": round(1000 * forms[len(forms) // 2], 1),
        "one_row_p95_ms": round(1000 * forms[int(len(forms) * 0.95)], 1),
        "ask_peak_mb": round(peak_memory_mb()),
    }  # fmt: skip


def true_pairs(table: pa.Table, column: str) -> pl.DataFrame:
    """Return all pairs (left < right) of rows with one owner or one unit."""
    rows = pl.from_arrow(table.select(["id", column]))
    assert isinstance(rows, pl.DataFrame)
    both = rows.join(rows, on=column).filter(pl.col("id") < pl.col("id_right"))
    return both.select(left="id", right="id_right")


def quality(pairs: pl.DataFrame, found: pl.Expr, true: pl.DataFrame) -> dict[str, float]:
    """Return precision, recall and F1; every true pair is in the denominator."""
    chosen = pairs.filter(found).select("left", "right")
    right = chosen.join(true, on=["left", "right"]).height
    precision, recall = right / max(chosen.height, 1), right / max(true.height, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 5), "recall": round(recall, 5), "f1": round(f1, 5)}


def judge(table: pa.Table, pairs: pl.DataFrame, model: Model) -> dict[str, Any]:
    owners, units = true_pairs(table, "owner_id"), true_pairs(table, "unit_id")
    likely = pl.col("owner_bits") >= model.bands.likely
    same = pl.col("verdict") == SAME
    merged = quality(pairs, same, units)
    owner = quality(pairs, likely, owners)
    unit = quality(pairs, likely & (pl.col("unit_bits") >= 0), units)
    sure = quality(pairs, pl.col("verdict") != REVIEW, owners)
    return {
        "precision": merged["precision"],
        "recall": merged["recall"],
        "owner_precision_automatic": sure["precision"],
        "owner_recall_automatic": sure["recall"],
        "owner_f1": owner["f1"],
        "business_f1": unit["f1"],
        "business_precision": unit["precision"],
        "business_recall": unit["recall"],
        "review_share": round(pairs.filter(pl.col("verdict") == REVIEW).height / table.num_rows, 4),
    }


def merge_hard_negatives(model: Model) -> dict[str, Any]:
    """Count real pairs of two businesses (Solo) that would be merged by a machine."""
    if not SOLO.exists():
        return {"hard_negatives": 0, "hard_negatives_merged": "no file"}
    found = pl.read_csv(SOLO, infer_schema_length=0)
    sides = [
        found.select(
            id=pl.col(f"id_{side}").cast(pl.Int64), name=f"nama_{side}",
            activity=f"kegiatan_{side}", address=f"alamat_{side}",
        )
        for side in ("a", "b")
    ]  # fmt: skip
    rows = pl.concat(sides).unique("id").with_columns(
        **{name: pl.lit("") for name in ("owner_name", "nik", "nib", "phone", "kbli_code", "village_name")},
        region=pl.lit("33.72"), district=pl.lit(""), district_name=pl.lit("Solo"),
    ).with_columns(pl.col(pl.String).fill_null(""))  # fmt: skip
    linked = pl.from_arrow(link_all(table=rows.to_arrow(), model=model).pairs)
    assert isinstance(linked, pl.DataFrame)
    ids = [pl.col("id_a").cast(pl.Int64), pl.col("id_b").cast(pl.Int64)]
    beda = found.filter(label_perak="beda").select(
        left=pl.min_horizontal(*ids), right=pl.max_horizontal(*ids)
    )
    told = beda.join(linked, on=["left", "right"], how="left")["verdict"].to_list()
    return {
        "hard_negatives": beda.height,
        "hard_negatives_merged": sum(verdict in {SAME, SAME_OWNER} for verdict in told),
        "hard_negatives_to_review": told.count(REVIEW),
    }


def count_unlogged(table: pa.Table, pairs: pa.Table, model: Model) -> dict[str, Any]:
    """Take 5,000 rows away, number the rest, link all again: what changes without an event?"""
    new = min(NEW, table.num_rows // 10)
    order = pl.Series(range(table.num_rows)).sample(fraction=1, shuffle=True, seed=SEED).to_list()
    old = table.take(sorted(order[new:]))
    before = units_of(old, link_all(table=old, model=model).pairs)
    carried = carry_over(before=before, after=units_of(table, pairs))
    told = {member for event in carried.events for member in event.members}
    changed = {member for member, number in before.items() if carried.ids[member] != number}
    kinds = [event.kind for event in carried.events]
    return {
        "ids_changed": len(changed),
        "ids_changed_unlogged": len(changed - told),
        "merges": kinds.count("MERGE"),
        "splits": kinds.count("SPLIT"),
    }


def units_of(table: pa.Table, pairs: pa.Table) -> dict[int, int]:
    found = cluster(pairs=pairs, table=table).table
    return dict(zip(found["id"].to_pylist(), found["unit"].to_pylist(), strict=True))


def in_process(part: str, *arguments: object) -> dict[str, Any]:
    """Run a part in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, "-m", "bench.linkage", "--part", part, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout.decode().strip().splitlines()[-1])
    return told


def run_part(part: str, arguments: list[str]) -> dict[str, Any]:
    model, paths = load_model(), [Path(each) for each in arguments[:2]]
    if part == "link":
        return link_part(*paths, model, int(arguments[2]))
    if part == "peer":
        return linkage_peer.run(*paths) | {"peak_mb": peak_memory_mb()}
    return train_part(paths[0]) if part == "train" else ask_part(paths[0], model)


def measure(rows: int, memory_mb: int, *, is_short: bool) -> dict[str, Any]:
    model, growth = load_model(), {}
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        given, found, peers = (Path(place) / f"{name}.parquet" for name in ("rows", "ours", "peer"))
        for size in [*(each for each in (10_000, 100_000) if each < rows), rows]:
            table = synthesise_linkage(businesses=size, seed=SEED)
            pq.write_table(table, given)
            ours = in_process("link", given, found, memory_mb)
            growth[str(size)] = [round(ours["seconds"], 2), round(ours["peak_mb"])]
        pairs = pl.read_parquet(found)
        trained = in_process("train", given)
        told = judge(table, pairs, model) | in_process("ask", given)
        told |= count_unlogged(table, pq.read_table(found), model)
        peer = {} if is_short else in_process("peer", given, peers)
        if peer:
            owners = true_pairs(table, "owner_id")
            f1s = [
                quality(pl.read_parquet(peers), pl.col("owner_bits") >= bits, owners)["f1"]
                for bits in range(13)
            ]
            peer["owner_f1"] = max(f1s)  # at its best threshold
    told |= merge_hard_negatives(model)
    if PUBLIC.is_dir():
        febrl = linkage_sets.read_febrl(PUBLIC / "dataset3.csv")
        told["febrl3_f1"] = round(linkage_sets.run(linkage_sets.FEBRL, febrl)["f1"], 5)
        figures = linkage_sets.read_historical(
            PUBLIC / "historical_figures_with_errors_50k.parquet"
        )
        told["historical_f1"] = round(linkage_sets.run(linkage_sets.HISTORICAL, figures)["f1"], 5)
    whole = ours["seconds"] + trained["train_seconds"]
    return {
        "bench": "linkage", "rows": rows, "data": "SYNTHETIC, except Solo, FEBRL 3, historical",
        "seconds": round(ours["seconds"], 2), "cpu_seconds": round(ours["cpu_seconds"], 2),
        "train_seconds": round(trained["train_seconds"], 2), "peak_mb": round(ours["peak_mb"]),
        **told,
        "peer_seconds": round(peer.get("seconds", 0), 2), "peer_cpu_seconds": round(peer.get("cpu_seconds", 0), 2), "peer_pairs": peer.get("pairs"),
        "peer_owner_f1": peer.get("owner_f1"), "peer_peak_mb": round(peer.get("peak_mb", 0)),
        "ratio_peer": round(peer.get("seconds", 0) / whole, 2),
        "ratio_peer_frozen": round(peer.get("predicted", 0) / ours["seconds"], 2),
        "growth": growth,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--memory-mb", type=int, default=0, help="limit of DuckDB, 0 for none")
    parser.add_argument("--short", action="store_true", help="without the peer")
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        told = run_part(asked.part[0], asked.part[1:])
    else:
        told = measure(asked.rows, asked.memory_mb, is_short=asked.short)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
