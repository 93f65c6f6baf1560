"""Linkage in steps that each leave a table: the same statements on one machine and on many.

The steps and their words are those of `engines.linkage`; a step stored as Parquet keeps no plan of
the steps before it, which is what makes a long chain bearable on Spark.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from laju.engines.linkage import Model, features_sql, load_model
from laju.engines.linkage.owners import (
    keys_sql,
    owner_scores_sql,
    pairs_sql,
    shared_keys_sql,
)
from laju.engines.linkage.scoring import rows_sql
from laju.engines.linkage.units import unit_scores_sql
from laju.engines.scale.runner import Runner


def link(*, runner: Runner, table: Path, folder: Path, model: Model | None = None) -> Path:
    """Compare all rows of a linkage input with each other by a trained model.

    folder: takes the steps and the result, and must be seen by every machine of the runner.
    Returns: left, right, owner_bits, unit_bits, verdict as `link_all` gives, in no order.
    """
    model = model or load_model()
    made: dict[str, Path] = {"given": table, **_terms(model, folder)}
    names = {column: f"terms_{column}" for column in model.terms}
    steps = {
        "features": features_sql("given"),
        "rows_": rows_sql(features="features", terms=names, model=model),
        "keys": keys_sql("rows_"),
        "shared": shared_keys_sql("keys"),
        "pairs": pairs_sql("shared"),
        "near": owner_scores_sql(pairs="pairs", model=model, left="rows_", right="rows_"),
        "links": unit_scores_sql(pairs="near", model=model, left="rows_", right="rows_"),
    }
    for name, sql in steps.items():
        made[name] = runner.query(sql=sql, tables=made, out=folder / f"{name}.parquet")
    return made["links"]


def _terms(model: Model, folder: Path) -> dict[str, Path]:
    """Write the frozen shares of terms as tables."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for column, shares in model.terms.items():
        table = pa.table(
            {
                "term": pa.array(shares, pa.string()),
                "share": pa.array(shares.values(), pa.float64()),
            }
        )
        made[f"terms_{column}"] = folder / f"terms_{column}.parquet"
        pq.write_table(table, made[f"terms_{column}"])
    return made
