"""The shipped places, read once."""

import pytest

from laju.core.places import Gazetteer
from laju.engines.reference import load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()
