"""An owner's account sees the businesses of one person, and one account belongs to one person."""

import pytest

from laju.apps.registry.actions import connect_owner
from laju.apps.registry.actions.owners import NotAnOwnersAccount
from laju.apps.registry.models import Owner
from tests import factories


def connected() -> dict[int, int | None]:
    return dict(Owner.objects.values_list("pk", "user"))


def test_connect_owner_moves_an_account_from_one_owner_to_another(agency, owner, at):
    first, second = factories.OwnerFactory(), factories.OwnerFactory()
    for person in (first, second, second):
        connect_owner(owner=person, user=owner, by=agency, at=at)
    assert connected() == {first.pk: None, second.pk: owner.pk}


def test_connect_owner_replaces_the_account_of_an_owner(agency, owner, at):
    person = factories.OwnerFactory()
    other = factories.UserFactory(role="OWNER")
    for user in (owner, other):
        connect_owner(owner=person, user=user, by=agency, at=at)
    assert connected() == {person.pk: other.pk}


@pytest.mark.parametrize("who", ["agency", "facilitator", "assessor"])
def test_connect_owner_takes_accounts_of_owners_only(request, agency, at, who):
    user = request.getfixturevalue(who)
    person = factories.OwnerFactory()
    with pytest.raises(NotAnOwnersAccount, match="bukan akun pelaku usaha"):
        connect_owner(owner=person, user=user, by=agency, at=at)
    assert connected() == {person.pk: None}
