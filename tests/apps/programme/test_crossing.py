"""A cohort with quotas across regions: locked, drawn, repeated, and seats offered afterwards."""

import subprocess
import sys
from collections import Counter

import pytest

from laju.apps.programme.actions import give_up_seat, offer_seats, set_rules
from laju.apps.programme.actions.rules import RulesPublished
from laju.apps.programme.draws import applicant_list, repeat_draw, result_text, seats_by_region
from laju.apps.programme.models import Application, Participant
from laju.apps.programme.published import crossing_told, rules_text
from laju.apps.registry.models import Business, Owner
from laju.core.crossing import BadCrossing, region_of
from laju.core.draws import read_draw
from laju.web.public import undian
from tests.apps.programme.curated import drawn_cohort, listed_cohort
from tests.factories import MEDAN, CohortFactory, region

pytestmark = pytest.mark.django_db
WOMEN = {"what": "WOMEN", "least": 3}
CRAFT = {"what": "SECTOR", "value": "CRAFT", "least": 2}


@pytest.fixture
def mixed(monkeypatch):
    """Make every third applicant a woman and every fourth a craft, before the list is locked."""

    def mix(cohort, *, at):
        for n, row in enumerate(
            cohort.applications.order_by("pk").values("business", "business__owner")
        ):
            Owner.objects.filter(pk=row["business__owner"]).update(sex="P" if n % 3 == 0 else "L")
            sector = "CRAFT" if n % 4 == 0 else "FOOD"
            Business.objects.filter(pk=row["business"]).update(sector=sector)
        read_all(cohort, at=at)

    from tests.apps.programme import curated

    read_all = curated.read_all
    monkeypatch.setattr(curated, "read_all", mix)


def women(rows):
    return rows.filter(business__owner__sex="P").count()


def test_quotas_hold_in_every_plan_and_regions_keep_their_seats(mixed, agency, at):
    plain = listed_cohort(by=agency, at=at, crossing=[], year=2030)
    cohort = listed_cohort(by=agency, at=at, crossing=[WOMEN, CRAFT], medan=20, toba=10)
    draw = read_draw(cohort.draw_file)
    assert read_draw(plain.draw_file).panels == []
    assert len(draw.panels) == 300 and not draw.seats
    reached = cohort.calibration["crossing"]["reached"]
    regions = {}
    for panel in draw.panels:
        marks, seats = Counter(), Counter()
        for cell, count in panel.items():
            seats[region_of(cell)] += count
            marks.update({n: count for n, mark in enumerate(cell.partition("/")[2]) if mark == "1"})
        assert all(marks[n] >= least for n, least in enumerate(reached))
        regions[tuple(sorted(seats.items()))] = None
    assert len(regions) == 1  # the same seats per region whatever the seed
    assert reached[0] <= 3 and reached[1] <= 2


def test_the_draw_is_repeated_to_the_byte(mixed, agency, at, tmp_path):
    cohort = drawn_cohort(by=agency, at=at, crossing=[WOMEN, CRAFT], medan=20, toba=10)
    assert repeat_draw(cohort=cohort).is_same
    text, _ = applicant_list(cohort=cohort)
    (tmp_path / "undian.jsonl").write_text(text, encoding="utf-8")
    command = [sys.executable, undian.__file__, "undian.jsonl", cohort.seed]
    told = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, check=True)
    assert told.stdout.decode() == result_text(cohort=cohort)
    chosen = cohort.applications.filter(status=Application.Status.CHOSEN)
    assert chosen.count() == Participant.objects.count() == 6
    assert women(chosen) >= cohort.calibration["crossing"]["reached"][0]
    for code, seats in seats_by_region(cohort=cohort).items():
        assert chosen.filter(business__region=code).count() == seats


def test_places_count_in_the_region_and_the_next_by_ticket_is_offered(mixed, agency, at):
    cohort = drawn_cohort(by=agency, at=at, crossing=[WOMEN], medan=20, toba=10)
    here = cohort.applications.filter(business__region=MEDAN)
    places = list(here.exclude(place=None).order_by("place").values_list("place", flat=True))
    assert places == list(range(1, len(places) + 1))
    waiting = here.filter(status=Application.Status.WAITING)
    assert list(waiting.order_by("place")) == list(waiting.order_by("ticket"))
    first = here.filter(status=Application.Status.CHOSEN).first()
    give_up_seat(application=first, reason="Pindah", by=agency, at=at)
    assert offer_seats(cohort=cohort, region=region(MEDAN), ends_at=at, by=agency, at=at) == 1
    assert here.get(offered_at=at) == waiting.order_by("ticket").first()


def test_what_cannot_be_reached_is_told(mixed, agency, at):
    many = {"what": "SIZE", "value": "SMALL", "least": 6}
    cohort = listed_cohort(by=agency, at=at, crossing=[many])
    (told,) = crossing_told(cohort=cohort)
    assert told["is_short"] and told["reached"] < 6
    assert "Paling sedikit 6 kursi untuk usaha kecil." in rules_text(cohort=cohort)


def test_set_rules_keeps_quotas_that_fit_the_seats(agency, at):
    cohort = CohortFactory(seats=5, rules_published_at=None)
    set_rules(cohort=cohort, rules=[], crossing=[WOMEN], by=agency, at=at)
    cohort.refresh_from_db()
    assert cohort.crossing == [WOMEN]
    with pytest.raises(BadCrossing, match="5 kursi"):
        set_rules(cohort=cohort, rules=[], crossing=[{**WOMEN, "least": 6}], by=agency, at=at)
    cohort.rules_published_at = at
    with pytest.raises(RulesPublished):
        set_rules(cohort=cohort, rules=[], crossing=[], by=agency, at=at)
