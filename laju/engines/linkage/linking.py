"""All rows against all: pairs of one owner, and whether they are one business."""

import math
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from laju.engines.linkage.features import features_sql
from laju.engines.linkage.model import Model, load_model
from laju.engines.linkage.owners import owner_scores_sql
from laju.engines.linkage.session import Session
from laju.engines.linkage.steps import Step, pair_steps, row_step
from laju.engines.linkage.units import unit_scores_sql

_PAIRS_PER_MB = 2_000


@dataclass(frozen=True, slots=True)
class Linkage:
    """Pairs worth a look and the model that found them.

    `pairs`: left, right (ids, left < right), owner_bits, unit_bits (log2), verdict (SAME,
    SAME_OWNER or REVIEW), ordered by left and right.
    """

    pairs: pa.Table
    model: Model


def link_all(*, table: pa.Table, model: Model | None = None, memory_mb: int = 0) -> Linkage:
    """Compare the rows of `table` (the linkage input) with each other; the model stays frozen.

    `memory_mb` limits DuckDB, which then works in parts and on disk; 0 leaves it free.
    """
    model = model or load_model()
    with Session(memory_mb=memory_mb) as session:
        session.take_terms(model)
        session.read(table, Step("features", features_sql("given")))
        session.run(row_step(model), *pair_steps())
        return Linkage(score(session, model=model, memory_mb=memory_mb), model)


def score(
    session: Session,
    *,
    model: Model,
    memory_mb: int = 0,
    pairs: str = "pairs",
    left: str = "rows",
    right: str = "rows",
) -> pa.Table:
    """Return both stages over a table of pairs (id_l, id_r)."""
    count = session.count(pairs) if memory_mb else 0
    parts = max(1, math.ceil(count / (_PAIRS_PER_MB * memory_mb))) if memory_mb else 1
    for part in range(parts):
        mine = pairs if parts == 1 else f"(SELECT * FROM {pairs} WHERE id_l % {parts} = {part})"
        sql = owner_scores_sql(pairs=mine, model=model, left=left, right=right)
        if part == 0:
            session.create("near", sql)
        else:
            session.connection.execute(f"INSERT INTO near {sql}")
    found = unit_scores_sql(pairs="near", model=model, left=left, right=right)
    return ordered(session.connection.sql(found).to_arrow_table())


def ordered(pairs: pa.Table) -> pa.Table:
    """Return pairs with the smaller id at the left, ordered by both."""
    left, right = pairs["left"], pairs["right"]
    pairs = pairs.set_column(0, "left", pc.min_element_wise(left, right))
    pairs = pairs.set_column(1, "right", pc.max_element_wise(left, right))
    return pairs.sort_by([("left", "ascending"), ("right", "ascending")])
