"""SQL steps: each makes one table from those before it."""

from dataclasses import dataclass

from laju.engines.linkage.model import Model
from laju.engines.linkage.owners import keys_sql, pairs_sql, shared_keys_sql
from laju.engines.linkage.scoring import rows_sql
from laju.engines.linkage.settings import BLOCKING, TERMS


@dataclass(frozen=True, slots=True)
class Step:
    """One table and the query that makes it; `drops` are not needed after it."""

    name: str
    sql: str
    drops: tuple[str, ...] = ()


def terms_table(column: str) -> str:
    """Return the name of the table with the frozen terms (term, share) of a column."""
    return f"terms_{column}"


def row_step(model: Model, *, features: str = "features", into: str = "rows") -> Step:
    """Return the step that adds the frozen share of each term to features."""
    terms = {column: terms_table(column) for column in TERMS}
    return Step(into, rows_sql(features=features, terms=terms, model=model), (features,))


def pair_steps(
    rows: str = "rows", *, rules: tuple[tuple[str, ...], ...] = BLOCKING
) -> tuple[Step, ...]:
    """Return the steps from rows to the pairs (id_l, id_r) that share a key."""
    return (
        Step("keys", keys_sql(rows, rules)),
        Step("shared", shared_keys_sql("keys"), ("keys",)),
        Step("pairs", pairs_sql("shared"), ("shared",)),
    )
