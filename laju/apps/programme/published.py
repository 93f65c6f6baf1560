"""What a cohort publishes before anybody applies, as one file with a hash."""

import json

from laju.apps.programme.models import Cohort
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
        "crossing": cohort.crossing,
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


def _day(value: object) -> str | None:
    return str(value) if value else None
