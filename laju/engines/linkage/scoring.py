"""A model as SQL: how like two rows are, in bits; the same text for a million pairs and for one."""

from collections.abc import Mapping

from laju.engines.linkage.features import FEATURES
from laju.engines.linkage.model import Model, Weights
from laju.engines.linkage.settings import ELSE, TERMS, Comparison

UNKNOWN = -1


def level_sql(comparison: Comparison) -> str:
    """Return the number of the level two rows reach, from 0; UNKNOWN where there is nothing."""
    *stated, last = comparison.levels
    assert last.condition == ELSE
    cases = " ".join(f"WHEN {level.condition} THEN {at}" for at, level in enumerate(stated))
    return f"CASE WHEN {comparison.unknown} THEN {UNKNOWN} {cases} ELSE {len(stated)} END"


def bits_sql(comparison: Comparison, weights: tuple[Weights, ...], *, level: str) -> str:
    """Return the bits of the level in column `level`, rarity of the term included."""
    cases = []
    for at, (step, weight) in enumerate(zip(comparison.levels, weights, strict=True)):
        told = f"CAST({weight.bits:.6f} AS DOUBLE)"
        if step.term:
            told += f" + log2({weight.u:.12f} / greatest(tf_{step.term}_l, tf_{step.term}_r))"
        cases.append(f"WHEN {level} = {at} THEN {told}")
    return f"CASE {' '.join(cases)} ELSE 0 END"


def rows_sql(*, features: str, terms: Mapping[str, str], model: Model) -> str:
    """Return features with the frozen share of each term; `terms` names a table per column."""
    joins = " ".join(
        f"LEFT JOIN {table} AS of_{column} ON of_{column}.term = f.{column}"
        for column, table in terms.items()
    )
    shares = ", ".join(
        f"coalesce(of_{column}.share, CAST({model.rare[column]!r} AS DOUBLE)) AS tf_{column}"
        for column in terms
    )
    return f"SELECT f.*, {shares} FROM {features} AS f {joins}"


_COLUMNS = (*FEATURES, *(f"tf_{column}" for column in TERMS))


def sides_sql(
    *, pairs: str, left: str, right: str, keep: str = "", columns: tuple[str, ...] = _COLUMNS
) -> str:
    """Return `pairs` (id_l, id_r) with the columns of both rows beside each other."""
    both = ", ".join(f"l.{name} AS {name}_l, r.{name} AS {name}_r" for name in columns)
    more = f"{keep}, " if keep else ""
    return f"""SELECT p.id_l, p.id_r, {more}{both} FROM {pairs} AS p
  JOIN {left} AS l ON l.id = p.id_l JOIN {right} AS r ON r.id = p.id_r"""


def levels_sql(comparisons: tuple[Comparison, ...], *, prefix: str) -> str:
    """Return one column per comparison: `prefix` and its name, holding the level reached."""
    return ", ".join(f"{level_sql(each)} AS {prefix}{each.name}" for each in comparisons)


def sum_sql(
    comparisons: tuple[Comparison, ...],
    weights: Mapping[str, tuple[Weights, ...]],
    *,
    prior: float,
    prefix: str,
) -> str:
    """Return the bits of all evidence and of the odds before it."""
    parts = (
        bits_sql(each, weights[each.name], level=f"{prefix}{each.name}") for each in comparisons
    )
    return f"CAST({prior:.6f} AS DOUBLE) + " + " + ".join(parts)
