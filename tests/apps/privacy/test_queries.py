from laju.apps.outbox.models import Message
from laju.apps.privacy import queries
from laju.apps.privacy.actions import answer_request, ask_about_data
from laju.apps.services.actions import request_service
from laju.apps.services.models import Service
from tests import factories


def told(owner):
    return str(queries.data_of(owner=owner))


def test_everything_of_the_owner_is_told_and_nothing_of_another(medan, agency, at):
    user = factories.UserFactory(role="OWNER")
    row = factories.ParticipantFactory(
        application__business__region=medan,
        application__business__name="Keripik Bu Ani",
        application__business__owner__user=user,
        application__business__owner__nik="1271012345670001",
        application__score_parts=[{"reason": "Belum ada harga."}],
    )
    business, owner = row.application.business, row.application.business.owner
    other = factories.BusinessFactory(region=medan, name="Milik Orang")
    factories.RowFactory(business=business, cells=["Keripik", "sel dari lembar"])
    for each in (business, other):
        Message.objects.create(
            business=each, notice="CHOSEN", purpose="NEWS", to="+6281234567890",
            text=f"pesan {each.name}", once=f"x{each.pk}", asked_at=at, send_after=at,
        )  # fmt: skip
        Service.objects.create(
            business=each, kind="VISIT", field="IT", happened_at=at, told=f"kunjungan {each.name}",
            by=agency, kept_at=at,
        )  # fmt: skip
    text = told(owner)
    for word in ("1271012345670001", "sel dari lembar", "Belum ada harga.", "pesan Keripik Bu Ani"):
        assert word in text, word
    assert "kunjungan Keripik Bu Ani" in text and "Milik Orang" not in text
    assert queries.owner_of(by=user) == owner
    request_service(business=business, field="IT", text="HP", by=user, at=at)
    actions = {entry.action for entry in queries.trail_of(owner=owner)}
    assert "services.request_service" in actions


def test_requests_keep_to_the_regions_of_the_officer(medan, toba, agency, at):
    owners = [factories.BusinessFactory(region=region).owner for region in (medan, toba)]
    rows = [ask_about_data(owner=owner, kind="ERASURE", by=agency, at=at) for owner in owners]
    local = factories.UserFactory(role="AGENCY", regions=[medan])
    assert list(queries.requests_waiting(by=agency)) == rows
    assert list(queries.requests_waiting(by=local)) == rows[:1]
    answer_request(request=rows[0], outcome="Selesai", by=agency, at=at)
    assert list(queries.requests_done(by=local)) == rows[:1]
    assert list(queries.requests_waiting(by=local)) == []
    assert list(queries.requests_of(owner=owners[0])) == rows[:1]
