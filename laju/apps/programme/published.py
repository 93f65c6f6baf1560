"""What a cohort publishes before anybody applies, as one file with a hash."""

import json
from typing import Any

from laju.apps.programme.models import Cohort
from laju.core.crossing import quota_sentence, read_quotas
from laju.core.eligibility import read_rules, rule_sentence
from laju.core.rubrics import read_rubric, rubric_data

FORMULA = "Sainte-Lague: jumlah usaha / (2 x kursi + 1), dengan batas bawah dan batas atas"


def rules_text(*, cohort: Cohort) -> str:
    """Return seats, formula, conditions and rubric as JSON; its SHA-256 is `rules_sha256`."""
    told = {
        "format": "laju-aturan-1",
        "cohort": cohort.year,
        "area": cohort.area_id,
        "opens_on": _day(cohort.opens_on),
        "closes_on": _day(cohort.closes_on),
        "formula": FORMULA,
        "seats": cohort.seats,
        "floor": cohort.floor,
        "cap": cohort.cap,
        "regions": [
            {"region": q.region_id, "businesses": q.weight, "seats": q.seats, "reason": q.reason}
            for q in cohort.quotas.order_by("region_id")
        ],
        "crossing": [
            {**told, "sentence": quota_sentence(quota)}
            for told, quota in zip(cohort.crossing, read_quotas(cohort.crossing), strict=True)
        ],
        "conditions": [
            {**told, "sentence": rule_sentence(rule)}
            for told, rule in zip(cohort.rules, read_rules(cohort.rules), strict=True)
        ],
        "rubric": rubric_data(read_rubric(cohort.rubric)),
        "readers_each": cohort.readers_each,
        "confidence": cohort.confidence,
        "least_value": cohort.least_value,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def crossing_told(*, cohort: Cohort) -> list[dict[str, Any]]:
    """Return every quota across regions: `sentence`, and `reached` once the list is locked.

    `is_short` says that fewer stand in the lottery than the quota asks for.
    """
    told = cohort.calibration.get("crossing", {}).get("reached", [])
    reached = told if cohort.draw_file else []
    return [
        {
            "sentence": quota_sentence(quota),
            "reached": reached[n] if n < len(reached) else None,
            "is_short": n < len(reached) and reached[n] < quota.least,
        }
        for n, quota in enumerate(read_quotas(cohort.crossing))
    ]


def _day(value: object) -> str | None:
    return str(value) if value else None
