import pytest

from laju.apps.outbox.models import Message
from laju.apps.programme.actions import announce_results, announcing
from laju.apps.programme.actions.announcing import NothingToAnnounce
from laju.apps.programme.models import Cohort
from tests import factories


@pytest.fixture
def officer(db):
    return factories.UserFactory(role="AGENCY")


def test_each_applicant_is_told_once_in_as_many_goes_as_it_takes(medan, officer, at, monkeypatch):
    cohort = factories.CohortFactory(status=Cohort.Status.SELECTED)
    for number in range(5):
        factories.ApplicationFactory(
            cohort=cohort,
            status="OUT",
            business__region=medan,
            business__phone=f"+62812000000{number:02}",
        )
    silent = {"business__region": medan, "business__phone": "", "business__owner__phone": ""}
    factories.ApplicationFactory(cohort=cohort, status="OUT", **silent)
    monkeypatch.setattr(announcing, "AT_ONCE", 2)
    told = [announce_results(cohort=cohort, by=officer, at=at) for _ in range(4)]
    assert told == [2, 2, 2, 0]  # who has no number is told in person
    assert Message.objects.filter(status="DUE").count() == 5
    assert Message.objects.get(status="BY_HAND").to == ""


def test_nothing_is_announced_before_the_selection(officer, at):
    with pytest.raises(NothingToAnnounce):
        announce_results(cohort=factories.CohortFactory(), by=officer, at=at)
