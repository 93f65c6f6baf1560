from datetime import date, timedelta

import pytest

from laju.apps.visits.models import Visits
from laju.apps.visits.queries import (
    Shown,
    sites_by_views,
    views_by_day,
    visits_by_region,
    visits_of,
)
from tests.factories import (
    TOBA,
    ApplicationFactory,
    BusinessFactory,
    ParticipantFactory,
    SiteFactory,
    region,
)

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 10)
MONTH = {"since": DAY - timedelta(days=29), "until": DAY}


def site_in(place=None, **more):
    business = BusinessFactory(region=place) if place else BusinessFactory()
    application = ApplicationFactory(business=business)
    return SiteFactory(participant=ParticipantFactory(application=application), **more)


def seen(site, hits, what="v", on=DAY):
    Visits.objects.create(site=site, page="index", what=what, on=on, hits=hits, visitors=1)


def test_visits_of_adds_up_days_inside_the_period_only():
    site, quiet = site_in(), site_in()
    seen(site, 3)
    seen(site, 4, on=DAY - timedelta(days=29))
    seen(site, 100, on=DAY - timedelta(days=30))
    seen(site, 2, what="c")
    seen(site, 1, what="k")
    found = visits_of(sites=[site.pk, quiet.pk], **MONTH)
    assert found == {site.pk: Shown(7, 2, 1), quiet.pk: Shown()}
    assert found[site.pk].orders_begun == 3


def test_views_by_day_has_every_day():
    site = site_in()
    seen(site, 5)
    days = views_by_day(site=site.pk, until=DAY)
    assert len(days) == 30
    assert days[-1] == (DAY, 5)
    assert days[0] == (DAY - timedelta(days=29), 0)


def test_visits_by_region_and_sites_by_views_keep_to_the_scope(agency, agency_of_region):
    near, far = site_in(), site_in(region(TOBA))
    seen(near, 1)
    seen(far, 9)
    seen(far, 2, what="c")
    assert visits_by_region(by=agency, **MONTH) == {"12.12": Shown(9, 2, 0), "12.71": Shown(1)}
    assert visits_by_region(by=agency_of_region, **MONTH) == {"12.71": Shown(1)}
    found = sites_by_views(by=agency, **MONTH)
    assert [(site.pk, site.views, site.begun) for site in found] == [
        (far.pk, 9, 2),
        (near.pk, 1, 0),
    ]
    assert [site.pk for site in sites_by_views(by=agency_of_region, **MONTH)] == [near.pk]
