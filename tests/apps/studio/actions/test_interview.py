"""Each answer is written down at once, with who confirmed it; what is confirmed outranks newer sheets."""

from datetime import date, timedelta

import pytest

from laju.apps.ledger.recording import NotAllowed
from laju.apps.studio.actions import answer_question, compose_contents, gather_facts, record_facts
from laju.apps.studio.actions.checks import BadFact
from laju.apps.studio.actions.interview import UnknownQuestion
from laju.apps.studio.models import Content, Fact, InterviewStep
from laju.apps.studio.queries import load_profile, profiles_of
from tests.factories import ParticipantFactory, RowFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def participant(agency, at):
    participant = ParticipantFactory(application__business__address="Jalan Contoh 1")
    RowFactory(business=participant.application.business)
    gather_facts(cohort=participant.application.cohort, by=agency, at=at)
    return participant


def fact(name):
    return Fact.objects.get(name=name, is_current=True)


def answer(participant, by, at, question="tempat", facts=None, **more):
    return answer_question(
        participant=participant, question=question, facts=facts or {}, by=by, at=at, **more
    )


def test_answer_question_writes_the_facts_and_the_step(participant, owner, at):
    assert answer(participant, owner, at, facts={"landmark": "dekat masjid raya"}) == 1
    told = fact("landmark")
    assert (told.origin, told.told_by, told.confirmed_by) == ("OWNER", "pemilik", "pemilik")
    assert told.confirmed_at == at
    step = InterviewStep.objects.get()
    assert (step.question, step.outcome, step.by, step.at) == ("tempat", "TOLD", "pemilik", at)


def test_answer_question_confirms_what_the_sheet_says_and_keeps_where_it_came_from(
    participant, facilitator, agency, at
):
    answer(participant, facilitator, at + HOUR, confirmed=["address"])
    told = fact("address")
    assert (told.origin, told.confirmed_by) == ("SHEET", "pendamping")
    business = participant.application.business
    business.address, business.updated_at = "Jalan Lain 9", at + 2 * HOUR
    business.save()
    gather_facts(cohort=participant.application.cohort, by=agency, at=at + 3 * HOUR)
    assert fact("address").value == "Jalan Contoh 1"
    assert Fact.objects.filter(name="address", value="Jalan Lain 9", is_current=False).exists()


def test_a_confirmed_fact_can_still_be_corrected(participant, facilitator, owner, at):
    answer(participant, facilitator, at, confirmed=["address"])
    answer(participant, owner, at + HOUR, facts={"address": "Jalan Benar 3"})
    told = fact("address")
    assert (told.value, told.origin, told.confirmed_by) == ("Jalan Benar 3", "OWNER", "pemilik")


def test_the_office_confirms_nothing(participant, agency, at):
    answer(participant, agency, at, facts={"story": "Dulu belajar dari ibu"}, confirmed=["address"])
    assert fact("address").confirmed_by == ""
    assert fact("story").confirmed_by == ""


def test_answer_question_can_be_skipped_and_answered_later(participant, owner, at):
    assert answer(participant, owner, at, facts={"story": "x"}, is_skipped=True) == 0
    assert not Fact.objects.filter(name="story").exists()
    assert InterviewStep.objects.get().outcome == "SKIPPED"
    answer(participant, owner, at + HOUR, facts={"landmark": "depan pasar"})
    assert InterviewStep.objects.get().outcome == "TOLD"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("making", ["OWN", "MADE_UP"]),
        ("making", "OWN"),
        ("materials", [""]),
        ("materials", ["x" * 61]),
        ("materials", ["ubi"] * 13),
        ("payments", [1]),
        ("tone", "SHOUTING"),
        ("lead_days", "2"),
        ("story", 3),
    ],
)
def test_answer_question_refuses_what_cannot_stand_in_a_profile(
    participant, owner, at, name, value
):
    with pytest.raises(BadFact):
        answer(participant, owner, at, facts={name: value})
    assert not InterviewStep.objects.exists()


def test_answer_question_knows_its_twelve_questions_and_who_may(participant, owner, assessor, at):
    with pytest.raises(UnknownQuestion):
        answer(participant, owner, at, question="gaji")
    with pytest.raises(NotAllowed):
        answer(participant, assessor, at)


def test_told_lists_and_tone_reach_the_profile_and_back(participant, owner, agency, at):
    told = {"making": ["OWN"], "materials": ["ubi"], "tone": "MEDAN", "lead_days": 2}
    answer(participant, owner, at + HOUR, question="bahan", facts=told)
    key = participant.application.business_id
    profile = profiles_of(keys=[key])[key]
    assert (profile.making, profile.materials, profile.tone) == (("OWN",), ("ubi",), "MEDAN")
    compose_contents(cohort=participant.application.cohort, by=agency, at=at + 2 * HOUR)
    content = Content.objects.get()
    assert load_profile(stored=content.profile) == profile


def test_an_expired_permit_never_reaches_a_page(participant, owner, agency, at):
    cohort = participant.application.cohort
    permits = [["PIRT", "2061271010042-29", "2027-01-31"], ["BPOM", "ada", "2030-01-01"]]
    record_facts(
        participant=participant,
        facts={"permits": permits},
        products=[{"name": "Keripik PIRT", "price_rupiah": 9000}],
        by=owner,
        at=at,
    )
    compose_contents(cohort=cohort, by=agency, at=at)
    content = Content.objects.get()
    assert [permit["kind"] for permit in content.profile["permits"]] == ["PIRT"]
    assert content.valid_until == date(2027, 1, 31)
    assert "Keripik PIRT" in content.texts["about"]["text"]
    later = at + timedelta(days=70)  # 1 February 2027
    assert compose_contents(cohort=cohort, by=agency, at=later) == 1
    content.refresh_from_db()
    assert (content.profile["permits"], content.version, content.valid_until) == ([], 2, None)
    assert "PIRT" not in str(content.texts)
    assert compose_contents(cohort=cohort, by=agency, at=later + HOUR) == 0
