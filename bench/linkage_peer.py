"""The peer of bench.linkage: a plain Splink run with nine rules on the same columns."""

import logging
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from splink import DuckDBAPI, Linker

from laju.engines.linkage.exchange import SESSIONS, splink_settings
from laju.engines.linkage.features import features_sql
from laju.engines.linkage.session import Session
from laju.engines.linkage.steps import Step
from laju.engines.linkage.training import SURE, count_places

RULES = (
    ("nik",), ("nib",), ("phone",), ("owner", "region"), ("owner_key", "district"),
    ("name", "district"), ("name_key", "owner_key"), ("street", "village"),
    ("name_start", "village"),
)  # fmt: skip
PAIRS = 2e6


def run(rows: Path, out: Path) -> dict[str, Any]:
    """Learn, predict and cluster with Splink alone; the columns are made before the clock starts."""
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    with Session() as session:
        session.read(pq.read_table(rows), Step("features", features_sql("given")))
        start, began = time.perf_counter(), time.process_time()
        rules = [" AND ".join(f"l.{column} = r.{column}" for column in rule) for rule in RULES]
        settings = splink_settings(count_places(session.connection)) | {
            "blocking_rules_to_generate_predictions": rules
        }
        api = DuckDBAPI(session.connection)
        linker = Linker(api.register("features"), settings, log_level=None)
        linker.training.estimate_probability_two_random_records_match(list(SURE), recall=0.9)
        linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
        for rule in SESSIONS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True
            )
        learned = time.perf_counter() - start
        found = linker.inference.predict(threshold_match_weight=0)
        linker.clustering.cluster_pairwise_predictions_at_threshold(
            found, threshold_match_weight=12
        )
        seconds = time.perf_counter() - start
        spent = time.process_time() - began
        count = session.count(f"({blocked_sql()})")
        session.connection.execute(
            f'COPY (SELECT least(id_l, id_r) AS "left", greatest(id_l, id_r) AS "right", '
            f"match_weight AS owner_bits FROM {found.physical_name}) TO '{out}' (FORMAT parquet)"
        )
    return {
        "seconds": seconds,
        "cpu_seconds": spent,
        "predicted": seconds - learned,
        "pairs": count,
    }


def blocked_sql() -> str:
    """Return the pairs the nine rules give, each once."""
    parts = (
        "SELECT l.id, r.id AS id_r FROM features AS l JOIN features AS r ON l.id < r.id AND "
        + " AND ".join(f"l.{column} = r.{column}" for column in rule)
        for rule in RULES
    )
    return " UNION ".join(parts)
