"""A trained model: a JSON file that means the same for ever, term frequencies included."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from laju.core.errors import DomainError
from laju.engines.linkage.features import features_sql
from laju.engines.linkage.settings import (
    BLOCKING,
    CERTAIN,
    LARGEST_BLOCK,
    OWNER_COMPARISONS,
    UNIT_COMPARISONS,
    Comparison,
)

MODELS = Path(__file__).resolve().parents[2] / "data" / "linkage"
SHIPPED = "2026-11"


def meaning() -> str:
    """Return a mark of what this code compares and how; a model holds for one such mark only."""
    compared = (features_sql("given"), OWNER_COMPARISONS, UNIT_COMPARISONS)
    told = (*compared, CERTAIN, BLOCKING, LARGEST_BLOCK)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


class UnknownModel(DomainError):
    message = "Model kecocokan “{version}” tidak ada atau tidak dapat dibaca."
    remedy = "Pilih model yang tersedia, atau latih ulang dari data terbaru."
    status = 404


@dataclass(frozen=True, slots=True)
class Weights:
    """How often a level is met among records of one (m) and of two (u)."""

    m: float
    u: float

    @property
    def bits(self) -> float:
        """Return the evidence of the level, log2 of the likelihood ratio."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Bands:
    """From which bits on a machine may decide alone; all else above `review` people see.

    likely: from here on one owner is taken as more likely than two.
    """

    automatic: float = 12.0
    likely: float = 2.0
    review: float = 0.0
    same_unit: float = 8.0
    other_unit: float = -4.0


@dataclass(frozen=True, slots=True)
class Model:
    """Both stages. `owners` and `units`: weights by comparison, in the order of its levels.

    `prior_bits` and `unit_prior_bits` are the odds before any evidence. `terms`: per column how
    large a share of all records has this value; what is not listed has `rare`.
    """

    version: str
    owners: Mapping[str, tuple[Weights, ...]]
    units: Mapping[str, tuple[Weights, ...]]
    prior_bits: float
    unit_prior_bits: float
    bands: Bands = field(default_factory=Bands)
    terms: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    rare: Mapping[str, float] = field(default_factory=dict)
    trained_on: str = ""

    def to_json(self) -> str:
        """Return the model as text; equal models give equal text."""
        content = {
            "version": self.version,
            "meaning": meaning(),
            "trained_on": self.trained_on,
            "prior_bits": round(self.prior_bits, 6),
            "unit_prior_bits": round(self.unit_prior_bits, 6),
            "bands": {key: getattr(self.bands, key) for key in Bands.__slots__},
            "owners": _levels_to_json(OWNER_COMPARISONS, self.owners),
            "units": _levels_to_json(UNIT_COMPARISONS, self.units),
            "rare": dict(self.rare),
            "terms": {key: dict(sorted(found.items())) for key, found in self.terms.items()},
        }
        return json.dumps(content, ensure_ascii=False, indent=1)


def _levels_to_json(
    comparisons: tuple[Comparison, ...], weights: Mapping[str, tuple[Weights, ...]]
) -> dict[str, dict[str, list[float]]]:
    return {
        each.name: {
            level.name: [float(f"{weight.m:.9g}"), float(f"{weight.u:.9g}")]
            for level, weight in zip(each.levels, weights[each.name], strict=True)
        }
        for each in comparisons
    }


def _levels_from_json(
    comparisons: tuple[Comparison, ...], content: Mapping[str, Any]
) -> dict[str, tuple[Weights, ...]]:
    return {
        each.name: tuple(Weights(*content[each.name][level.name]) for level in each.levels)
        for each in comparisons
    }


def read_model(text: str) -> Model:
    """Return the model written in `text`.

    Raises UnknownModel, also if it was made for other comparisons than this code makes.
    """
    try:
        content = json.loads(text)
        if content["meaning"] != meaning():
            raise UnknownModel(version=content["version"])
        return Model(
            version=content["version"],
            owners=_levels_from_json(OWNER_COMPARISONS, content["owners"]),
            units=_levels_from_json(UNIT_COMPARISONS, content["units"]),
            prior_bits=content["prior_bits"],
            unit_prior_bits=content["unit_prior_bits"],
            bands=Bands(**content["bands"]),
            terms=content["terms"],
            rare=content["rare"],
            trained_on=content["trained_on"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnknownModel(version=str(error)) from error


def save_model(*, model: Model, path: Path) -> None:
    """Write the model to a file."""
    path.write_text(model.to_json() + "\n", encoding="utf-8")


@cache
def load_model(version: str = SHIPPED) -> Model:
    """Return a model that ships with the project, or one in a file of that path.

    Raises UnknownModel.
    """
    path = Path(version) if version.endswith(".json") else MODELS / f"model_{version}.json"
    if not path.is_file():
        raise UnknownModel(version=version)
    return read_model(path.read_text(encoding="utf-8"))
