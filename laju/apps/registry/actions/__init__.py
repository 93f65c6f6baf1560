"""What can be done to the registry."""

from laju.apps.registry.actions.businesses import record_business
from laju.apps.registry.actions.coding import choose_kbli, choose_kbli_for_phrase, undo_kbli
from laju.apps.registry.actions.indexes import (
    restore_indexes,
    restoring_indexes,
    suspend_indexes,
)
from laju.apps.registry.actions.linking import link_registry
from laju.apps.registry.actions.links import decide_link
from laju.apps.registry.actions.merging import merge_businesses, merge_owners, split
from laju.apps.registry.actions.owners import connect_owner
from laju.apps.registry.actions.receiving import (
    columns_of,
    receive_sheet,
    save_mapping,
)
from laju.apps.registry.actions.remembered import Remembered
from laju.apps.registry.actions.staged import (
    CHUNK,
    MANY,
    Intake,
    Loading,
    open_batch,
    receive_staged,
)
from laju.apps.registry.actions.undoing import undo_batch

__all__ = [
    "CHUNK",
    "MANY",
    "Intake",
    "Loading",
    "Remembered",
    "choose_kbli",
    "choose_kbli_for_phrase",
    "columns_of",
    "connect_owner",
    "decide_link",
    "link_registry",
    "merge_businesses",
    "merge_owners",
    "open_batch",
    "receive_sheet",
    "receive_staged",
    "record_business",
    "restore_indexes",
    "restoring_indexes",
    "save_mapping",
    "split",
    "suspend_indexes",
    "undo_batch",
    "undo_kbli",
]
