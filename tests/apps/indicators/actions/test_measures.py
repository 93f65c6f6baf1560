"""Levels with the evidence that carries them."""

from datetime import date, timedelta

import pytest

from laju.apps.indicators.actions import (
    NoReference,
    UnknownEvidence,
    measure_businesses,
    record_presence,
)
from laju.apps.indicators.actions import measures as measuring
from laju.apps.indicators.models import Measure, Presence
from laju.apps.indicators.queries import latest_day, levels_by_region, measure_of, presence_of
from laju.apps.publishing.models import Site
from laju.apps.social.models import Post
from laju.apps.studio.models import Product
from tests.factories import (
    AT,
    MEDAN,
    BatchFactory,
    BusinessFactory,
    CohortFactory,
    ParticipantFactory,
    RowFactory,
    SiteFactory,
    region,
)

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def cohort(db):
    return CohortFactory()


@pytest.fixture
def measure(cohort, agency, at):
    def measured(on=TODAY):
        return measure_businesses(cohort=cohort, on=on, by=agency, at=at)

    return measured


def level(business, on=TODAY):
    return Measure.objects.get(business=business, on=on).level


def with_site(cohort, **more):
    participant = ParticipantFactory(application__cohort=cohort)
    SiteFactory(participant=participant, **more)
    return participant.application.business


def test_a_business_without_evidence_stands_at_nought(measure):
    business = BusinessFactory()
    assert measure() == 1
    told = measure_of(business=business)
    assert (told.level, told.evidence) == (0, [])
    assert told.next_step.startswith("Untuk D1")


def test_the_sheet_s_channels_count_from_the_day_of_the_sheet(measure, at):
    business = BusinessFactory(channels={"instagram": "@keripik", "facebook": ""})
    RowFactory(business=business, batch=BatchFactory(received_at=at))
    measure()
    evidence = presence_of(business=business).get()
    assert (evidence.kind, evidence.seen_on, evidence.is_verified) == ("SOCIAL_PAGE", TODAY, False)
    assert evidence.source.startswith("registry.row:")
    assert level(business) == 1
    measure(TODAY + 91 * DAY)  # not seen alive since
    assert level(business, TODAY + 91 * DAY) == 0


def test_with_and_without_pages_of_the_programme(cohort, measure):
    business = with_site(cohort)
    measure()
    assert level(business) == 1
    assert presence_of(business=business).get().is_verified
    Site.objects.update(input_sha256="")  # withdrawn
    measure(TODAY + 91 * DAY)
    assert level(business, TODAY + 91 * DAY) == 0


def test_a_page_proves_nothing_of_a_day_before_it_was_out(cohort, measure):
    business = with_site(cohort, updated_on=TODAY)
    measure(TODAY - DAY)
    assert level(business, TODAY - DAY) == 0
    assert not presence_of(business=business)


def test_an_order_leads_to_the_second_level_and_practices_to_the_third(
    cohort, measure, facilitator, at
):
    business = with_site(cohort)
    Product.objects.create(business=business, key="a", name="A", price_rupiah=1, origin="SHEET")

    def seen(kind, reference):
        record_presence(
            business=business, kind=kind, reference=reference, seen_on=TODAY, by=facilitator, at=at
        )

    seen("ORDER", "nota 17")
    measure()
    assert level(business) == 2
    seen("QRIS", "ID1020")
    seen("DIGITAL_BOOKS", "BukuKas")
    measure()
    assert level(business) == 3
    told = measure_of(business=business)
    kinds = Presence.objects.filter(pk__in=told.evidence).values_list("kind", flat=True)
    assert set(kinds) == {"WEB_PAGE", "PRICED_CATALOGUE", "ORDER", "QRIS", "DIGITAL_BOOKS"}


def test_proven_posts_count(cohort, measure, at):
    participant = ParticipantFactory(application__cohort=cohort)
    for n in range(4):
        Post.objects.create(
            participant=participant,
            on=TODAY - n * DAY,
            time="10:00",
            caption="x",
            token=f"t{n}",
            status=Post.Status.PROVEN if n else Post.Status.PLANNED,
            proof_url=f"https://instagram.com/p/{n}",
        )
    measure()
    business = participant.application.business
    assert set(presence_of(business=business).values_list("kind", flat=True)) == {"SOCIAL_PAGE"}
    Post.objects.update(status=Post.Status.PROVEN)
    measure()
    assert "REGULAR_POSTS" in set(presence_of(business=business).values_list("kind", flat=True))


def test_the_same_day_again_replaces(cohort, measure):
    business = BusinessFactory()
    assert (measure(), measure()) == (1, 1)
    with_site(cohort)
    assert measure() == 2
    assert Measure.objects.count() == 2
    assert measure(TODAY + DAY) == 2
    assert Measure.objects.filter(business=business).count() == 2
    assert latest_day() == TODAY + DAY


def test_only_businesses_of_the_area_are_measured(cohort, measure):
    BusinessFactory(region=region("11.71"))
    BusinessFactory(region=region("12"))
    assert measure() == 1


def test_levels_by_region_add_up(cohort, measure, north_sumatra):
    with_site(cohort)
    BusinessFactory.create_batch(2)
    measure()
    told = levels_by_region(on=TODAY, area=north_sumatra)
    assert told == {MEDAN: {"all": 3, "D0": 2, "D1": 1, "D2": 0, "D3": 0}}


def test_record_presence_moves_on_and_never_back(facilitator, agency, at):
    business = BusinessFactory()

    def seen(on, by, **more):
        return record_presence(
            business=business, kind="QRIS", reference=" ID1 ", seen_on=on, by=by, at=at, **more
        )

    seen(TODAY, agency, is_verified=True)
    kept = seen(TODAY - DAY, facilitator)
    assert (kept.seen_on, kept.is_verified, kept.reference) == (TODAY, True, "ID1")
    assert seen(TODAY + DAY, facilitator).seen_on == TODAY + DAY
    assert Presence.objects.count() == 1


def test_record_presence_refuses_what_cannot_be_looked_up(facilitator, at):
    business = BusinessFactory()
    for kind, reference, error in [("SURAT", "x", UnknownEvidence), ("QRIS", "  ", NoReference)]:
        with pytest.raises(error):
            record_presence(
                business=business,
                kind=kind,
                reference=reference,
                seen_on=TODAY,
                by=facilitator,
                at=at,
            )


def test_many_businesses_are_measured_in_parts(monkeypatch, measure):
    monkeypatch.setattr(measuring, "_CHUNK", 2)
    businesses = BusinessFactory.create_batch(5, channels={"instagram": "@contoh"})
    for business in businesses[1:]:
        RowFactory(business=business, batch__received_at=AT)
    assert measure() == 5
    assert [level(business) for business in businesses] == [0, 1, 1, 1, 1]
    assert measure() == 5
    assert Measure.objects.count() == 5
