"""Linkage, cubes, levels and pages on one machine and on a Spark cluster: same answers, what time?

python -m bench.spark --rows 1000,3000: for each size the same functions (`laju.engines.scale`) run on
DuckDB in this process and on a standalone cluster of a real master and two workers on loopback,
from the same Parquet files, paired in one run. Both have the same cores. The pairs above the
automatic band must be the same. The limit is `link_all` in memory, without a table after each step;
the peer is Spark. The last line is JSON; `skipped` says what is missing.
"""

import argparse
import json
import math
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from laju.core.errors import DomainError
from laju.engines.linkage import link_all, load_model
from laju.engines.scale import (
    SITES,
    OneMachine,
    Runner,
    link,
    publish,
    read_table,
    store_site,
)
from laju.engines.spark import insist_on_spark, local_cluster, open_runner
from laju.engines.synthesis import synthesise_linkage

CORES = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="2000,10000", help="sizes, with commas")
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--memory", default="1g", help="of each worker")
    parser.add_argument("--seed", type=int, default=2027)
    options = parser.parse_args()
    sizes = [int(size) for size in options.rows.split(",")]
    try:
        insist_on_spark()
    except DomainError as error:
        print(json.dumps({"benchmark": "spark", "skipped": str(error)}))
        return
    started = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="laju-spark-bench-") as folder,
        local_cluster(workers=CORES, memory=options.memory) as cluster,
        open_runner(cluster=cluster, memory=options.memory) as spark,
    ):
        start_s = time.perf_counter() - started
        root = Path(folder)
        steps = [paired(spark, root / str(size), size, options.seed) for size in sizes]
        pages = pages_of(spark, root, options.sites)
    last = steps[-1]
    result = {
        "benchmark": "spark",
        "cores": CORES,
        "cluster_start_s": round(start_s, 1),
        "linkage": steps,
        "pages": pages,
        "same_pairs_above_automatic": all(step["same_above_automatic"] for step in steps),
        "growth_duckdb": growth(steps, "duckdb_s"),
        "growth_spark": growth(steps, "spark_s"),
        "spark_pays_from_rows": crossing(steps),
        "ratio_peer": round(last["spark_s"] / last["duckdb_s"], 2),
        "ratio_limit": round(last["duckdb_s"] / last["in_memory_s"], 2),
    }
    print(json.dumps(result))


def paired(spark: Runner, folder: Path, rows: int, seed: int) -> dict[str, Any]:
    """Link one size on both and compare the answers."""
    folder.mkdir()
    table = synthesise_linkage(businesses=rows, seed=seed)
    given = folder / "given.parquet"
    pq.write_table(table, given)
    model = load_model()
    told: dict[str, Any] = {"rows": table.num_rows}
    answers = {}
    for name, runner in (("duckdb", OneMachine(threads=CORES)), ("spark", spark)):
        seconds, path = clock(
            lambda r=runner, n=name: link(runner=r, table=given, folder=folder / n, model=model)
        )
        told[f"{name}_s"] = round(seconds, 2)
        answers[name] = read_table(path)
    seconds, _linkage = clock(lambda: link_all(table=table, model=model))
    told["in_memory_s"] = round(seconds, 2)
    band = model.bands.automatic
    one, many = (above(answers[name], band) for name in ("duckdb", "spark"))
    told |= {
        "pairs": answers["duckdb"].num_rows,
        "above_automatic": len(one),
        "same_above_automatic": one == many,
        "same_in_all": above(answers["duckdb"], -math.inf) == above(answers["spark"], -math.inf),
        "spark_times_slower": round(told["spark_s"] / told["duckdb_s"], 1),
    }
    print(json.dumps(told), flush=True)
    return told


def above(pairs: pa.Table, band: float) -> set[tuple[int, int, str]]:
    """Return the pairs from a weight on, each with its verdict."""
    names = ("left", "right", "owner_bits", "verdict")
    rows = zip(*(pairs[name].to_pylist() for name in names), strict=True)
    return {
        (min(left, right), max(left, right), verdict)
        for left, right, bits, verdict in rows
        if bits >= band
    }


def pages_of(spark: Runner, folder: Path, count: int) -> dict[str, Any]:
    """Render the same sites on both."""
    from bench.publish import inputs, record

    rows = [store_site(**inputs(record(number))) for number in range(count)]
    sites = folder / "sites.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=SITES), sites)
    told: dict[str, Any] = {"sites": count}
    hashes = []
    for name, runner in (("one_machine", OneMachine(threads=CORES)), ("spark", spark)):
        out = folder / f"pages-{name}"
        seconds, path = clock(lambda r=runner, o=out: publish(runner=r, sites=sites, out=o))
        told[f"{name}_s"] = round(seconds, 2)
        hashes.append(sorted(read_table(path)["sha256"].to_pylist()))
    return told | {"same_bytes": hashes[0] == hashes[1]}


def growth(steps: list[dict[str, Any]], name: str) -> float | None:
    """Return the exponent between the two largest sizes: 1 is proportional."""
    if len(steps) < 2:
        return None
    one, other = steps[-2:]
    return round(math.log(other[name] / one[name]) / math.log(other["rows"] / one["rows"]), 2)


def crossing(steps: list[dict[str, Any]]) -> int | str:
    """Return the rows from which Spark was faster, "not reached" when it never was."""
    faster = [step["rows"] for step in steps if step["spark_s"] < step["duckdb_s"]]
    return min(faster) if faster else "not reached"


def clock(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    told = work()
    return time.perf_counter() - started, told


if __name__ == "__main__":
    main()
