"""What can be asked of the indicators."""

from laju.apps.indicators.queries.cubes import (
    DIMENSIONS,
    CubeState,
    Difference,
    at_level,
    businesses_measured,
    cells_by,
    cells_kept,
    count_cells,
    cube_state,
    differences,
)
from laju.apps.indicators.queries.measures import (
    latest_day,
    levels_by_region,
    measure_of,
    measures_of_standing,
    measures_on,
    presence_of,
)

__all__ = [
    "DIMENSIONS",
    "CubeState",
    "Difference",
    "at_level",
    "businesses_measured",
    "cells_by",
    "cells_kept",
    "count_cells",
    "cube_state",
    "differences",
    "latest_day",
    "levels_by_region",
    "measure_of",
    "measures_of_standing",
    "measures_on",
    "presence_of",
]
