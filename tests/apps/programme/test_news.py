from datetime import timedelta

from laju.apps.outbox.models import Message
from laju.apps.programme.actions import submit_application
from laju.apps.programme.models import Application
from laju.apps.programme.news import link_of, tell_offers, tell_results
from tests import factories


def applicants(medan, **more):
    return [
        factories.ApplicationFactory(
            business__region=medan, business__phone=f"+62812000000{n:02}", **more
        )
        for n in range(3)
    ]


def test_who_applies_is_sent_the_number_to_keep(medan, at, settings):
    settings.OFFICE_URL = "https://laju.example"
    cohort = factories.CohortFactory(rules_published_at=at)
    business = factories.BusinessFactory(region=medan, phone="+6281200000001")
    made = submit_application(
        cohort=cohort, business=business, by=factories.UserFactory(role="AGENCY"), at=at
    )
    [message] = Message.objects.all()
    assert business.code in message.text and link_of(made) in message.text


def test_results_are_told_once_each_and_offers_say_until_when(medan, at):
    rows = applicants(medan)
    for row, status in zip(rows, ("CHOSEN", "WAITING", "OUT"), strict=True):
        row.status, row.place = status, 4
        row.save()
    assert tell_results(applications=rows, at=at) == 3
    assert tell_results(applications=rows, at=at) == 0
    waiting = rows[1]
    assert tell_offers(applications=rows, at=at) == 0  # nothing was offered
    waiting.offer_ends_at = at + timedelta(days=3)
    assert tell_offers(applications=[waiting], at=at) == 1
    told = dict(Message.objects.values_list("notice", "text"))
    assert set(told) == {"CHOSEN", "WAITING", "OUT", "SEAT_OFFERED"}
    assert "urutan 4" in told["WAITING"]
    assert Application.Status.OUT in {row.status for row in rows}
