"""Why two rows were found alike: one line per piece of evidence, in bits."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from laju.engines.linkage.features import features_sql
from laju.engines.linkage.model import Model, Weights, load_model
from laju.engines.linkage.pairwise import compare_form, score_pair
from laju.engines.linkage.rowwise import expression
from laju.engines.linkage.scoring import UNKNOWN, bits_sql, levels_sql, sides_sql
from laju.engines.linkage.session import Session
from laju.engines.linkage.settings import OWNER_COMPARISONS, UNIT_COMPARISONS, Comparison
from laju.engines.linkage.steps import Step, row_step

OWNER, UNIT = "OWNER", "UNIT"
_STAGES = ((OWNER, "o_", OWNER_COMPARISONS), (UNIT, "u_", UNIT_COMPARISONS))


def explain(
    *, left: Mapping[str, Any], right: Mapping[str, Any], model: Model | None = None
) -> list[dict[str, Any]]:
    """Return the waterfall of one pair, rows as in the linkage input; see `explain_pairs`."""
    model = model or load_model()
    one, other = (compare_form(row, model=model) for row in (left, right))
    return _lines(score_pair(one, other, model=model).seen, left, right, model)


def explain_pairs(
    *, pairs: pa.Table, table: pa.Table, model: Model | None = None
) -> list[list[dict[str, Any]]]:
    """Return one waterfall per pair, in the order of `pairs`.

    A waterfall is a list of lines: `stage` (OWNER: one owner? UNIT: one business?), `label`,
    `level` (how alike, in words), `left` and `right` as written, `bits`. The first line of a stage
    is the odds before any evidence; the bits of a stage add up to the bits of the pair.
    """
    model = model or load_model()
    with Session() as session:
        session.take_terms(model)
        session.take(pairs.select(["left", "right"]).rename_columns(["id_l", "id_r"]), into="pairs")
        wanted = pa.chunked_array([*pairs["left"].chunks, *pairs["right"].chunks])
        few = table.filter(pc.is_in(table["id"], value_set=wanted))
        session.read(few, Step("features", features_sql("given")))
        session.run(row_step(model))
        found = session.connection.sql(_waterfall_sql()).to_arrow_table().to_pylist()
    written = {row["id"]: row for row in few.to_pylist()}
    by_pair = {(line["id_l"], line["id_r"]): line for line in found}
    asked = zip(pairs["left"].to_pylist(), pairs["right"].to_pylist(), strict=True)
    return [_lines(by_pair[pair], written[pair[0]], written[pair[1]], model) for pair in asked]


def _waterfall_sql() -> str:
    sides = sides_sql(pairs="pairs", left="rows", right="rows")
    levels = ", ".join(levels_sql(found, prefix=prefix) for _, prefix, found in _STAGES)
    return f"SELECT *, {levels} FROM ({sides}) AS sides"


def _weights(model: Model, stage: str) -> Mapping[str, tuple[Weights, ...]]:
    return model.owners if stage == OWNER else model.units


def _lines(
    found: Mapping[str, Any], left: Mapping[str, Any], right: Mapping[str, Any], model: Model
) -> list[dict[str, Any]]:
    lines = []
    for stage, prefix, comparisons in _STAGES:
        prior = model.prior_bits if stage == OWNER else model.unit_prior_bits
        lines.append(_line(stage, "Peluang awal", "", ("", ""), prior))
        for each in comparisons:
            texts = (_shown(left, each), _shown(right, each))
            level = found[prefix + each.name]
            name = "tidak diketahui" if level == UNKNOWN else each.levels[level].name
            weights = _weights(model, stage)[each.name]
            bits = expression(bits_sql(each, weights, level=prefix + each.name))(found)
            lines.append(_line(stage, each.label, name, texts, bits))
    return lines


def _line(
    stage: str, label: str, level: str, texts: tuple[str, str], bits: float
) -> dict[str, Any]:
    told: dict[str, Any] = {"stage": stage, "label": label, "level": level}
    return told | {"left": texts[0], "right": texts[1], "bits": round(float(bits), 2)}


def _shown(row: Mapping[str, Any], comparison: Comparison) -> str:
    return ", ".join(str(row[name]) for name in comparison.shows if row.get(name))
