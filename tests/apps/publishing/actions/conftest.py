"""Three businesses whose pages can go out."""

import pytest

from laju.apps.publishing.actions import Folders, release_sites
from laju.apps.studio.actions import compose_contents, gather_facts
from tests.factories import CohortFactory, ParticipantFactory


@pytest.fixture
def folders(tmp_path):
    return Folders(
        sites=tmp_path / "sites", posters=tmp_path / "posters", photos=tmp_path / "photos"
    )


@pytest.fixture
def cohort(db):
    cohort = CohortFactory()
    ParticipantFactory.create_batch(
        3,
        application__cohort=cohort,
        application__business__products_text="Keripik ubi, keripik pisang",
        application__business__prices_text="15.000; 20.000",
    )
    return cohort


@pytest.fixture
def work(cohort, folders, agency):
    """Gather, compose and release at a moment; return how many sites were dealt with."""

    def done(at, **more):
        gather_facts(cohort=cohort, by=agency, at=at)
        compose_contents(cohort=cohort, by=agency, at=at)
        return release_sites(cohort=cohort, folders=folders, by=agency, at=at, **more)

    return done
