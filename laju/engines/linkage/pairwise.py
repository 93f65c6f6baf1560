"""Both stages for one pair of rows in memory: the same texts of SQL, computed without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from laju.engines.linkage.features import INPUT_COLUMNS, features_sql
from laju.engines.linkage.model import Model, load_model
from laju.engines.linkage.owners import owner_bits_sql
from laju.engines.linkage.rowwise import expression, query
from laju.engines.linkage.scoring import level_sql
from laju.engines.linkage.settings import CERTAIN, OWNER_COMPARISONS, TERMS, UNIT_COMPARISONS
from laju.engines.linkage.units import unit_bits_sql, verdict_sql

NEW_ID = -1
ANSWER = ("owner_bits", "unit_bits", "verdict")
_FEATURES = features_sql("given")


@dataclass(frozen=True, slots=True)
class Score:
    """What both stages say of a pair; `seen` holds its columns and levels."""

    owner_bits: float
    unit_bits: float
    verdict: str
    seen: Mapping[str, Any]


def compare_form(row: Mapping[str, Any], *, model: Model) -> dict[str, Any]:
    """Return a row of the linkage input in comparison form, with the frozen share of its terms."""
    told = {name: str(row.get(name) or "") for name in INPUT_COLUMNS}
    found = query(_FEATURES)(told | {"id": int(row.get("id", NEW_ID))})
    shares = {
        f"tf_{column}": model.terms[column].get(found[column], model.rare[column])
        for column in TERMS
    }
    return found | shares


def score_pair(left: Mapping[str, Any], right: Mapping[str, Any], *, model: Model) -> Score:
    """Return the score of two rows in comparison form."""
    seen = {f"{name}_l": value for name, value in left.items()}
    seen |= {f"{name}_r": value for name, value in right.items()}
    for prefix, comparisons in (("o_", OWNER_COMPARISONS), ("u_", UNIT_COMPARISONS)):
        for each in comparisons:
            seen[prefix + each.name] = expression(level_sql(each))(seen)
    seen["owner_bits"] = expression(owner_bits_sql(model))(seen)
    seen["unit_bits"] = expression(unit_bits_sql(model))(seen)
    seen["is_certain"] = expression(CERTAIN)(seen)
    verdict = expression(verdict_sql(model))(seen)
    return Score(seen["owner_bits"], seen["unit_bits"], verdict, seen)


def rank_alike(
    *,
    row: Mapping[str, Any],
    candidates: Iterable[Mapping[str, Any]],
    model: Model | None = None,
    limit: int = 5,
) -> list[dict[str, Any]]:
    """Return the candidates most like a row that is being written, the best first.

    All in columns of the linkage input, those left out are unknown. Each answer has `id`,
    `owner_bits`, `unit_bits` and `verdict`; what people need not look at is left out.
    """
    model = model or load_model()
    asked = compare_form(row, model=model)
    known = (compare_form(each, model=model) for each in candidates)
    return rank_forms(asked, known, model=model, limit=limit)


def rank_forms(
    asked: Mapping[str, Any], known: Iterable[Mapping[str, Any]], *, model: Model, limit: int
) -> list[dict[str, Any]]:
    """Return what `rank_alike` does, of rows in comparison form."""
    found = ((each["id"], score_pair(each, asked, model=model)) for each in known)
    answers = [
        {"id": number} | {name: getattr(score, name) for name in ANSWER}
        for number, score in found
        if score.owner_bits >= model.bands.review
    ]
    answers.sort(key=lambda each: (-each["owner_bits"] - max(each["unit_bits"], 0), each["id"]))
    return answers[:limit]
