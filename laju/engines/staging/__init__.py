"""Files read, understood and checked to the end before anything of them is stored."""

from laju.engines.staging.settling import (
    Choice,
    NoNameColumn,
    Settled,
    fields_for,
    header_digest,
    own_titles,
    settle,
    settled_before,
    understand,
    with_fields,
)
from laju.engines.staging.staging import Order, Refused, Staged, forget_staged, stage_file

__all__ = [
    "Choice",
    "NoNameColumn",
    "Order",
    "Refused",
    "Settled",
    "Staged",
    "fields_for",
    "forget_staged",
    "header_digest",
    "own_titles",
    "settle",
    "settled_before",
    "stage_file",
    "understand",
    "with_fields",
]
