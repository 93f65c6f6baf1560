"""The hundred best."""

import pytest
from django.urls import reverse

from laju.apps.endorsement.actions import publish_ranking
from laju.apps.endorsement.models import Ranking
from laju.web.agency.ranking import say_chance
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory, ParticipantFactory


@pytest.fixture
def cohort(db, toba):
    cohort = CohortFactory(year=2027, status="SELECTED", seed="7")
    for score, business in (
        (90, BusinessFactory()),
        (60, BusinessFactory()),
        (75, BusinessFactory(region=toba)),
    ):
        ParticipantFactory(
            application=ApplicationFactory(
                cohort=cohort, business=business, status="CHOSEN", score=score
            )
        )
    return cohort


@pytest.fixture
def ranked(cohort, agency, at):
    return publish_ranking(cohort=cohort, on=at.date(), size=2, by=agency, at=at)


def address(query=""):
    return f"{reverse('agency:ranking')}?{query}"


def test_ranking_opens_for_the_agency_only(client, people, ranked):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(address()).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


def test_ranking_before_it_is_published_offers_to(sign_in, agency, cohort):
    text = sign_in(agency).get(address()).content.decode()
    assert reverse("agency:publish_ranking", args=[2027]) in text


def test_publish_ranking_ranks_as_of_today(sign_in, agency, cohort):
    answer = sign_in(agency).post(reverse("agency:publish_ranking", args=[2027]))
    assert answer.status_code == 302
    assert Ranking.objects.get().places.count() == 3


def test_publish_ranking_takes_the_whole_area(sign_in, agency_of_region, cohort):
    url = reverse("agency:publish_ranking", args=[2027])
    assert sign_in(agency_of_region).post(url).status_code == 403


def test_publish_ranking_without_participants_says_so(sign_in, agency):
    CohortFactory(year=2027)
    answer = sign_in(agency).post(reverse("agency:publish_ranking", args=[2027]))
    assert answer.status_code == 409


def test_ranking_is_in_order_and_marks_the_best(sign_in, agency, ranked):
    page = sign_in(agency).get(address()).context["page"]
    assert [place.place for place in page] == [1, 2, 3]
    assert [place.is_best for place in page] == [True, True, False]
    best = sign_in(agency).get(address("bagian=terbaik")).context["page"]
    assert len(best) == 2


def test_ranking_shows_a_region_its_own(sign_in, agency_of_region, ranked):
    browser = sign_in(agency_of_region)
    regions = {
        place.participant.application.business.region_id
        for place in browser.get(address()).context["page"]
    }
    assert regions == {"12.71"}
    text = browser.get(reverse("agency:export_ranking", args=[2027])).getvalue().decode()
    assert "Toba" not in text


def test_ranking_asks_the_same_however_many(sign_in, agency, ranked, django_assert_num_queries):
    browser = sign_in(agency)
    for query in ("", "bagian=terbaik"):
        with django_assert_num_queries(9):
            browser.get(address(query))


def test_export_ranking_gives_every_criterion(sign_in, agency, ranked):
    answer = sign_in(agency).get(reverse("agency:export_ranking", args=[2027]))
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert "Nilai kurasi" in lines[0]
    assert len(lines) == 4


def test_export_ranking_before_it_is_published_is_lost(sign_in, agency, cohort):
    assert sign_in(agency).get(reverse("agency:export_ranking", args=[2027])).status_code == 404


@pytest.mark.parametrize("query", ["page=-1", "q=%00", "region=9", "bagian=x", "q=" + "a" * 9000])
def test_ranking_stands_nonsense(sign_in, agency, ranked, query):
    assert sign_in(agency).get(address(query)).status_code == 200


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "hampir pasti"),
        (0.95, "hampir pasti"),
        (0.94, "mungkin"),
        (0.5, "mungkin"),
        (0.49, "kecil"),
    ],
)
def test_say_chance_keeps_to_the_published_words(probability, word):
    assert say_chance(probability) == word
