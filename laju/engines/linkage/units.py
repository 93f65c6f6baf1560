"""Second stage: of one owner, is it the same business or another one?"""

from laju.engines.linkage.model import Model
from laju.engines.linkage.scoring import levels_sql, sides_sql, sum_sql
from laju.engines.linkage.settings import UNIT_COMPARISONS

SAME, SAME_OWNER, REVIEW = "SAME", "SAME_OWNER", "REVIEW"


def unit_levels_sql(*, pairs: str, left: str = "rows", right: str = "rows") -> str:
    """Return the pairs with the level each comparison of businesses reaches (u_name, …)."""
    sides = sides_sql(pairs=pairs, left=left, right=right, keep="p.owner_bits, p.is_certain")
    return f"SELECT *, {levels_sql(UNIT_COMPARISONS, prefix='u_')} FROM ({sides}) AS sides"


def unit_bits_sql(model: Model) -> str:
    """Return the bits of one business, from the levels u_… of a pair."""
    return sum_sql(UNIT_COMPARISONS, model.units, prior=model.unit_prior_bits, prefix="u_")


def verdict_sql(model: Model) -> str:
    """Return what a machine may say of a pair (owner_bits, is_certain, unit_bits)."""
    bands = model.bands
    return f"""CASE
    WHEN is_certain AND owner_bits >= {bands.automatic} AND unit_bits >= {bands.same_unit}
      THEN '{SAME}'
    WHEN is_certain AND owner_bits >= {bands.automatic} AND unit_bits <= {bands.other_unit}
      THEN '{SAME_OWNER}'
    ELSE '{REVIEW}' END"""


def unit_scores_sql(*, pairs: str, model: Model, left: str = "rows", right: str = "rows") -> str:
    """Return (left, right, owner_bits, unit_bits, verdict) of the pairs of the first stage."""
    return f"""
SELECT id_l AS "left", id_r AS "right", owner_bits, unit_bits, {verdict_sql(model)} AS verdict
FROM (
  SELECT id_l, id_r, owner_bits, is_certain, {unit_bits_sql(model)} AS unit_bits
  FROM ({unit_levels_sql(pairs=pairs, left=left, right=right)}) AS levels
) AS scored"""
