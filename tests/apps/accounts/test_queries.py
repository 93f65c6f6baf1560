"""Who may see which regions."""

import pytest

from laju.apps.accounts.models import Role
from laju.apps.accounts.queries import covers, system_user, within_scope
from laju.apps.registry.models import Business
from tests.factories import MEDAN, NORTH_SUMATRA, TOBA, BusinessFactory, UserFactory, region


@pytest.fixture
def businesses(db):
    return {
        code: BusinessFactory(region=region(code)) for code in (MEDAN, TOBA, NORTH_SUMATRA, "11.71")
    }


@pytest.mark.parametrize(
    ("regions", "seen"),
    [
        ([], {MEDAN, TOBA, NORTH_SUMATRA, "11.71"}),  # no regions: all of them
        ([MEDAN], {MEDAN}),
        ([NORTH_SUMATRA], {MEDAN, TOBA, NORTH_SUMATRA}),  # a province stands for all inside it
        ([MEDAN, "11"], {MEDAN, "11.71"}),
    ],
)
def test_within_scope_keeps_what_one_may_see(businesses, regions, seen):
    user = UserFactory(regions=[region(code).pk for code in regions])
    found = Business.objects.filter(within_scope(user=user)).values_list("region_id", flat=True)
    assert set(found) == seen
    assert {code for code in businesses if covers(user=user, code=code)} == seen


def test_nobody_can_sign_in_as_the_system(db):
    user = system_user()
    assert user == system_user()
    assert user.role == Role.AGENCY
    assert not user.has_usable_password()
