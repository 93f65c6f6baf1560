from datetime import timedelta

import pytest

from laju.apps.privacy.actions import (
    AlreadyAnswered,
    NotYourData,
    OutcomeMissing,
    answer_request,
    ask_about_data,
)
from laju.apps.privacy.models import DataRequest
from tests import factories


@pytest.fixture
def owner(medan):
    user = factories.UserFactory(role="OWNER")
    return factories.BusinessFactory(region=medan, owner__user=user).owner


def test_the_clock_begins_once_for_each_kind(owner, at):
    first = ask_about_data(owner=owner, kind="ERASURE", text="hapus", by=owner.user, at=at)
    assert first.due_at - at == timedelta(hours=72)
    again = ask_about_data(
        owner=owner, kind="ERASURE", text="foto juga", by=owner.user, at=at + timedelta(days=1)
    )
    assert again == first and again.due_at == first.due_at and again.text == "hapus foto juga"
    ask_about_data(owner=owner, kind="CORRECTION", by=owner.user, at=at)
    assert DataRequest.objects.count() == 2


def test_nobody_asks_for_another(owner, at):
    with pytest.raises(NotYourData):
        ask_about_data(owner=owner, kind="ERASURE", by=factories.UserFactory(role="OWNER"), at=at)


def test_an_answer_has_words_and_is_given_once(owner, agency, at):
    row = ask_about_data(owner=owner, kind="CORRECTION", by=owner.user, at=at)
    with pytest.raises(OutcomeMissing):
        answer_request(request=row, outcome=" ", by=agency, at=at)
    answer_request(request=row, outcome="Nama diperbaiki", by=agency, at=at)
    with pytest.raises(AlreadyAnswered):
        answer_request(request=row, outcome="Lagi", by=agency, at=at)
    row.refresh_from_db()
    assert (row.outcome, row.done_by) == ("Nama diperbaiki", agency.username)
