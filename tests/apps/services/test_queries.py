from datetime import timedelta

import pytest

from laju.apps.services import queries
from laju.apps.services.models import Attendance, Referral, Service, ServiceRequest, Training
from tests import factories


@pytest.fixture
def told(medan, toba, at):
    helper = factories.UserFactory(role="FACILITATOR", regions=[medan])
    near = factories.ParticipantFactory(application__business__region=medan, facilitator=helper)
    far = factories.ParticipantFactory(application__business__region=toba)
    made = {}
    for row in (near, far):
        business = row.application.business
        made[row.pk] = Service.objects.create(
            business=business, kind="VISIT", field="MARKETING", happened_at=at, told="x", by=helper,
            kept_at=at, next_step="y", next_on=at.date(),
        )  # fmt: skip
        ServiceRequest.objects.create(business=business, field="IT", text="z", asked_at=at)
        Referral.objects.create(
            business=business, to="BPOM", reason="r", by=helper, at=at, changed_at=at
        )
        training = Training.objects.create(
            topic="t", field="IT", place="p", region=business.region, starts_at=at, by=helper
        )
        Attendance.objects.create(training=training, business=business, how="CODE", by="x", at=at)
    return helper, near, far, made


def test_everybody_sees_what_is_theirs(told, medan, at):
    helper, near, far, made = told
    officer = factories.UserFactory(role="AGENCY")
    local = factories.UserFactory(role="AGENCY", regions=[medan])
    owner = factories.UserFactory(role="OWNER")
    far.application.business.owner.user = owner
    far.application.business.owner.save()
    for by, keys in (
        (officer, {near.pk, far.pk}),
        (local, {near.pk}),
        (helper, {near.pk}),
        (owner, {far.pk}),
    ):
        assert set(queries.services_for(by=by)) == {made[key] for key in keys}
        assert queries.requests_for(by=by).count() == len(keys)
        assert queries.referrals_for(by=by).count() == len(keys)
        assert queries.steps_due(by=by, on=at.date()).count() == len(keys)
        assert not queries.steps_due(by=by, on=at.date() - timedelta(days=1)).exists()
    assert queries.trainings_for(by=local).get().came == 1
    assert queries.trainings_for(by=officer).count() == 2


def test_counts_by_field_and_region_keep_to_the_days(told, at):
    officer = factories.UserFactory(role="AGENCY")
    on = at.date()
    fields = {
        label: rest for label, *rest in queries.count_by_field(by=officer, since=on, until=on)
    }
    assert len(fields) == 7 and fields["Pemasaran"] == [2, 2] and fields["Produksi"] == [0, 0]
    assert len(queries.count_by_region(by=officer, since=on, until=on)) == 2
    before = on - timedelta(days=1)
    assert queries.count_by_region(by=officer, since=before, until=before) == []


def test_who_was_not_spoken_with_is_stuck(told, at):
    helper, near, _far, _made = told
    business = near.application.business
    assert not queries.stuck_for(by=helper, since=at).exists()
    assert list(queries.stuck_for(by=helper, since=at + timedelta(days=1))) == [near]
    assert queries.last_heard(keys=[business.pk]) == {business.pk: at}
    assert queries.services_of(business=business).count() == 1
    assert queries.trainings_attended(business=business).count() == 1
    training = Training.objects.first()
    assert queries.attendances_of(training=training).count() == 1
