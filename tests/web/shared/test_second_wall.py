"""A page of a region asks the database as a role that sees that region alone."""

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from laju.apps.registry.models import Business
from laju.web.checks import check_wall
from laju.web.security import SecondWallMiddleware
from tests import factories

pytestmark = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no roles: pages filter there"
)


def answer(view, user):
    request = RequestFactory().get("/")
    request.user = user
    return SecondWallMiddleware(view)(request)


def everything(_request):
    return HttpResponse(str(Business.objects.count()))


def lazily(_request):
    return StreamingHttpResponse(each.region_id.encode() for each in Business.objects.iterator())


@pytest.fixture
def two_regions(medan, toba):
    return [factories.BusinessFactory(region=each) for each in (medan, toba)]


def test_a_view_that_forgets_to_filter_shows_one_region(two_regions, agency_of_region, agency):
    assert answer(everything, agency_of_region).content == b"1"
    assert answer(everything, agency).content == b"2"
    assert Business.objects.count() == 2


def test_a_stream_stays_behind_the_wall_to_its_last_part(two_regions, agency_of_region, medan):
    response = answer(lazily, agency_of_region)
    assert b"".join(response.streaming_content) == medan.pk.encode()
    assert Business.objects.count() == 2


def test_the_deploy_check_is_content_with_a_wall(db):
    assert connection.vendor == "postgresql"
    assert check_wall() == []
