"""A cohort of 20,000 applicants: readers assigned, scores calibrated, bands, list locked and drawn.

python -m bench.cohort [--applicants 20000] [--store sqlite|postgresql]: the truth is known, so that
it also tells how many of the truly best come through, raw and calibrated. `total_s` is what an
officer waits for from "lock the list" to the participants, with everything written. Last line: JSON.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

from bench.cubes import database

READERS, EACH, SEATS, SEED = 60, 3, 1_000, 2027
SPREADS = {"quality": 10.0, "severity": 7.0, "noise": 8.0}
SIGNATURE = (
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applicants", type=int, default=20_000)
    parser.add_argument("--store", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(run(options.applicants)))
        return
    with database(options.store) as (url, folder):
        if not url:
            print(json.dumps({"skipped": "no PostgreSQL server"}))
            return
        more = {
            "DATABASE_URL": url,
            "LAJU_HOME": folder,
            "LAJU_HTTPS": "0",
            "DJANGO_SETTINGS_MODULE": "laju.project.settings",
        }
        command = [sys.executable, "-m", "bench.cohort", "--inside"]
        command += ["--applicants", str(options.applicants)]
        done = subprocess.run(command, env=os.environ | more, stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps({"benchmark": "cohort", "store": options.store, **told}))


def run(applicants: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from laju.apps.programme.actions import commit_list, draw_cohort, sign_list
    from laju.apps.programme.draws import applicant_list, repeat_draw, result_text
    from laju.apps.programme.models import Application, Participant
    from laju.core.beacons import round_at
    from laju.web.public import undian
    from tests.factories import AT

    call_command("migrate", verbosity=0)
    cohort, people, truth, assign_s = prepare(applicants)
    by, later = people[0], AT + timedelta(hours=2)
    at_round = round_at(AT + timedelta(hours=1))
    _, commit_s = clock(lambda: commit_list(cohort=cohort, beacon_round=at_round, by=by, at=AT))
    cohort.refresh_from_db()
    for person in people:
        sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=person, at=AT)
    _, draw_s = clock(
        lambda: draw_cohort(cohort=cohort, signature=SIGNATURE, dice="4 2 6", by=by, at=later)
    )
    cohort.refresh_from_db()
    at_home, home_s = clock(lambda: undian.draw(applicant_list(cohort=cohort)[0], cohort.seed))
    values = dict(cohort.applications.values_list("pk", "value"))
    bands = list(Application.objects.values_list("band", flat=True))
    best = set(sorted(truth, key=lambda pk: truth[pk][0])[-SEATS:])
    by_value = set(sorted(values, key=lambda pk: values[pk] or 0.0)[-SEATS:])
    by_mean = set(sorted(truth, key=lambda pk: truth[pk][1])[-SEATS:])
    return {
        "applicants": applicants,
        "readings": applicants * EACH,
        "assign_s": round(assign_s, 2),
        "commit_s": round(commit_s, 2),
        "draw_s": round(draw_s, 2),
        "total_s": round(commit_s + draw_s, 2),
        "rules_s": round(rules_only(cohort), 2),
        "at_home_s": round(home_s, 2),
        "same_at_home": at_home == result_text(cohort=cohort)
        and repeat_draw(cohort=cohort).is_same,
        "participants": Participant.objects.count(),
        "bands": {band: bands.count(band) for band in ("IN", "DRAW", "OUT")},
        "best_found_raw": round(len(best & by_mean) / SEATS, 3),
        "best_found_calibrated": round(len(best & by_value) / SEATS, 3),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def rules_only(cohort: Any) -> float:
    """Return the seconds for calibration, bands and draw alone, without a database."""
    from laju.apps.programme.models import Reading
    from laju.core import bands, calibration, draws

    told = [
        calibration.Reading(str(application), str(reader), total)
        for application, reader, total in Reading.objects.values_list(
            "application", "reader", "total"
        )
    ]
    regions = dict(cohort.applications.values_list("pk", "business__region_id"))
    draw = draws.read_draw(cohort.draw_file)

    def work() -> None:
        found = calibration.calibrate(readings=told)
        bands.sort_bands(
            standings=[
                bands.Standing(key, regions[int(key)], e.value, e.sd)
                for key, e in found.applications.items()
            ],
            seats=draw.seats,
        )
        draws.write_result(draws.run_draw(draw, seed=cohort.seed))

    return clock(work)[1]


def clock(work: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def prepare(applicants: int) -> tuple[Any, list[Any], dict[int, tuple[float, float]], float]:
    """Make an applied cohort with finished readings; return it, two officers and the truth."""
    from laju.apps.accounts.models import Role
    from laju.apps.programme.actions import add_reader, assign_readings, set_quotas
    from laju.apps.programme.models import Application, Reading
    from laju.apps.regions.models import Region
    from laju.apps.registry.models import Business
    from tests.factories import AT, CohortFactory, OwnerFactory, UserFactory

    dice = random.Random(SEED)
    people = [UserFactory(username=name) for name in ("satu", "dua")]
    cohort = CohortFactory(year=SEED, seats=SEATS, floor=10, readers_each=EACH)
    owner = OwnerFactory()
    codes = list(Region.objects.filter(province="12").values_list("pk", flat=True))
    shares = [1 / (n + 2) for n in range(len(codes))]  # most sit in few regions
    Business.objects.bulk_create(
        (
            Business(
                owner=owner, name=f"Usaha {n}", name_folded=f"usaha {n}", activity="Keripik",
                sector="FOOD", region_id=code, size="MICRO", fingerprint=f"{n:064x}",
                created_at=AT, updated_at=AT,
            )
            for n, code in enumerate(dice.choices(codes, shares, k=applicants))
        ),
        batch_size=1000,
    )  # fmt: skip
    Application.objects.bulk_create(
        (
            Application(cohort=cohort, business_id=pk, origin="SHEET", submitted_at=AT, eligibility="YES")
            for pk in Business.objects.values_list("pk", flat=True)
        ),
        batch_size=1000,
    )  # fmt: skip
    set_quotas(cohort=cohort, by=people[0], at=AT)
    for n in range(READERS):
        user = UserFactory(username=f"kurator{n}", role=Role.READER)
        add_reader(cohort=cohort, user=user, most=applicants, by=people[0], at=AT)
    _, assign_s = clock(lambda: assign_readings(cohort=cohort, by=people[0], at=AT))
    quality = {
        pk: dice.gauss(60, SPREADS["quality"])
        for pk in cohort.applications.values_list("pk", flat=True)
    }
    severity = {
        pk: dice.gauss(0, SPREADS["severity"]) for pk in cohort.readers.values_list("pk", flat=True)
    }
    given: dict[int, list[float]] = {}
    rows = []
    for row in Reading.objects.all():
        points = quality[row.application_id] + severity[row.reader_id]
        points += dice.gauss(0, SPREADS["noise"])
        row.status, row.total = "DONE", min(max(round(points / 2.5) * 2.5, 0), 100)
        given.setdefault(row.application_id, []).append(row.total)
        rows.append((row.status, row.total, row.pk))
    from laju.apps.programme.bulk import update_rows

    update_rows(model=Reading, fields=("status", "total"), rows=rows)
    cohort.refresh_from_db()
    truth = {pk: (value, sum(given[pk]) / len(given[pk])) for pk, value in quality.items()}
    return cohort, people, truth, assign_s


if __name__ == "__main__":
    main()
