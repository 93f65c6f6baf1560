"""What can be done to the indicators: keep evidence, measure, keep the cube right."""

from laju.apps.indicators.actions.cubes import check_cube, pause_cube, rebuild_cube
from laju.apps.indicators.actions.measures import (
    NoReference,
    UnknownEvidence,
    measure_businesses,
    record_presence,
)
from laju.apps.indicators.actions.snapshots import record_snapshot

__all__ = [
    "NoReference",
    "UnknownEvidence",
    "check_cube",
    "measure_businesses",
    "pause_cube",
    "rebuild_cube",
    "record_presence",
    "record_snapshot",
]
