"""The first stage in the words of Splink: to learn it there, and to check ours against it."""

from collections.abc import Sequence
from typing import Any

from laju.engines.linkage.model import Model
from laju.engines.linkage.settings import BLOCKING, OWNER_COMPARISONS, Comparison

# Pairs of one NIK or one NIB are one owner, all but certainly: the rest is learned from them. Pairs
# of one telephone are not: families share it.
SESSIONS = ("l.nik = r.nik", "l.nib = r.nib")


def splink_settings(
    place: Sequence[float] = (),
    *,
    comparisons: tuple[Comparison, ...] = OWNER_COMPARISONS,
    sessions: Sequence[str] = SESSIONS,
) -> dict[str, Any]:
    """Return comparisons as settings of Splink to learn; `place` are the counted u of that one."""
    told = []
    for each in comparisons:
        levels: list[dict[str, Any]] = [
            {"sql_condition": each.unknown, "label_for_charts": "?", "is_null_level": True}
        ]
        for at, level in enumerate(each.levels):
            step: dict[str, Any] = {
                "sql_condition": level.condition,
                "label_for_charts": level.name,
            }
            u = place[at] if each.name == "place" and place else level.u
            if u is not None:
                step |= {"u_probability": u, "fix_u_probability": True}
            if level.term:
                step |= {
                    "tf_adjustment_column": level.term,
                    "disable_tf_exact_match_detection": True,
                }
            levels.append(step)
        told.append({"output_column_name": each.name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "blocking_rules_to_generate_predictions": list(sessions),
        "comparisons": told,
        "max_iterations": 30,
        "em_convergence": 0.001,
    }


def splink_model(model: Model) -> dict[str, Any]:
    """Return the first stage of a model as Splink's own JSON, to predict with it there."""
    settings = splink_settings()
    for each, told in zip(OWNER_COMPARISONS, settings["comparisons"], strict=True):
        for level, weights in zip(
            told["comparison_levels"][1:], model.owners[each.name], strict=True
        ):
            level |= {"m_probability": weights.m, "u_probability": weights.u}
    odds = 2**model.prior_bits
    return settings | {
        "probability_two_random_records_match": odds / (1 + odds),
        "blocking_rules_to_generate_predictions": [
            " AND ".join(f"l.{column} = r.{column}" for column in rule) for rule in BLOCKING
        ],
    }
