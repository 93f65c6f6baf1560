"""What many tests need: people, regions and a moment."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import settings as given

from laju.apps.accounts.models import Role, User
from laju.apps.regions.models import Region
from tests import factories

# Without deadlines, for shared machines; in CI the same examples each time, so that a run that
# passed passes again. New examples are for the desk.
given.register_profile("desk", deadline=None)
given.register_profile("ci", deadline=None, derandomize=True)
given.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """Forget the tries and applications that another test counted."""
    cache.clear()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Speak the language of the office again after a test that asked for another."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_search(tmp_path_factory: pytest.TempPathFactory, settings) -> None:
    """Search in a folder of its own: tests use the same numbers for different businesses."""
    settings.SEARCH = tmp_path_factory.getbasetemp() / f"search-{uuid.uuid4().hex}"


@pytest.fixture
def at() -> datetime:
    """A moment that never changes, 10.00 in Medan."""
    return factories.AT


@pytest.fixture
def medan(db: None) -> Region:
    return factories.region(factories.MEDAN)


@pytest.fixture
def toba(db: None) -> Region:
    return factories.region(factories.TOBA)


@pytest.fixture
def north_sumatra(db: None) -> Region:
    return factories.region(factories.NORTH_SUMATRA)


@pytest.fixture
def agency(db: None) -> User:
    """Staff of the province: sees every region."""
    return factories.UserFactory(username="dinas", role=Role.AGENCY)


@pytest.fixture
def agency_of_region(medan: Region) -> User:
    """Staff of Kota Medan: sees Kota Medan only."""
    return factories.UserFactory(username="dinas-medan", role=Role.AGENCY, regions=[medan])


@pytest.fixture
def facilitator(db: None) -> User:
    return factories.UserFactory(username="pendamping", role=Role.FACILITATOR)


@pytest.fixture
def owner(db: None) -> User:
    return factories.UserFactory(username="pemilik", role=Role.OWNER)


@pytest.fixture
def assessor(db: None) -> User:
    return factories.UserFactory(username="penilai", role=Role.ASSESSOR)


@pytest.fixture
def reader(db: None) -> User:
    return factories.UserFactory(username="kurator", role=Role.READER)


@pytest.fixture
def people(
    agency: User, facilitator: User, owner: User, assessor: User, reader: User
) -> dict[str, User]:
    """The five people of every access question, by role."""
    return {person.role: person for person in (agency, facilitator, owner, assessor, reader)}


@pytest.fixture
def sign_in(client: Client):
    """Return a function that signs a person in and gives the browser: `sign_in(agency)`."""

    def signed_in(user: User) -> Client:
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def asks():
    """Return a block that insists on a number of queries: `with asks(5): ...`.

    Those that put up the second wall of PostgreSQL are left out: they are as many for every page.
    """
    walls = ("set_config(", "RESET ROLE", "accounts_user_regions")

    @contextmanager
    def exactly(number: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [each["sql"] for each in captured.captured_queries]
        asked = [sql for sql in asked if not any(word in sql for word in walls)]
        assert len(asked) == number, "\n".join(asked)

    return exactly
