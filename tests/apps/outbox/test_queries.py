from django.db.models import Q

from laju.apps.outbox.models import Message
from laju.apps.outbox.queries import (
    answer_to,
    count_by_status,
    messages_for,
    spent,
    wish_of,
)
from tests import factories


def make(at, once, business, **more):
    given = {"notice": "CHOSEN", "purpose": "NEWS", "to": "+6281234567890", "text": "Halo"}
    return Message.objects.create(
        **given | {"once": once, "business": business, "asked_at": at, "send_after": at} | more
    )


def test_people_see_their_own_regions_and_nobody_sees_codes(medan, toba, at):
    near = make(at, "a", factories.BusinessFactory(region=medan))
    far = make(at, "b", factories.BusinessFactory(region=toba))
    make(at, "sign-in:1", None, notice="SIGN_IN")
    all_, some = (
        factories.UserFactory(role="AGENCY"),
        factories.UserFactory(role="AGENCY", regions=[medan]),
    )
    helper = factories.UserFactory(role="FACILITATOR")
    assert set(messages_for(by=all_)) == {near, far}
    assert set(messages_for(by=some)) == {near}
    assert not messages_for(by=helper).exists()
    assert set(messages_for(by=helper, facing=Q(business=far.business))) == {far}


def test_counts_and_costs(medan, at):
    shop = factories.BusinessFactory(region=medan)
    make(at, "a", shop, status="SENT", way="sms", cost=350, tried_at=at)
    make(at, "b", shop, status="DOUBT", way="whatsapp", cost=360, tried_at=at)
    make(at, "c", shop)
    assert count_by_status(Message.objects.all())["SENT"] == 1
    assert count_by_status(Message.objects.all())["FAILED"] == 0
    assert spent(since=at) == {"sms": (1, 350), "whatsapp": (1, 360)}
    assert answer_to(once="c") == "Halo" and answer_to(once="none") == ""
    assert wish_of(phone="+6281234567890") is None
