from datetime import timedelta

from laju.apps.privacy.models import DataRequest
from laju.web.agency.privacy import card_of
from tests import factories


def test_time_left_is_said_in_words(medan, at):
    owner = factories.BusinessFactory(region=medan).owner
    row = DataRequest.objects.create(
        owner=owner, kind="ERASURE", asked_by="x", asked_at=at, due_at=at + timedelta(hours=72)
    )
    assert card_of(row, at)["left"] == "sisa 72 jam"
    assert card_of(row, at + timedelta(hours=60))["tone"] == "warning"
    late = card_of(row, at + timedelta(hours=80))
    assert late["left"] == "terlambat 8 jam" and late["tone"] == "error"
