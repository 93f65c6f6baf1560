import pytest
from django.db import DatabaseError, connection, transaction

from laju.apps.privacy.register import Care, register
from laju.apps.privacy.wall import CLOSED, behind_wall, beyond_wall, has_wall, statements, walled
from laju.apps.registry.models import Business, Row
from tests import factories

postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no roles; pages filter there"
)
postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no roles: the pages' filter is alone"
)
# Personal, and reached otherwise than by a business: one line each says how.
ELSEWHERE = {
    "accounts.user",  # people who sign in, not businesses
    "jobs.job",  # names keys only
    "ledger.entry",  # names keys only
    "ledger.secret",  # a key by the name of a thing
    "outbox.wish",  # a number alone
    "passes.factor",  # of people who sign in
    "passes.sparecode",  # of people who sign in
    "passes.pass",  # a code for ten minutes
    "privacy.datarequest",  # by the owner
    "programme.applicationdraft",  # of nobody yet
    "programme.reader",  # curators
    "programme.signature",  # officers
    "registry.batch",  # of the office that sent it
    "registry.kblichoice",  # phrases
    "registry.link",  # two businesses, perhaps of two regions
    "registry.merge",  # two businesses, perhaps of two regions
    "registry.searchchange",  # a number for the search
    "registry.owner",  # by the business
    "services.training",  # of all regions
}


def test_all_that_tells_of_a_person_stands_behind_the_wall_or_says_why_not():
    personal = {
        label
        for label, fields in register().items()
        if any(c != Care.NONE for c in fields.values())
    }
    behind = {model._meta.label_lower for model in walled()}
    assert personal - behind == ELSEWHERE


def test_the_business_is_the_first_table():
    assert walled()[0] is Business
    assert all(
        "POLICY" not in line or "scoped" in line or "assessor" in line for line in statements()
    )


@pytest.fixture
def two_regions(db: None, medan, toba) -> tuple[Business, Business]:
    return factories.BusinessFactory(region=medan), factories.BusinessFactory(region=toba)


@postgresql
def test_staff_of_a_region_see_it_alone_though_nothing_filters(two_regions, agency_of_region):
    here, _ = two_regions
    with behind_wall(user=agency_of_region):
        assert list(Business.objects.all()) == [here]
        assert Business.objects.count() == 1
    assert Business.objects.count() == 2


@postgresql
def test_a_province_stands_for_every_region_inside(two_regions, north_sumatra):
    staff = factories.UserFactory(username="prov", role="AGENCY", regions=[north_sumatra])
    with behind_wall(user=staff):
        assert Business.objects.count() == 2


@postgresql
def test_what_hangs_on_a_business_goes_with_it(two_regions, agency_of_region):
    here, there = two_regions
    mine, other = (factories.ApplicationFactory(business=each) for each in (here, there))
    with behind_wall(user=agency_of_region):
        assert list(type(mine).objects.values_list("pk", flat=True)) == [mine.pk]
    assert type(other).objects.count() == 2
    assert Row in walled()


@postgresql
def test_nothing_can_be_moved_or_written_across(two_regions, agency_of_region, toba):
    here, there = two_regions
    with behind_wall(user=agency_of_region):
        assert Business.objects.filter(pk=there.pk).update(name="Diambil") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Business.objects.filter(pk=here.pk).update(region=toba)


@postgresql
def test_an_assessor_reads_everything_and_writes_nothing(two_regions, assessor):
    with behind_wall(user=assessor):
        assert Business.objects.count() == 2
        for write in (
            lambda: Business.objects.update(name="Lain"),
            lambda: Business.objects.all().delete(),
            lambda: factories.UserFactory(username="baru"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                write()


@postgresql
def test_keys_and_ways_in_are_closed_to_an_assessor(assessor):
    with behind_wall(user=assessor), connection.cursor() as cursor:
        for table in CLOSED:
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(f"SELECT 1 FROM {table}")


@postgresql
def test_after_an_error_the_next_one_asks_as_the_owner_again(two_regions, agency_of_region):
    with pytest.raises(ZeroDivisionError), behind_wall(user=agency_of_region):
        raise ZeroDivisionError
    assert Business.objects.count() == 2


@postgresql
def test_the_database_has_its_wall(db: None):
    assert has_wall()


def test_on_sqlite_the_block_changes_nothing(two_regions, agency_of_region):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has the wall")
    with behind_wall(user=agency_of_region):
        assert Business.objects.count() == 2


@postgresql
def test_an_action_looks_beyond_and_comes_back(two_regions, agency_of_region):
    with behind_wall(user=agency_of_region):
        with beyond_wall():
            assert Business.objects.count() == 2
        assert Business.objects.count() == 1
        with pytest.raises(ZeroDivisionError), transaction.atomic(), beyond_wall():
            raise ZeroDivisionError
        assert Business.objects.count() == 1
