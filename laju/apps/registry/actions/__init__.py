"""What can be done to the registry."""

from laju.apps.registry.actions.businesses import record_business
from laju.apps.registry.actions.links import decide_link, propose_links
from laju.apps.registry.actions.owners import connect_owner
from laju.apps.registry.actions.receiving import (
    columns_of,
    receive_sheet,
    save_mapping,
    understand,
    with_fields,
)

__all__ = [
    "columns_of",
    "connect_owner",
    "decide_link",
    "propose_links",
    "receive_sheet",
    "record_business",
    "save_mapping",
    "understand",
    "with_fields",
]
