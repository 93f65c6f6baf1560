"""What can be asked of the registry."""

from laju.apps.registry.queries.batches import (
    batches,
    findings_of,
    mapping_for,
    reconcile,
    rejected_rows,
    rejects_of,
    sum_of_batches,
)
from laju.apps.registry.queries.businesses import (
    business_by_code,
    businesses,
    count_businesses_by_region,
    links_of,
    links_waiting,
    origin_of,
)

__all__ = [
    "batches",
    "business_by_code",
    "businesses",
    "count_businesses_by_region",
    "findings_of",
    "links_of",
    "links_waiting",
    "mapping_for",
    "origin_of",
    "reconcile",
    "rejected_rows",
    "rejects_of",
    "sum_of_batches",
]
