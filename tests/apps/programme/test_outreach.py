from laju.apps.outbox.models import Wish
from laju.apps.programme.outreach import to_invite
from tests import factories


def test_only_who_could_still_apply_and_wants_to_hear_is_listed(medan, toba, at):
    cohort, earlier = factories.CohortFactory(year=2027), factories.CohortFactory(year=2026)
    make = factories.BusinessFactory
    goods = make(region=medan, name="A", phone="+6281200000001", products_text="keripik")
    plain = make(region=medan, name="B", phone="+6281200000002", products_text="")
    landline = make(region=medan, name="C", phone="+62614567890", owner__phone="")
    make(region=medan, name="D", phone="", owner__phone="")
    make(region=medan, name="E", phone="+6281200000003", size="LARGE")
    make(region=toba, name="F", phone="+6281200000004")
    stopped = make(region=medan, name="G", phone="+6281200000005")
    Wish.objects.create(phone=stopped.phone, is_stopped=True, said_at=at, how="whatsapp")
    applied = factories.ApplicationFactory(cohort=cohort, business__region=medan).business
    make(region=medan, name="H", phone="+6281200000006", owner=applied.owner)
    factories.ParticipantFactory(application__cohort=earlier, application__business__region=medan)
    by = factories.UserFactory(role="AGENCY")
    assert list(to_invite(cohort=cohort, region=medan, by=by)) == [goods, plain, landline]
    elsewhere = factories.UserFactory(role="AGENCY", regions=[toba])
    assert not to_invite(cohort=cohort, region=medan, by=elsewhere).exists()
