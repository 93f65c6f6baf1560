"""Applications come in once each, from the area, and are scored by parts."""

import pytest

from laju.apps.programme.actions import (
    curate_application,
    curate_applications,
    receive_applications,
    submit_application,
)
from laju.apps.programme.actions.applications import (
    AlreadyApplied,
    CohortClosed,
    OutsideArea,
    ScoreOutOfRange,
)
from laju.apps.programme.models import Application, Cohort
from tests.factories import (
    MEDAN,
    NORTH_SUMATRA,
    ApplicationFactory,
    BatchFactory,
    BusinessFactory,
    CohortFactory,
    ParticipantFactory,
    RowFactory,
    region,
)

ACEH = "11.71"


def sheet_with(*businesses):
    batch = BatchFactory()
    for business in businesses:
        RowFactory(batch=batch, business=business)
    RowFactory(batch=batch, business=None, outcome="REJECTED")
    return batch


def test_receive_applications_takes_the_area_only_and_only_once(agency, at):
    inside = [BusinessFactory(), BusinessFactory(region=region(NORTH_SUMATRA))]
    batch = sheet_with(*inside, BusinessFactory(region=region(ACEH)), inside[0])
    BusinessFactory()  # in the registry, but on no sheet given
    cohort = CohortFactory()
    assert receive_applications(cohort=cohort, batches=[batch], by=agency, at=at) == 2
    assert receive_applications(cohort=cohort, batches=[batch], by=agency, at=at) == 0
    rows = Application.objects.values_list("business_id", "origin")
    assert set(rows) == {(business.pk, "SHEET") for business in inside}


def test_receive_applications_takes_one_kabupaten_where_that_is_the_area(agency, at):
    batch = sheet_with(BusinessFactory(), BusinessFactory(region=region("12.12")))
    cohort = CohortFactory(area=region(MEDAN))
    assert receive_applications(cohort=cohort, batches=[batch], by=agency, at=at) == 1


def test_receive_applications_after_the_selection_needs_free_seats(agency, at):
    cohort = CohortFactory(seats=1, status=Cohort.Status.SELECTED)
    batch = sheet_with(BusinessFactory())
    ParticipantFactory(application__cohort=cohort)
    assert receive_applications(cohort=cohort, batches=[batch], by=agency, at=at) == 0
    Cohort.objects.update(seats=2)
    cohort.refresh_from_db()
    assert receive_applications(cohort=cohort, batches=[batch], by=agency, at=at) == 1


def test_submit_application_once_and_inside(owner, at):
    cohort, business = CohortFactory(), BusinessFactory()
    application = submit_application(cohort=cohort, business=business, by=owner, at=at)
    assert (application.origin, application.score) == ("FORM", None)
    with pytest.raises(AlreadyApplied) as refusal:
        submit_application(cohort=cohort, business=business, by=owner, at=at)
    assert business.code in refusal.value.remedy
    with pytest.raises(OutsideArea):
        submit_application(
            cohort=cohort, business=BusinessFactory(region=region(ACEH)), by=owner, at=at
        )
    closed = CohortFactory(status=Cohort.Status.SELECTED)
    with pytest.raises(CohortClosed):
        submit_application(cohort=closed, business=business, by=owner, at=at)


def test_curate_applications_scores_by_parts_that_make_the_whole(agency, at):
    cohort = CohortFactory()
    rich = ApplicationFactory(
        cohort=cohort,
        business__products_text="Keripik singkong, keripik pisang, keripik ubi",
        business__prices_text="15.000; 16.000; 17.000",
        business__address="Jalan Contoh 1",
        business__district_name="Medan Kota",
        business__founded_year=2015,
    )
    poor = ApplicationFactory(
        cohort=cohort, business__activity="", business__owner__name="", business__owner__phone=""
    )
    assert curate_applications(cohort=cohort, limit=1, by=agency, at=at) == 1
    assert curate_applications(cohort=cohort, by=agency, at=at) == 1
    assert curate_applications(cohort=cohort, by=agency, at=at) == 0
    for application in (rich, poor):
        application.refresh_from_db()
        points = [part["points"] for part in application.score_parts]
        assert application.score == pytest.approx(sum(points), abs=1e-3)
        assert all(part["points"] <= part["most"] for part in application.score_parts)
        assert all(part["reason"] for part in application.score_parts)
    assert rich.score > poor.score


def test_curate_applications_takes_over_the_office_s_own_score(agency, at):
    application = ApplicationFactory()
    RowFactory(business=application.business, stated_score=12.0)
    RowFactory(business=application.business, stated_score=88.0)  # the later sheet counts
    curate_applications(cohort=application.cohort, by=agency, at=at)
    application.refresh_from_db()
    assert application.score == 88.0
    assert [part["criterion"] for part in application.score_parts] == ["SHEET"]


@pytest.mark.parametrize("score", [-0.1, 100.1, float("nan")])
def test_curate_application_refuses_a_score_off_the_scale(agency, at, score):
    application = ApplicationFactory(score=50.0)
    with pytest.raises(ScoreOutOfRange):
        curate_application(application=application, score=score, reason="", by=agency, at=at)


def test_curate_application_keeps_the_reason_beside_the_score(agency, at):
    application = ApplicationFactory(score=50.0)
    curate_application(application=application, score=70, reason="Sudah ekspor", by=agency, at=at)
    application.refresh_from_db()
    assert application.score == 70
    assert application.score_parts[-1]["reason"] == "Sudah ekspor"
