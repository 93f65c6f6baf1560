"""First stage: which rows may belong to one owner, and how sure that is."""

from laju.engines.linkage.model import Model
from laju.engines.linkage.scoring import levels_sql, sides_sql, sum_sql
from laju.engines.linkage.settings import BLOCKING, CERTAIN, LARGEST_BLOCK, OWNER_COMPARISONS


def key_texts(rules: tuple[tuple[str, ...], ...] = BLOCKING) -> tuple[str, ...]:
    """Return the text of the key of each rule, NULL where a column is unknown.

    Keys hold the number of their rule.
    """
    joined = (" || '|' || ".join(columns) for columns in rules)
    return tuple(f"'{number}|' || {text}" for number, text in enumerate(joined))


def keys_sql(rows: str, rules: tuple[tuple[str, ...], ...] = BLOCKING) -> str:
    """Return (key, id): rows with an equal key are compared."""
    parts = []
    for columns, text in zip(rules, key_texts(rules), strict=True):
        known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        parts.append(f"SELECT hash({text}) AS key, id FROM {rows} WHERE {known}")
    return " UNION ALL ".join(parts)


def shared_keys_sql(keys: str) -> str:
    """Return the keys that more than one row has, and not too many."""
    return f"""SELECT k.key, k.id FROM {keys} AS k JOIN (
  SELECT key FROM {keys} GROUP BY key HAVING count(*) BETWEEN 2 AND {LARGEST_BLOCK}
) AS b ON b.key = k.key"""


def pairs_sql(shared: str) -> str:
    """Return the pairs (id_l < id_r) to look at, each once."""
    return f"""SELECT DISTINCT a.id AS id_l, b.id AS id_r
  FROM {shared} AS a JOIN {shared} AS b ON a.key = b.key AND a.id < b.id"""


def met_sql(known: str, fresh: str) -> str:
    """Return the pairs of a known (id_l) and a fresh row (id_r) that share a key, each once."""
    return f"""SELECT DISTINCT hit.id AS id_l, f.id AS id_r FROM (
  SELECT key, id, count(*) OVER (PARTITION BY key) AS n FROM {known}
  WHERE key IN (SELECT key FROM {fresh})
) AS hit JOIN {fresh} AS f ON f.key = hit.key
WHERE hit.n < {LARGEST_BLOCK} AND hit.id <> f.id"""


def owner_bits_sql(model: Model) -> str:
    """Return the bits of one owner, from the levels o_… of a pair."""
    return sum_sql(OWNER_COMPARISONS, model.owners, prior=model.prior_bits, prefix="o_")


def owner_scores_sql(*, pairs: str, model: Model, left: str = "rows", right: str = "rows") -> str:
    """Return (id_l, id_r, owner_bits, is_certain) of the pairs that are worth a look."""
    return f"""
SELECT * FROM (
  SELECT id_l, id_r, {owner_bits_sql(model)} AS owner_bits, {CERTAIN} AS is_certain
  FROM (SELECT *, {levels_sql(OWNER_COMPARISONS, prefix="o_")}
        FROM ({sides_sql(pairs=pairs, left=left, right=right)}) AS sides) AS levels
) AS scored WHERE owner_bits >= {model.bands.review}"""
