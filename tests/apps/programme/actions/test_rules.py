"""Rules are published once; conditions answer with reasons."""

from datetime import timedelta

import pytest

from laju.apps.accounts.models import Role
from laju.apps.ledger.models import Entry
from laju.apps.programme.actions import (
    check_applications,
    decide_eligibility,
    publish_rules,
    set_quotas,
    set_rules,
    submit_application,
)
from laju.apps.programme.actions.applications import CohortClosed, NotYetOpen, RulesNotPublished
from laju.apps.programme.actions.cohorts import RulesPublished, SeatsNotSet
from laju.apps.programme.actions.rules import BadCuration, BadReason
from laju.apps.programme.published import rules_text
from laju.core.draws import hash_text
from laju.core.eligibility import BadRule
from tests.factories import (
    MEDAN,
    ApplicationFactory,
    BusinessFactory,
    CohortFactory,
    OwnerFactory,
    ParticipantFactory,
    UserFactory,
    region,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db):
    return UserFactory(role=Role.AGENCY, username="kedua")


def test_publish_rules_fixes_seats_and_rules_by_hash(agency, at):
    cohort = CohortFactory(rules_published_at=None, seats=5)
    with pytest.raises(SeatsNotSet):
        publish_rules(cohort=cohort, by=agency, at=at)
    BusinessFactory(region=region(MEDAN))
    set_quotas(cohort=cohort, by=agency, at=at)
    set_rules(cohort=cohort, rules=[{"kind": "NIB"}], readers_each=3, by=agency, at=at)
    digest = publish_rules(cohort=cohort, by=agency, at=at)
    cohort.refresh_from_db()
    assert digest == cohort.rules_sha256 == hash_text(rules_text(cohort=cohort))
    for refused in (
        lambda: publish_rules(cohort=cohort, by=agency, at=at),
        lambda: set_quotas(cohort=cohort, by=agency, at=at),
        lambda: set_rules(cohort=cohort, rules=[], by=agency, at=at),
    ):
        with pytest.raises(RulesPublished):
            refused()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"rules": [{"kind": "AGE"}]}, BadRule),
        ({"readers_each": 0}, BadCuration),
        ({"readers_each": 9}, BadCuration),
        ({"confidence": 1.0}, BadCuration),
        ({"least_value": 101}, BadCuration),
    ],
)
def test_set_rules_refuses_what_makes_no_sense(agency, at, change, error):
    cohort = CohortFactory(rules_published_at=None)
    with pytest.raises(error):
        set_rules(**{"cohort": cohort, "rules": [], "by": agency, "at": at} | change)


def test_submit_application_waits_for_the_rules_and_keeps_to_the_window(agency, at):
    today = at.date()
    business = BusinessFactory()

    def submit(**more):
        return submit_application(cohort=CohortFactory(**more), business=business, by=agency, at=at)

    with pytest.raises(RulesNotPublished):
        submit(rules_published_at=None)
    with pytest.raises(NotYetOpen, match="belum dibuka"):
        submit(opens_on=today + timedelta(days=1))
    with pytest.raises(CohortClosed):
        submit(closes_on=today - timedelta(days=1))
    assert submit(opens_on=today, closes_on=today).status == "SUBMITTED"


def test_check_applications_answers_each_with_its_reason(agency, at):
    rules = [{"kind": "SIZE", "values": ["MICRO"]}, {"kind": "NEW"}, {"kind": "ONE_PER_OWNER"}]
    cohort = CohortFactory(rules=rules)
    fine = ApplicationFactory(cohort=cohort)
    large = ApplicationFactory(cohort=cohort, business__size="LARGE")
    unknown = ApplicationFactory(cohort=cohort, business__size="")
    again = ApplicationFactory(cohort=cohort)
    ParticipantFactory(application__business=again.business)
    owner = OwnerFactory()
    first = ApplicationFactory(cohort=cohort, business=BusinessFactory(owner=owner))
    other = ApplicationFactory(cohort=cohort, business=BusinessFactory(owner=owner))
    assert check_applications(cohort=cohort, by=agency, at=at) == 6
    assert check_applications(cohort=cohort, by=agency, at=at) == 0
    told = {row.pk: row for row in cohort.applications.all()}
    answers = [told[row.pk].eligibility for row in (fine, large, unknown, again, first, other)]
    assert answers == ["YES", "NO", "UNKNOWN", "NO", "YES", "NO"]
    assert "besar" in str(told[large.pk].findings)


def test_an_owner_whose_first_business_may_not_can_enter_the_second(agency, at):
    rules = [{"kind": "SIZE", "values": ["MICRO"]}, {"kind": "ONE_PER_OWNER"}]
    cohort, owner = CohortFactory(rules=rules), OwnerFactory()
    ApplicationFactory(cohort=cohort, business=BusinessFactory(owner=owner, size="LARGE"))
    second_ = ApplicationFactory(cohort=cohort, business=BusinessFactory(owner=owner))
    check_applications(cohort=cohort, by=agency, at=at)
    second_.refresh_from_db()
    assert second_.eligibility == "YES"


def test_decide_eligibility_leaves_its_reason_and_stands_when_checked_again(agency, at):
    cohort = CohortFactory(rules=[{"kind": "NIB"}])
    application = ApplicationFactory(cohort=cohort)
    check_applications(cohort=cohort, by=agency, at=at)
    with pytest.raises(BadReason):
        decide_eligibility(application=application, is_eligible=True, reason=" ", by=agency, at=at)
    application.refresh_from_db()
    override = decide_eligibility(
        application=application, is_eligible=True, reason="NIB ditunjukkan", by=agency, at=at
    )
    assert (override.before, override.after, override.by) == ("UNKNOWN", "YES", "dinas")
    check_applications(cohort=cohort, again=True, by=agency, at=at)
    application.refresh_from_db()
    assert application.eligibility == "YES"
    line = Entry.objects.filter(action="programme.decide_eligibility").last()
    assert line.result == f"programme.override:{override.pk}"
    assert line.subject == f"programme.application:{application.pk}"
