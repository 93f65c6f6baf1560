"""A reader for one row at a time, as an office of North Sumatra would need it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from laju.core.kbli import Version
from laju.core.records import Reader, Record, read_record
from laju.engines.reference import load_classification, load_gazetteer


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(
        gazetteer=load_gazetteer(),
        today=date(2026, 11, 23),
        region="12",
        area="12",
        kbli=tuple(load_classification(version=version) for version in Version),
    )


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Record]:
    """Return a function that reads a row: `read({"name": "Mawar"}, is_region_needed=True)`."""
    return lambda values, **more: read_record(values=values, reader=replace(reader, **more))
