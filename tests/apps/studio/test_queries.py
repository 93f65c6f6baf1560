"""What was stored comes back as it was; lists ask the database equally often."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from laju.apps.studio.actions import gather_facts
from laju.apps.studio.queries import (
    contents_of,
    load_profile,
    load_texts,
    plain,
    posters_by_participant,
    profiles_of,
)
from laju.apps.studio.queries.standing import standing_by_business
from laju.core.profile import Opening, Permit, Product, Profile, Sector
from laju.core.texts import Caption, Line, Texts
from tests.factories import MEDAN, TOBA, CohortFactory, ContentFactory, ParticipantFactory, region

words = st.text(max_size=12)
facts = st.lists(words, max_size=3).map(tuple)
lines = st.builds(Line, words, facts)
money = st.none() | st.integers(0, 10**15)
profiles = st.builds(
    Profile,
    code=words,
    slug=words,
    name=words,
    sector=st.sampled_from(Sector),
    products=st.lists(st.builds(Product, words, words, money, words), max_size=3).map(tuple),
    price_low_rupiah=money,
    hours=st.lists(st.builds(Opening, st.integers(0, 6), words, words), max_size=3).map(tuple),
    latitude=st.none() | st.floats(-90, 90),
    channels=st.dictionaries(words, words, max_size=3),
    permits=st.lists(
        st.builds(Permit, words, words, st.none() | st.dates(date(1, 1, 1))), max_size=2
    ).map(tuple),
)
texts = st.builds(
    Texts,
    *[lines] * 4,
    st.dictionaries(words, lines, max_size=3),
    lines,
    lines,
    st.lists(st.builds(Caption, words, facts, facts), max_size=3).map(tuple),
)


def through_json(value):
    return json.loads(json.dumps(plain(value)))


@given(profile=profiles)
def test_a_profile_comes_back_as_it_was(profile):
    assert load_profile(stored=through_json(profile)) == profile


@given(told=texts)
def test_texts_come_back_as_they_were(told):
    assert load_texts(stored=through_json(told)) == told


@pytest.fixture
def cohorts(agency, at):
    """One cohort with one participant, one with five."""
    small, large = CohortFactory(), CohortFactory()
    ParticipantFactory(application__cohort=small)
    ParticipantFactory.create_batch(5, application__cohort=large)
    for cohort in (small, large):
        gather_facts(cohort=cohort, by=agency, at=at)
    return small, large


@pytest.mark.parametrize("ask", [profiles_of, standing_by_business, posters_by_participant])
def test_questions_about_many_cost_as_much_as_about_one(cohorts, ask):
    costs = []
    for cohort in cohorts:
        keys = list(cohort.applications.values_list("business_id", flat=True))
        with CaptureQueriesContext(connection) as asked:
            assert len(ask(keys=keys)) == len(keys)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 5


def test_contents_of_shows_one_s_own_region_only(agency, agency_of_region):
    cohort = CohortFactory()
    for code in (MEDAN, TOBA):
        ContentFactory(
            participant__application__cohort=cohort,
            participant__application__business__region=region(code),
        )
    assert contents_of(cohort=cohort, by=agency).count() == 2
    assert contents_of(cohort=cohort, by=agency_of_region).count() == 1
