"""The best of a cohort: fixed scales, shared places, a public draw at the cut."""

from datetime import date, timedelta

import pytest

from laju.apps.endorsement.actions import WEIGHTS, NobodyToRank, publish_ranking
from laju.apps.endorsement.models import Place, Ranking
from laju.apps.endorsement.queries import latest_ranking, place_of, places_of
from laju.apps.indicators.models import Measure
from laju.core.selection import ticket
from tests.factories import MEDAN, TOBA, CohortFactory, ContentFactory, ParticipantFactory, region

TODAY = date(2026, 11, 23)


@pytest.fixture
def cohort(db):
    return CohortFactory(seed="benih umum", status="SELECTED")


def participants(cohort, scores, code=MEDAN):
    return [
        ParticipantFactory(
            application__cohort=cohort,
            application__score=score,
            application__business__region=region(code),
        )
        for score in scores
    ]


def publish(cohort, agency, at, on=TODAY, **more):
    return publish_ranking(cohort=cohort, on=on, by=agency, at=at, **more)


def best(ranking):
    return set(Place.objects.filter(ranking=ranking, is_best=True).values_list(
        "participant_id", flat=True
    ))  # fmt: skip


def test_publish_ranking_orders_by_what_is_proved(cohort, agency, at):
    low, high = participants(cohort, [40.0, 60.0])
    approved = participants(cohort, [60.0])[0]
    ContentFactory(participant=approved, status="APPROVED")
    ranking = publish(cohort, agency, at, size=1)
    order = [place.participant for place in places_of(ranking=ranking)]
    assert order == [approved, high, low]
    assert best(ranking) == {approved.pk}
    assert place_of(participant=low).place == 3


def test_parts_make_the_score(cohort, agency, at):
    participants(cohort, [40.0, 77.7])
    for place in publish(cohort, agency, at).places.all():
        total = sum(part["points"] * part["weight"] for part in place.parts)
        assert place.score == pytest.approx(total, abs=1e-3)
        assert {part["criterion"] for part in place.parts} == set(WEIGHTS)
        assert all(part["reason"] for part in place.parts)


def test_equal_scores_share_a_place_and_the_seed_draws_at_the_cut(cohort, agency, at):
    top = participants(cohort, [90.0])
    tied = participants(cohort, [50.0] * 6)
    ranking = publish(cohort, agency, at, size=3)
    assert sorted(ranking.places.values_list("place", flat=True)) == [1, 2, 2, 2, 2, 2, 2]
    lots = sorted(tied, key=lambda p: ticket("benih umum", p.application.business.code))
    assert best(ranking) == {top[0].pk, lots[0].pk, lots[1].pk}
    probabilities = ranking.places.values_list("probability", flat=True)
    assert sum(probabilities) == pytest.approx(3, abs=1e-6)


def test_publish_ranking_twice_gives_the_same_and_replaces(cohort, agency, at):
    participants(cohort, [50.0] * 5 + [60.0, 61.0])

    def told():
        rows = publish(cohort, agency, at, size=4).places
        return list(rows.values_list("participant", "place", "score", "probability", "is_best"))

    assert told() == told()
    assert Ranking.objects.count() == 1
    publish(cohort, agency, at, on=TODAY + timedelta(days=1))
    assert Ranking.objects.count() == 2
    assert latest_ranking(cohort=cohort).on == TODAY + timedelta(days=1)


def test_fewer_participants_than_places_are_all_best(cohort, agency, at):
    rows = participants(cohort, [10.0, 20.0, 20.0])
    assert best(publish(cohort, agency, at)) == {row.pk for row in rows}


@pytest.mark.parametrize("size", [1, 7, 100])
def test_exactly_so_many_are_best(cohort, agency, at, size):
    participants(cohort, [float(n // 20) for n in range(110)])
    assert len(best(publish(cohort, agency, at, size=size))) == size


def test_levels_are_those_of_the_last_measured_day(cohort, agency, at):
    digital, other = participants(cohort, [50.0, 50.0])
    for days, level in [(3, 1), (1, 3), (-1, 0)]:
        Measure.objects.create(
            business=digital.application.business,
            on=TODAY - timedelta(days=days),
            level=level,
        )
    ranking = publish(cohort, agency, at, size=1)
    assert best(ranking) == {digital.pk}
    part = next(p for p in place_of(participant=digital).parts if p["criterion"] == "digital")
    assert part["points"] == 100
    assert place_of(participant=other).place == 2


def test_those_who_left_have_no_place(cohort, agency, at):
    gone, stays = participants(cohort, [90.0, 10.0])
    gone.left_at = at
    gone.save()
    assert [place.participant for place in publish(cohort, agency, at).places.all()] == [stays]


def test_publish_ranking_needs_participants(cohort, agency, at):
    with pytest.raises(NobodyToRank):
        publish(cohort, agency, at)


def test_places_of_shows_one_s_own_region_only(cohort, agency, agency_of_region, at):
    participants(cohort, [1.0, 2.0])
    participants(cohort, [3.0], TOBA)
    ranking = publish(cohort, agency, at)
    assert places_of(ranking=ranking, by=agency).count() == 3
    assert places_of(ranking=ranking, by=agency_of_region).count() == 2
