"""A lottery of 20,000 applicants under four crossing quotas: how long, and how fair.

python -m bench.crossing [--applicants 20000]: `seconds` is the planning of all seats (goal: 10);
`worst` is the smallest chance of anybody, `possible` that of the exact rule (goal: within .001);
`broken` counts plans that break a quota or the seats of a region. Last line: JSON.
"""

import argparse
import json
import random
import time
from collections import Counter

from laju.core.crossing import Quota, Trait, What, cell_of, quotas_of, region_of
from laju.engines.panels import Cell, plan_seats

SEATS, SEED, REGIONS = 1_000, 2027, 33
QUOTAS = (
    Quota(What.WOMEN, 450),
    Quota(What.SECTOR, 150, "CRAFT"),
    Quota(What.SECTOR, 120, "FARM"),
    Quota(What.SIZE, 850, "MICRO"),
)
SECTORS = {"FOOD": 45, "RETAIL": 20, "CRAFT": 8, "FARM": 7, "FASHION": 10, "SERVICE": 10}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applicants", type=int, default=20_000)
    options = parser.parse_args()
    cells, seats = prepare(options.applicants)
    start = time.perf_counter()
    told = plan_seats(cells=cells, seats=seats, least=[quota.least for quota in QUOTAS])
    seconds = time.perf_counter() - start
    broken = sum(not holds(plan, seats, told.reached) for plan in told.plans)
    print(
        json.dumps(
            {
                "benchmark": "crossing",
                "applicants": options.applicants,
                "seats": sum(seats.values()),
                "cells": len(cells),
                "plans": len(told.plans),
                "seconds": round(seconds, 2),
                "ratio_limit": round(seconds / 10, 3),
                "reached": told.reached,
                "worst": round(told.worst, 5),
                "possible": round(told.possible, 5),
                "off_most": round(told.off_most, 5),
                "broken": broken,
            }
        )
    )


def holds(plan: dict[str, int], seats: dict[str, int], least: tuple[int, ...]) -> bool:
    """Say whether a plan gives every region its seats and every quota its least."""
    by_region: Counter[str] = Counter()
    by_quota: Counter[int] = Counter()
    for key, count in plan.items():
        by_region[region_of(key)] += count
        by_quota.update(dict.fromkeys(quotas_of(key), count))
    return by_region == Counter(seats) and all(by_quota[n] >= k for n, k in enumerate(least))


def prepare(applicants: int) -> tuple[list[Cell], dict[str, int]]:
    """Return cells of made-up applicants, three of ten per seat surely in, and seats per region."""
    dice = random.Random(SEED)
    codes = [f"12.{n:02}" for n in range(1, REGIONS + 1)]
    shares = [1 / (n + 2) for n in range(REGIONS)]
    seats = {
        code: round(SEATS * share / sum(shares)) for code, share in zip(codes, shares, strict=True)
    }
    sure: Counter[str] = Counter()
    lottery: Counter[str] = Counter()
    left = {code: count * 3 // 10 for code, count in seats.items()}
    for region in dice.choices(codes, shares, k=applicants):
        trait = Trait(
            sex="P" if dice.random() < 0.4 else "L",
            sector=dice.choices(list(SECTORS), list(SECTORS.values()))[0],
            size="MICRO" if dice.random() < 0.8 else "SMALL",
        )
        key = cell_of(region=region, trait=trait, quotas=QUOTAS)
        if left[region]:
            left[region] -= 1
            sure[key] += 1
        else:
            lottery[key] += 1
    cells = [
        Cell(key, region_of(key), quotas_of(key), sure[key], lottery[key])
        for key in sorted({*sure, *lottery})
    ]
    return cells, seats


if __name__ == "__main__":
    main()
